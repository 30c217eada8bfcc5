/**
 * Creates a task or subtask in a Wrike folder, project or space; those responsible are notified.
 *
 * @example
 * const { data } = await base44.functions.invoke("wrike-create-task", {
 *   folderId: "IEAGJJFWI5MLJ43V", title: "Call Ada", importance: "High", start: "2026-09-01", end: "2026-09-03",
 * });
 *
 * @see https://developers.wrike.com/api/v4/tasks/#create-task
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import { atMostOne } from "../../shared/runtime/rules.ts";
import * as z from "../../shared/runtime/zod.ts";
import {
  wrikeDatesRule,
  wrikeIds,
  WrikeOneTask,
  wrikeTask,
  wrikeTaskBody,
  wrikeTaskFields,
  wrikeTaskOutput,
} from "../../shared/services/wrike-tasks.ts";
import { wrike, WRIKE_ALLOWED_FOLDERS, wrikeId } from "../../shared/services/wrike.ts";

const Input = z.strictObject({
  folderId: wrikeId.describe(
    "API ID of the folder, project or space; the number in a web address is no API ID",
  ),
  title: z.string().min(1).max(500).describe("Title"),
  ...wrikeTaskFields,
  responsibleIds: wrikeIds.optional().describe("Contact IDs of those who work on it"),
  followerIds: wrikeIds.optional().describe("Contact IDs of those who follow it"),
  parentTaskId: wrikeId.optional().describe("ID of the task to put it under"),
}).refine(...wrikeDatesRule).refine(...atMostOne("status", "customStatusId"));

export default defineFunction({
  name: "wrike-create-task",
  service: wrike,
  scopes: ["wsReadWrite"],
  effect: "send",
  access: "user",
  bounds: { folderId: WRIKE_ALLOWED_FOLDERS },
  adminOnly: ["responsibleIds", "followerIds"],
  input: Input,
  output: z.object(wrikeTaskOutput),

  async run({ input, http }) {
    const { data: [task] } = await http.post("folders/{folderId}/tasks", {
      path: { folderId: input.folderId },
      json: {
        title: input.title,
        ...wrikeTaskBody(input),
        responsibles: input.responsibleIds,
        followers: input.followerIds,
        superTasks: input.parentTaskId && [input.parentTaskId],
      },
      response: WrikeOneTask,
    });
    return wrikeTask(task);
  },
});
