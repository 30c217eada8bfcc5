/**
 * Creates a task or subtask in a ClickUp list; those it is assigned to are notified.
 *
 * @example
 * const { data } = await base44.functions.invoke("clickup-create-task", {
 *   listId: "901523453199", name: "Call back", priority: "high", dueAt: "2026-06-15T10:00:00Z",
 * });
 *
 * @see https://developer.clickup.com/reference/createtask
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import { atMostOne } from "../../shared/runtime/rules.ts";
import * as z from "../../shared/runtime/zod.ts";
import {
  clickupPeople,
  ClickupTask,
  clickupTask,
  clickupTaskBody,
  clickupTaskFields,
  clickupTaskOutput,
} from "../../shared/services/clickup-tasks.ts";
import { clickup, CLICKUP_ALLOWED_LISTS, clickupId } from "../../shared/services/clickup.ts";

const Input = z.strictObject({
  listId: clickupId.describe("ID of the list"),
  name: z.string().min(1).max(2_000).describe("Name of the task"),
  ...clickupTaskFields,
  assignees: clickupPeople.optional().describe("User IDs of those who work on it"),
  tags: z.array(z.string().min(1).max(100)).max(20).optional().describe("Tags"),
  customFields: z.array(z.strictObject({ id: z.uuid().describe("ID of the field"), value: z.unknown() })).max(
    50,
  )
    .optional().describe("Custom fields, each value as ClickUp takes it for the field's type"),
  notifyAll: z.boolean().optional().describe("Notify the connected person too"),
}).refine(...atMostOne("description", "markdown"));

export default defineFunction({
  name: "clickup-create-task",
  service: clickup,
  scopes: [],
  effect: "send",
  access: "user",
  bounds: { listId: CLICKUP_ALLOWED_LISTS },
  adminOnly: ["assignees", "markdown", "notifyAll"],
  input: Input,
  output: z.object(clickupTaskOutput),

  async run({ input, http }) {
    const task = await http.post("list/{listId}/task", {
      path: { listId: input.listId },
      json: {
        name: input.name,
        ...clickupTaskBody(input),
        assignees: input.assignees,
        tags: input.tags,
        custom_fields: input.customFields,
        notify_all: input.notifyAll ?? false,
      },
      response: ClickupTask,
    });
    return clickupTask(task);
  },
});
