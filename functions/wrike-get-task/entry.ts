/**
 * Reads a Wrike task by its API ID, or by its address as people see it.
 *
 * @example
 * const { data } = await base44.functions.invoke("wrike-get-task", { taskId: "IEAGJJFWKRMLJ433" });
 *
 * @see https://developers.wrike.com/api/v4/tasks/#query-tasks
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import { FunctionError } from "../../shared/runtime/errors.ts";
import { exactlyOne } from "../../shared/runtime/rules.ts";
import * as z from "../../shared/runtime/zod.ts";
import { WrikeTask, wrikeTask, wrikeTaskOutput } from "../../shared/services/wrike-tasks.ts";
import { wrike, wrikeId } from "../../shared/services/wrike.ts";

const Input = z.strictObject({
  taskId: wrikeId.optional().describe("API ID of the task"),
  url: z.url({ protocol: /^https$/, hostname: /\.wrike\.com$/ }).optional().describe(
    "Address of the task, such as https://www.wrike.com/open.htm?id=1488253819",
  ),
}).refine(...exactlyOne("taskId", "url"));

const Tasks = z.object({ data: z.array(WrikeTask) });

export default defineFunction({
  name: "wrike-get-task",
  service: wrike,
  scopes: ["wsReadOnly"],
  effect: "read",
  access: "admin",
  input: Input,
  output: z.object(wrikeTaskOutput),

  async run({ input, http }) {
    const { data: [task] } = input.taskId
      ? await http.get("tasks/{taskId}", { path: { taskId: input.taskId }, response: Tasks })
      : await http.get("tasks", { query: { permalink: input.url }, response: Tasks });
    if (task) return wrikeTask(task);
    throw new FunctionError("not_found", "Wrike has no such task, or the connected account cannot see it");
  },
});
