/**
 * Lists the tasks of a ClickUp list, 100 at a time, filtered by status, people, tags and dates.
 *
 * @example
 * const { data } = await base44.functions.invoke("clickup-list-tasks", { listId: "901523453199", statuses: ["to do"] });
 *
 * @see https://developer.clickup.com/reference/gettasks
 * @module
 * @version 0.1.0
 */
import { offsetCursor, readOffset } from "../../shared/runtime/cursor.ts";
import { defineFunction } from "../../shared/runtime/define.ts";
import * as z from "../../shared/runtime/zod.ts";
import {
  clickupPeople,
  ClickupTask,
  clickupTask,
  clickupTaskOutput,
  milliseconds,
} from "../../shared/services/clickup-tasks.ts";
import { clickup, CLICKUP_ALLOWED_LISTS, clickupId } from "../../shared/services/clickup.ts";

const PAGE_SIZE = 100;

const names = z.array(z.string().min(1).max(100)).max(20).optional();
const time = z.iso.datetime({ offset: true }).optional();

const Input = z.strictObject({
  listId: clickupId.describe("ID of the list"),
  statuses: names.describe("Only tasks with one of these statuses"),
  assignees: clickupPeople.optional().describe("Only tasks of these people, by user ID"),
  tags: names.describe("Only tasks with these tags"),
  dueAfter: time.describe("Only tasks due after this ISO 8601 time"),
  dueBefore: time.describe("Only tasks due before this ISO 8601 time"),
  createdAfter: time.describe("Only tasks created after this ISO 8601 time"),
  updatedAfter: time.describe("Only tasks changed after this ISO 8601 time"),
  includeClosed: z.boolean().default(false).describe("Closed tasks too"),
  subtasks: z.boolean().default(false).describe("Subtasks too"),
  archived: z.boolean().default(false).describe("Archived tasks instead"),
  orderBy: z.enum(["id", "created", "updated", "due_date"]).default("created").describe(
    "Order, newest first",
  ),
  reverse: z.boolean().default(false).describe("The other way round"),
  cursor: z.string().min(1).optional().describe("`nextCursor` of the page before"),
});

const Output = z.object({
  tasks: z.array(z.object(clickupTaskOutput)).describe("Up to 100 tasks"),
  nextCursor: z.string().nullable().describe("For the next page; null on the last"),
});

export default defineFunction({
  name: "clickup-list-tasks",
  service: clickup,
  scopes: [],
  effect: "read",
  access: "user",
  bounds: { listId: CLICKUP_ALLOWED_LISTS },
  input: Input,
  output: Output,

  async run({ input, http }) {
    const page = readOffset(input.cursor);
    const { tasks, last_page } = await http.get("list/{listId}/task", {
      path: { listId: input.listId },
      query: {
        page,
        order_by: input.orderBy,
        reverse: input.reverse,
        include_closed: input.includeClosed,
        subtasks: input.subtasks,
        archived: input.archived,
        "statuses[]": input.statuses,
        "assignees[]": input.assignees,
        "tags[]": input.tags,
        due_date_gt: milliseconds(input.dueAfter),
        due_date_lt: milliseconds(input.dueBefore),
        date_created_gt: milliseconds(input.createdAfter),
        date_updated_gt: milliseconds(input.updatedAfter),
      },
      response: z.object({ tasks: z.array(ClickupTask), last_page: z.boolean().optional() }),
    });
    const isLast = last_page ?? tasks.length < PAGE_SIZE;
    return { tasks: tasks.map(clickupTask), nextCursor: isLast ? null : offsetCursor(page + 1) };
  },
});
