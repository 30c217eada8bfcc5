/**
 * Tasks as Wrike's requests and answers spell them.
 *
 * @see https://developers.wrike.com/api/v4/tasks/
 * @module
 * @version 0.1.0
 */
import { htmlFromText } from "../runtime/html.ts";
import * as z from "../runtime/zod.ts";
import { wrikeId } from "./wrike.ts";

export const wrikeIds = z.array(wrikeId).min(1).max(100);

/** What a task is created with and changed to. */
export const wrikeTaskFields = {
  description: z.string().max(50_000).optional().describe("Description as plain text"),
  status: z.enum(["Active", "Completed", "Deferred", "Cancelled"]).optional().describe("Status"),
  customStatusId: wrikeId.optional().describe("ID of a status of the folder's workflow, instead of status"),
  importance: z.enum(["High", "Normal", "Low"]).optional().describe("Importance"),
  start: z.iso.date().optional().describe("First day, such as 2026-09-01; needs end"),
  end: z.iso.date().optional().describe("Day when it is due"),
  customFields: z.array(z.strictObject({
    id: wrikeId.describe("ID of the field"),
    value: z.string().max(2_000).nullable().describe("Value as text; null clears it"),
  })).max(100).optional().describe("Custom fields"),
};

const WrikeTaskInput = z.object(wrikeTaskFields);
type WrikeTaskInput = z.output<typeof WrikeTaskInput>;

/** Rules between the fields above, for `.refine(...)`. */
export const wrikeDatesRule: [(input: WrikeTaskInput) => boolean, { path: string[]; error: string }] = [
  ({ start, end }) => start === undefined || (end !== undefined && start <= end),
  { path: ["end"], error: "expected a day that is not before start" },
];

/** Their members of a request. */
export function wrikeTaskBody(input: WrikeTaskInput) {
  return {
    description: input.description === undefined ? undefined : htmlFromText(input.description),
    status: input.status,
    customStatus: input.customStatusId,
    importance: input.importance,
    dates: input.end === undefined
      ? undefined
      : { type: "Planned", start: input.start ?? input.end, due: input.end },
    customFields: input.customFields,
  };
}

const Ids = z.array(z.string()).nullish();

export const WrikeTask = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string().nullish(),
  status: z.string().nullish(),
  customStatusId: z.string().nullish(),
  importance: z.string().nullish(),
  dates: z.object({ start: z.string().nullish(), due: z.string().nullish() }).nullish(),
  parentIds: Ids,
  responsibleIds: Ids,
  superTaskIds: Ids,
  subTaskIds: Ids,
  customFields: z.array(z.object({ id: z.string(), value: z.string().nullish() })).nullish(),
  createdDate: z.string().nullish(),
  updatedDate: z.string().nullish(),
  completedDate: z.string().nullish(),
  permalink: z.string().nullish(),
  scope: z.string().nullish(),
});

/** Even a single task comes as a list. */
export const WrikeOneTask = z.object({ data: z.tuple([WrikeTask], z.unknown()) });

export const wrikeTaskOutput = {
  id: z.string().describe("ID of the task"),
  title: z.string().describe("Title"),
  descriptionHtml: z.string().nullable().describe(
    "Description as HTML that others wrote: clean it before you show it",
  ),
  status: z.string().nullable().describe("Active, Completed, Deferred or Cancelled"),
  customStatusId: z.string().nullable().describe("ID of the status in its workflow"),
  importance: z.string().nullable().describe("High, Normal or Low"),
  start: z.string().nullable().describe("When it starts, without time zone"),
  end: z.string().nullable().describe("When it is due, without time zone"),
  folderIds: z.array(z.string()).describe("IDs of its folders"),
  responsibleIds: z.array(z.string()).describe("IDs of those who work on it"),
  parentTaskIds: z.array(z.string()).describe("IDs of the tasks it is under"),
  subtaskIds: z.array(z.string()).describe("IDs of its subtasks"),
  customFields: z.array(z.object({ id: z.string(), value: z.string().nullable() })).describe("Custom fields"),
  createdAt: z.string().nullable().describe("ISO 8601 time"),
  updatedAt: z.string().nullable().describe("ISO 8601 time"),
  completedAt: z.string().nullable().describe("ISO 8601 time"),
  url: z.string().nullable().describe("Address for people"),
};

export function wrikeTask(task: z.output<typeof WrikeTask>) {
  return {
    id: task.id,
    title: task.title,
    descriptionHtml: task.description ?? null,
    status: task.status ?? null,
    customStatusId: task.customStatusId ?? null,
    importance: task.importance ?? null,
    start: task.dates?.start ?? null,
    end: task.dates?.due ?? null,
    folderIds: task.parentIds ?? [],
    responsibleIds: task.responsibleIds ?? [],
    parentTaskIds: task.superTaskIds ?? [],
    subtaskIds: task.subTaskIds ?? [],
    customFields: (task.customFields ?? []).map(({ id, value }) => ({ id, value: value ?? null })),
    createdAt: task.createdDate ?? null,
    updatedAt: task.updatedDate ?? null,
    completedAt: task.completedDate ?? null,
    url: task.permalink ?? null,
  };
}
