/**
 * GitHub's issues as functions take and answer them. Pull requests are issues, too.
 *
 * @see https://docs.github.com/rest/issues/issues
 * @module
 * @version 0.1.0
 */
import { cutText, plainMarkdown } from "../runtime/markdown.ts";
import * as z from "../runtime/zod.ts";

/** Of an issue or a comment. */
export const MAX_TEXT = 65_536;

export const issueNumber = z.int().min(1).describe("Number of the issue or pull request, such as 12");
export const issueTitle = z.string().min(1).max(256);
export const allowMarkup = z.boolean().optional().describe(
  "Read `text` as GitHub's Markdown, mentions included",
);

/** What a function sends as an issue's `body`. */
export function issueBody(
  { text, allowMarkup }: { text?: string | undefined; allowMarkup?: boolean | undefined },
): string | undefined {
  return text === undefined || allowMarkup ? text : plainMarkdown(text);
}

const Login = z.object({ login: z.string() });

/** A deleted account is nobody. */
export const GithubIssue = z.object({
  number: z.number(),
  title: z.string(),
  body: z.string().nullish(),
  state: z.string(),
  state_reason: z.string().nullish(),
  html_url: z.string(),
  repository_url: z.string().optional(),
  user: Login.nullish(),
  labels: z.array(
    z.union([z.string(), z.object({ name: z.string().optional(), color: z.string().nullish() })]),
  ),
  assignees: z.array(Login).nullish(),
  milestone: z.object({ number: z.number(), title: z.string() }).nullish(),
  type: z.object({ name: z.string() }).nullish(),
  comments: z.number().default(0),
  created_at: z.string(),
  updated_at: z.string(),
  closed_at: z.string().nullish(),
  pull_request: z.object({}).nullish(),
});
export type GithubIssue = z.output<typeof GithubIssue>;

export const issueFields = {
  number: z.number().describe("Number in its repository"),
  title: z.string().describe("Title"),
  text: z.string().nullable().describe("Description as Markdown; strangers may have written it"),
  truncated: z.boolean().describe("Whether text is cut"),
  state: z.string().describe("open or closed"),
  stateReason: z.string().nullable().describe("Why, such as completed, not_planned, duplicate or reopened"),
  url: z.string().describe("Its page on GitHub"),
  author: z.string().nullable().describe("Who opened it; null for deleted accounts"),
  labels: z.array(z.object({
    name: z.string().describe("Name of the label"),
    color: z.string().nullable().describe("Six hexadecimal digits"),
  })).describe("Labels"),
  assignees: z.array(z.string()).describe("Who works on it"),
  milestone: z.string().nullable().describe("Title of its milestone"),
  type: z.string().nullable().describe("Issue type of the organization"),
  commentCount: z.number().describe("Number of comments"),
  createdAt: z.string().describe("ISO 8601 time"),
  updatedAt: z.string().describe("ISO 8601 time"),
  closedAt: z.string().nullable().describe("ISO 8601 time; null while open"),
  isPullRequest: z.boolean().describe("Whether it is a pull request"),
};

export function toIssue(issue: GithubIssue, maxText = MAX_TEXT) {
  const text = issue.body ?? null;
  return {
    number: issue.number,
    title: issue.title,
    text: text && cutText(text, maxText),
    truncated: text !== null && text.length > maxText,
    state: issue.state,
    stateReason: issue.state_reason ?? null,
    url: issue.html_url,
    author: issue.user?.login ?? null,
    labels: labelsOf(issue),
    assignees: assigneesOf(issue),
    milestone: issue.milestone?.title ?? null,
    type: issue.type?.name ?? null,
    commentCount: issue.comments,
    createdAt: issue.created_at,
    updatedAt: issue.updated_at,
    closedAt: issue.closed_at ?? null,
    isPullRequest: Boolean(issue.pull_request),
  };
}

export function labelsOf({ labels }: GithubIssue): { name: string; color: string | null }[] {
  return labels.map((label) =>
    typeof label === "string"
      ? { name: label, color: null }
      : { name: label.name ?? "", color: label.color ?? null }
  );
}

export function assigneesOf({ assignees }: GithubIssue): string[] {
  return (assignees ?? []).map(({ login }) => login);
}

/** The full list that GitHub wants, for labels that are added and removed. */
export function changedLabels(
  issue: GithubIssue,
  { addLabels = [], removeLabels = [] }: {
    addLabels?: string[] | undefined;
    removeLabels?: string[] | undefined;
  },
): string[] {
  const isAmong = (list: readonly string[], label: string) =>
    list.some((other) => other.toLowerCase() === label.toLowerCase());
  const kept = labelsOf(issue).map(({ name }) => name).filter((name) => !isAmong(removeLabels, name));
  return [...kept, ...addLabels.filter((label) => !isAmong(kept, label))];
}

/** What only people who may push to the repository set. For all others GitHub drops it without a word. */
export interface PushFields {
  labels?: readonly string[] | undefined;
  assignees?: readonly string[] | undefined;
  milestone?: number | null | undefined;
  type?: string | null | undefined;
}

const PUSH_FIELDS = ["labels", "assignees", "milestone", "type"] as const;

export const ignored = z.array(z.enum(PUSH_FIELDS)).describe(
  "Fields that GitHub left as they were, since the connected account may not set them",
);

/** The fields that the answer does not show as they were asked for. */
export function ignoredFields(wanted: PushFields, issue: GithubIssue): (typeof PUSH_FIELDS)[number][] {
  const given = {
    labels: labelsOf(issue).map(({ name }) => name),
    assignees: assigneesOf(issue),
    milestone: issue.milestone?.number ?? null,
    type: issue.type?.name ?? null,
  };
  return PUSH_FIELDS.filter((field) =>
    wanted[field] !== undefined && keyOf(wanted[field]) !== keyOf(given[field])
  );
}

/** Names on GitHub are the same in either case, and lists in any order. */
function keyOf(value: unknown): string {
  const names = Array.isArray(value)
    ? [...new Set(value.map((name) => String(name).toLowerCase()))].sort()
    : value;
  return JSON.stringify(names).toLowerCase();
}
