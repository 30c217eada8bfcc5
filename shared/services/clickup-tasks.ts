/**
 * Tasks as ClickUp's requests and answers spell them.
 *
 * @see https://developer.clickup.com/reference/gettask
 * @module
 * @version 0.1.0
 */
import * as z from "../runtime/zod.ts";
import { clickupTaskId, clickupUserId } from "./clickup.ts";

const PRIORITIES = { urgent: 1, high: 2, normal: 3, low: 4 } as const;

const time = z.iso.datetime({ offset: true });

/** What a task is created with and changed to. */
export const clickupTaskFields = {
  description: z.string().max(50_000).optional().describe("Description as plain text"),
  markdown: z.string().max(50_000).optional().describe("Description as Markdown, instead of description"),
  status: z.string().min(1).max(100).optional().describe("Name of a status of the list"),
  priority: z.enum(["urgent", "high", "normal", "low"]).optional().describe("Priority"),
  dueAt: time.optional().describe("ISO 8601 time when it is due"),
  startAt: time.optional().describe("ISO 8601 time when it starts"),
  timeEstimateMs: z.int().min(0).optional().describe("Estimate in milliseconds"),
  points: z.number().min(0).optional().describe("Sprint points"),
  parentId: clickupTaskId.optional().describe("ID of the task to put it under, in the same list"),
};

const ClickupTaskInput = z.object(clickupTaskFields);

/** Their members of a request. */
export function clickupTaskBody(input: z.output<typeof ClickupTaskInput>) {
  return {
    description: input.description,
    markdown_content: input.markdown,
    status: input.status,
    priority: input.priority && PRIORITIES[input.priority],
    due_date: milliseconds(input.dueAt),
    due_date_time: input.dueAt === undefined ? undefined : true,
    start_date: milliseconds(input.startAt),
    start_date_time: input.startAt === undefined ? undefined : true,
    time_estimate: input.timeEstimateMs,
    points: input.points,
    parent: input.parentId,
  };
}

export function milliseconds(iso: string | undefined): number | undefined {
  return iso === undefined ? undefined : Date.parse(iso);
}

const Milliseconds = z.union([z.string(), z.number()]).nullish();
const Place = z.object({ id: z.string(), name: z.string().nullish(), hidden: z.boolean().nullish() })
  .nullish();

export const ClickupTask = z.object({
  id: z.string(),
  custom_id: z.string().nullish(),
  name: z.string(),
  text_content: z.string().nullish(),
  status: z.object({ status: z.string(), type: z.string().nullish() }).nullish(),
  priority: z.object({ priority: z.string().nullish() }).nullish(),
  url: z.string().nullish(),
  list: Place,
  folder: Place,
  space: z.object({ id: z.string() }).nullish(),
  team_id: z.string().nullish(),
  parent: z.string().nullish(),
  assignees: z.array(z.object({ id: z.number(), username: z.string().nullish() })).nullish(),
  tags: z.array(z.object({ name: z.string() })).nullish(),
  due_date: Milliseconds,
  start_date: Milliseconds,
  date_created: Milliseconds,
  date_updated: Milliseconds,
  date_closed: Milliseconds,
  archived: z.boolean().nullish(),
});

export const clickupTaskOutput = {
  id: z.string().describe("ID of the task"),
  customId: z.string().nullable().describe("Custom ID, such as DEV-42"),
  name: z.string().describe("Name"),
  description: z.string().describe("Description as plain text"),
  status: z.string().nullable().describe("Name of the status"),
  statusType: z.string().nullable().describe("open, custom or closed"),
  priority: z.string().nullable().describe("urgent, high, normal or low"),
  url: z.string().nullable().describe("Address for people"),
  listId: z.string().nullable().describe("ID of the list"),
  listName: z.string().nullable().describe("Name of the list"),
  folderId: z.string().nullable().describe("ID of the folder; null outside of folders"),
  spaceId: z.string().nullable().describe("ID of the space"),
  workspaceId: z.string().nullable().describe("ID of the Workspace"),
  parentId: z.string().nullable().describe("ID of the task it is under"),
  assignees: z.array(z.object({ id: z.number(), name: z.string() })).describe("Who works on it"),
  tags: z.array(z.string()).describe("Tags"),
  dueAt: z.string().nullable().describe("ISO 8601 time"),
  startAt: z.string().nullable().describe("ISO 8601 time"),
  createdAt: z.string().nullable().describe("ISO 8601 time"),
  updatedAt: z.string().nullable().describe("ISO 8601 time"),
  closedAt: z.string().nullable().describe("ISO 8601 time"),
  archived: z.boolean().describe("Whether it is archived"),
};

export function clickupTask(task: z.output<typeof ClickupTask>) {
  return {
    id: task.id,
    customId: task.custom_id ?? null,
    name: task.name,
    description: task.text_content ?? "",
    status: task.status?.status ?? null,
    statusType: task.status?.type ?? null,
    priority: task.priority?.priority ?? null,
    url: task.url ?? null,
    listId: task.list?.id ?? null,
    listName: task.list?.name ?? null,
    // A list outside of folders stands in a hidden one.
    folderId: task.folder && !task.folder.hidden ? task.folder.id : null,
    spaceId: task.space?.id ?? null,
    workspaceId: task.team_id ?? null,
    parentId: task.parent ?? null,
    assignees: (task.assignees ?? []).map(({ id, username }) => ({ id, name: username ?? "" })),
    tags: (task.tags ?? []).map(({ name }) => name),
    dueAt: isoTime(task.due_date),
    startAt: isoTime(task.start_date),
    createdAt: isoTime(task.date_created),
    updatedAt: isoTime(task.date_updated),
    closedAt: isoTime(task.date_closed),
    archived: task.archived ?? false,
  };
}

/** ClickUp answers times as text of milliseconds. */
function isoTime(value: string | number | null | undefined): string | null {
  return value === null || value === undefined || value === "" ? null : new Date(Number(value)).toISOString();
}

/** For functions that name people. */
export const clickupPeople = z.array(clickupUserId).max(50);
