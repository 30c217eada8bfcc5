/**
 * Lists the tasks of a Wrike folder, project or space, filtered by status, people and dates.
 *
 * @example
 * const { data } = await base44.functions.invoke("wrike-list-tasks", { folderId: "IEAGJJFWI5MLJ43V", statuses: ["Active"] });
 *
 * @see https://developers.wrike.com/api/v4/tasks/#query-tasks
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import * as z from "../../shared/runtime/zod.ts";
import { wrikeIds, WrikeTask, wrikeTask, wrikeTaskOutput } from "../../shared/services/wrike-tasks.ts";
import { wrike, WRIKE_ALLOWED_FOLDERS, wrikeId } from "../../shared/services/wrike.ts";

/** Lists leave these out unless they are asked for. */
const FIELDS = JSON.stringify([
  "responsibleIds",
  "parentIds",
  "description",
  "customFields",
  "superTaskIds",
  "subTaskIds",
]);

const Input = z.strictObject({
  folderId: wrikeId.describe("API ID of the folder, project or space"),
  statuses: z.array(z.enum(["Active", "Completed", "Deferred", "Cancelled"])).min(1).max(4).optional()
    .describe(
      "Only tasks with one of these statuses",
    ),
  responsibleIds: wrikeIds.optional().describe("Only tasks of these people, by contact ID"),
  updatedAfter: z.iso.datetime().optional().describe("Only tasks changed from this ISO 8601 time (UTC) on"),
  dueFrom: z.iso.date().optional().describe("Only tasks due on this day or later"),
  dueTo: z.iso.date().optional().describe("Only tasks due on this day or earlier"),
  includeDescendants: z.boolean().default(true).describe("Tasks of folders within too"),
  includeSubtasks: z.boolean().default(false).describe("Subtasks too"),
  sortField: z.enum(["CreatedDate", "UpdatedDate", "DueDate", "Status", "Importance", "Title"]).optional()
    .describe("Order"),
  sortOrder: z.enum(["Asc", "Desc"]).optional().describe("Direction of the order"),
  limit: z.int().min(1).max(1_000).default(100).describe("Most tasks of a page"),
  cursor: z.string().min(1).max(2_000).optional().describe(
    "`nextCursor` of the page before; goes with the same limit",
  ),
});

const Output = z.object({
  tasks: z.array(z.object(wrikeTaskOutput)).describe("Tasks of this page, without those in the recycle bin"),
  total: z.number().nullable().describe("How many tasks fit in all"),
  nextCursor: z.string().nullable().describe("For the next page; null on the last"),
});

export default defineFunction({
  name: "wrike-list-tasks",
  service: wrike,
  scopes: ["wsReadOnly"],
  effect: "read",
  access: "user",
  bounds: { folderId: WRIKE_ALLOWED_FOLDERS },
  input: Input,
  output: Output,

  async run({ input, http }) {
    const page = await http.get("folders/{folderId}/tasks", {
      path: { folderId: input.folderId },
      // The token stands for all other parameters of the first page.
      query: input.cursor ? { pageSize: input.limit, nextPageToken: input.cursor } : {
        fields: FIELDS,
        pageSize: input.limit,
        status: json(input.statuses),
        responsibles: json(input.responsibleIds),
        updatedDate: range(input.updatedAfter, undefined),
        dueDate: range(input.dueFrom, input.dueTo),
        descendants: input.includeDescendants,
        subTasks: input.includeSubtasks,
        sortField: input.sortField,
        sortOrder: input.sortOrder,
      },
      response: z.object({
        data: z.array(WrikeTask),
        nextPageToken: z.string().optional(),
        responseSize: z.number().optional(),
      }),
    });
    return {
      tasks: page.data.filter(({ scope }) => scope !== "RbTask").map(wrikeTask),
      total: page.responseSize ?? null,
      nextCursor: page.nextPageToken ?? null,
    };
  },
});

/** Wrike takes lists and objects in a query as JSON. */
function json(value: unknown): string | undefined {
  return value === undefined ? undefined : JSON.stringify(value);
}

function range(start: string | undefined, end: string | undefined): string | undefined {
  return start === undefined && end === undefined ? undefined : JSON.stringify({ start, end });
}
