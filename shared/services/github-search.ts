/**
 * GitHub's search language, from fields whose values cannot become qualifiers: several `repo:` add up, so that a
 * text with one would find what the app does not mean to show.
 *
 * @see https://docs.github.com/search-github/searching-on-github/searching-issues-and-pull-requests
 * @module
 * @version 0.1.0
 */
import type { GithubIssue } from "./github-issues.ts";
import { githubLabel } from "./github.ts";

/** A label that is more than what is left out of a phrase: `label:""` would find other issues. */
export const searchLabel = githubLabel.refine(
  (label) => withoutMarks(label).trim() !== "",
  "expected the name of a label",
);

const TYPES = { issue: "is:issue", pullRequest: "is:pull-request" } as const;

export interface IssueSearch {
  query?: string | undefined;
  repo?: string | undefined;
  type: keyof typeof TYPES;
  state?: "open" | "closed" | undefined;
  labels?: readonly string[] | undefined;
  author?: string | undefined;
  assignee?: string | undefined;
}

/** Apps are searched for only where the kind is said. */
export function issueSearch(
  { query, repo, type, state, labels = [], author, assignee }: IssueSearch,
): string {
  return [
    query === undefined ? "" : searchWords(query),
    repo === undefined ? "" : `repo:${repo}`,
    TYPES[type],
    state === undefined ? "" : `is:${state}`,
    ...labels.map((label) => `label:${searchPhrase(label)}`),
    author === undefined ? "" : `author:${author}`,
    assignee === undefined ? "" : `assignee:${assignee}`,
  ].filter(Boolean).join(" ");
}

/** All of these words, wherever they stand. */
export function searchWords(text: string): string {
  return withoutMarks(text).split(/\s+/).filter(Boolean).map(searchPhrase).join(" ");
}

/** Text within quotation marks holds no qualifiers and no operators. */
export function searchPhrase(text: string): string {
  return `"${withoutMarks(text).trim()}"`;
}

/** GitHub's search knows no escape for the marks themselves. */
function withoutMarks(text: string): string {
  return text.replace(/["“”„‟＂\\\p{Cc}\p{Zl}\p{Zp}]+/gu, " ");
}

/** `owner/name` of the repository that an item is in. */
export function repoOf({ repository_url }: GithubIssue): string {
  return /\/repos\/([^/]+\/[^/]+)$/.exec(repository_url ?? "")?.[1] ?? "";
}
