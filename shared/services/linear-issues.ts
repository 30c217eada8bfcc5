/**
 * Linear's issues as functions take and answer them.
 *
 * @see https://linear.app/developers/graphql
 * @module
 * @version 0.1.0
 */
import { cutText, plainMarkdown } from "../runtime/markdown.ts";
import * as z from "../runtime/zod.ts";
import { linearIssueId, linearName } from "./linear.ts";

export const MAX_DESCRIPTION = 100_000;

/** By Linear's numbers. */
const PRIORITIES = ["none", "urgent", "high", "medium", "low"] as const;

export const issuePriority = z.union([z.enum(PRIORITIES), z.int().min(0).max(4)]).describe(
  "none, urgent, high, medium or low, or Linear's number for it, 0 to 4",
);

/** In the order in which an issue goes through them; the last two are other ends. */
export const STATE_TYPES = [
  "triage",
  "backlog",
  "unstarted",
  "started",
  "completed",
  "canceled",
  "duplicate",
] as const;

export const issueTitle = z.string().max(255).regex(/\S/, "expected a title").describe(
  "Title, up to 255 characters",
);

export const linearPerson = z.union([z.literal("me"), z.email(), z.guid()]).describe(
  "me (the connected account), a mail address or a UUID",
);

export const issueLabels = z.array(linearName).max(20).describe("Names of labels, or their UUIDs");

/** What may be said of a new issue, beside its team and its title. */
export const issueOptions = {
  description: z.string().max(MAX_DESCRIPTION).optional().describe(
    "Description, up to 100,000 characters; Markdown and @mentions are shown as typed unless allowMarkup is set",
  ),
  allowMarkup: z.boolean().optional().describe(
    "Read `description` as Markdown; Linear fetches the images in it",
  ),
  priority: issuePriority.optional(),
  state: linearName.optional().describe("Name of a state of the team, such as In Progress, or its UUID"),
  labels: issueLabels.optional(),
  assignee: linearPerson.optional(),
  project: linearName.optional().describe("Name of a project, or its UUID"),
  parent: linearIssueId.optional().describe("Issue that this is a part of, such as ENG-12"),
  dueDate: z.iso.date().optional().describe("Day that it is due, such as 2026-05-01"),
  estimate: z.int().min(0).max(1_000).optional().describe("Estimate, in the team's points"),
};

/** Fields with which a caller could notify people or reach beyond the team. */
export const ISSUE_ADMIN_FIELDS = ["allowMarkup", "state", "labels", "assignee", "project", "parent"];

export function priorityNumber(priority: z.output<typeof issuePriority> | undefined): number | undefined {
  return typeof priority === "string" ? PRIORITIES.indexOf(priority) : priority;
}

interface IssueValues {
  title?: string | undefined;
  description?: string | undefined;
  allowMarkup?: boolean | undefined;
  priority?: z.output<typeof issuePriority> | undefined;
  parent?: string | null | undefined;
  dueDate?: string | null | undefined;
  estimate?: number | null | undefined;
}

/** The values of `IssueCreateInput` and `IssueUpdateInput` that need no looking up. */
export function issueValues(
  { title, description, allowMarkup, priority, parent, dueDate, estimate }: IssueValues,
) {
  return {
    title,
    description: description === undefined || allowMarkup ? description : plainMarkdown(description),
    priority: priorityNumber(priority),
    parentId: parent,
    dueDate,
    estimate,
  };
}

/** For documents that select `...IssueFields`. Connections without `first` count as 50 in Linear's limits. */
export const ISSUE_FIELDS = `
  fragment IssueFields on Issue {
    id identifier title description priority priorityLabel estimate dueDate url branchName
    createdAt updatedAt completedAt canceledAt
    state { id name type }
    team { id key name }
    assignee { id name }
    labels(first: 20) { nodes { id name color } }
    project { id name }
  }`;

const Named = z.object({ id: z.string(), name: z.string() });

export const LinearIssue = z.object({
  id: z.string(),
  identifier: z.string(),
  title: z.string(),
  description: z.string().nullish(),
  priority: z.number(),
  priorityLabel: z.string(),
  estimate: z.number().nullish(),
  dueDate: z.string().nullish(),
  url: z.string(),
  branchName: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
  completedAt: z.string().nullish(),
  canceledAt: z.string().nullish(),
  state: Named.extend({ type: z.string() }),
  team: Named.extend({ key: z.string() }),
  assignee: Named.nullish(),
  labels: z.object({ nodes: z.array(Named.extend({ color: z.string() })) }),
  project: Named.nullish(),
});
export type LinearIssue = z.output<typeof LinearIssue>;

const id = z.string().describe("UUID");
const time = z.string().describe("ISO 8601 time");

export const issueFields = {
  id,
  identifier: z.string().describe("Identifier for people, such as ENG-123"),
  title: z.string().describe("Title"),
  description: z.string().nullable().describe("Description as Markdown; strangers may have written it"),
  truncated: z.boolean().describe("Whether description is cut"),
  priority: z.number().describe("0 none, 1 urgent, 2 high, 3 medium, 4 low"),
  priorityLabel: z.string().describe("The priority in words"),
  estimate: z.number().nullable().describe("Estimate"),
  dueDate: z.string().nullable().describe("Day that it is due"),
  url: z.string().describe("Its page in Linear"),
  branchName: z.string().describe("Name for a Git branch"),
  state: z.object({
    id,
    name: z.string(),
    type: z.string().describe("triage, backlog, unstarted, started, completed, canceled or duplicate"),
  }).describe("State"),
  team: z.object({ id, key: z.string().describe("Start of its identifiers, such as ENG"), name: z.string() })
    .describe(
      "Team",
    ),
  assignee: z.object({ id, name: z.string() }).nullable().describe("Who works on it"),
  labels: z.array(z.object({ id, name: z.string(), color: z.string().describe("Such as #eb5757") })).describe(
    "Labels, at most 20",
  ),
  project: z.object({ id, name: z.string() }).nullable().describe("Project"),
  createdAt: time,
  updatedAt: time,
  completedAt: z.string().nullable().describe("ISO 8601 time; null while it is not completed"),
  canceledAt: z.string().nullable().describe("ISO 8601 time; null while it is not canceled"),
};

export function toIssue(issue: LinearIssue, maxDescription = MAX_DESCRIPTION) {
  const description = issue.description ?? null;
  return {
    ...issue,
    description: description && cutText(description, maxDescription),
    truncated: description !== null && description.length > maxDescription,
    estimate: issue.estimate ?? null,
    dueDate: issue.dueDate ?? null,
    assignee: issue.assignee ?? null,
    labels: issue.labels.nodes,
    project: issue.project ?? null,
    completedAt: issue.completedAt ?? null,
    canceledAt: issue.canceledAt ?? null,
  };
}
