/**
 * Changes a ClickUp task: name, description, status, priority, dates, people.
 *
 * @example
 * const { data } = await base44.functions.invoke("clickup-update-task", { taskId: "86c9w41hk", status: "in progress" });
 *
 * @see https://developer.clickup.com/reference/updatetask
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import { atLeastOne, atMostOne } from "../../shared/runtime/rules.ts";
import * as z from "../../shared/runtime/zod.ts";
import {
  clickupPeople,
  ClickupTask,
  clickupTask,
  clickupTaskBody,
  clickupTaskFields,
  clickupTaskOutput,
} from "../../shared/services/clickup-tasks.ts";
import { clickup, clickupTaskId } from "../../shared/services/clickup.ts";

const changes = {
  name: z.string().min(1).max(2_000).optional().describe("New name"),
  ...clickupTaskFields,
  archived: z.boolean().optional().describe("Archive it, or bring it back"),
  addAssignees: clickupPeople.optional().describe("User IDs to add to those who work on it"),
  removeAssignees: clickupPeople.optional().describe("User IDs to take from them"),
};

const Input = z.strictObject({ taskId: clickupTaskId.describe("ID of the task"), ...changes })
  .refine(...atLeastOne(...Object.keys(changes)))
  .refine(...atMostOne("description", "markdown"));

export default defineFunction({
  name: "clickup-update-task",
  service: clickup,
  scopes: [],
  effect: "write",
  access: "admin",
  input: Input,
  output: z.object(clickupTaskOutput),

  async run({ input, http }) {
    const { addAssignees: add, removeAssignees: rem } = input;
    const task = await http.put("task/{taskId}", {
      path: { taskId: input.taskId },
      json: {
        name: input.name,
        ...clickupTaskBody(input),
        description: input.description === "" ? " " : input.description, // ClickUp ignores an empty text.
        archived: input.archived,
        assignees: add || rem ? { add: add ?? [], rem: rem ?? [] } : undefined,
      },
      response: ClickupTask,
    });
    return clickupTask(task);
  },
});
