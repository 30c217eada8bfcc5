/**
 * Changes a Wrike task: title, description, status, dates, people, folders.
 *
 * @example
 * const { data } = await base44.functions.invoke("wrike-update-task", { taskId: "IEAGJJFWKRMLJ433", status: "Completed" });
 *
 * @see https://developers.wrike.com/api/v4/tasks/#modify-tasks
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import { atLeastOne, atMostOne } from "../../shared/runtime/rules.ts";
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
import { wrike, wrikeId } from "../../shared/services/wrike.ts";

const changes = {
  title: z.string().min(1).max(500).optional().describe("New title"),
  ...wrikeTaskFields,
  addResponsibleIds: wrikeIds.optional().describe("Contact IDs to add to those who work on it"),
  removeResponsibleIds: wrikeIds.optional().describe("Contact IDs to take from them"),
  addFolderIds: wrikeIds.optional().describe("Folders to put it into as well"),
  removeFolderIds: wrikeIds.optional().describe("Folders to take it out of"),
};

const Input = z.strictObject({ taskId: wrikeId.describe("API ID of the task"), ...changes })
  .refine(...atLeastOne(...Object.keys(changes)))
  .refine(...wrikeDatesRule)
  .refine(...atMostOne("status", "customStatusId"));

export default defineFunction({
  name: "wrike-update-task",
  service: wrike,
  scopes: ["wsReadWrite"],
  effect: "send",
  access: "admin",
  input: Input,
  output: z.object(wrikeTaskOutput),

  async run({ input, http }) {
    const { data: [task] } = await http.put("tasks/{taskId}", {
      path: { taskId: input.taskId },
      json: {
        title: input.title,
        ...wrikeTaskBody(input),
        addResponsibles: input.addResponsibleIds,
        removeResponsibles: input.removeResponsibleIds,
        addParents: input.addFolderIds,
        removeParents: input.removeFolderIds,
      },
      response: WrikeOneTask,
    });
    return wrikeTask(task);
  },
});
