/**
 * Lists the issues of a GitHub repository, page by page.
 *
 * @example
 * const { data } = await base44.functions.invoke("github-list-issues", { repo: "acme/site", labels: ["bug"] });
 *
 * @see https://docs.github.com/rest/issues/issues#list-repository-issues
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import { textShare } from "../../shared/runtime/markdown.ts";
import { instant } from "../../shared/runtime/time.ts";
import * as z from "../../shared/runtime/zod.ts";
import {
  github,
  GITHUB_ALLOWED_REPOS,
  githubLabel,
  githubLogin,
  githubRepo,
  repoPath,
} from "../../shared/services/github.ts";
import { GithubIssue, issueFields, toIssue } from "../../shared/services/github-issues.ts";
import {
  githubCursor,
  githubLimit,
  nextCursor,
  nextCursorField,
  pageQuery,
} from "../../shared/services/github-paging.ts";

const Input = z.strictObject({
  repo: githubRepo.describe("Repository, as owner/name"),
  state: z.enum(["open", "closed", "all"]).default("open").describe(
    "Only open ones, only closed ones, or all",
  ),
  labels: z.array(githubLabel.regex(/^[^,]*$/, "expected a label without commas")).min(1).max(20).optional()
    .describe(
      "Only with all of these labels",
    ),
  assignee: z.union([githubLogin, z.literal("*")]).optional().describe(
    "Only what this person works on; none for nobody, * for anybody",
  ),
  creator: githubLogin.optional().describe("Only what this person opened"),
  mentioned: githubLogin.optional().describe("Only what mentions this person"),
  milestone: z.union([z.int().min(1), z.enum(["none", "*"])]).optional().describe(
    "Only with the milestone of this number; none for without, * for any",
  ),
  updatedSince: instant.optional().describe("Only what changed at this time or later, ISO 8601"),
  sort: z.enum(["created", "updated", "comments"]).default("created").describe("What to sort by"),
  direction: z.enum(["desc", "asc"]).default("desc").describe("desc for the newest or the most first"),
  includePullRequests: z.boolean().default(false).describe("List pull requests, too"),
  limit: githubLimit(30),
  cursor: githubCursor,
});

const Output = z.object({
  issues: z.array(z.object(issueFields)).describe(
    "Issues of this page; the more it may hold, the shorter the texts",
  ),
  nextCursor: nextCursorField,
});

export default defineFunction({
  name: "github-list-issues",
  service: github,
  scopes: ["repo"],
  effect: "read",
  access: "user",
  bounds: { repo: GITHUB_ALLOWED_REPOS },
  input: Input,
  output: Output,

  async run({ input, http }) {
    const { state, labels, assignee, creator, mentioned, milestone, sort, direction } = input;
    const { headers, body } = await http.send("GET", "repos/{owner}/{repo}/issues", {
      path: repoPath(input.repo),
      query: {
        ...{ state, labels: labels?.join(","), assignee, creator, mentioned, milestone, sort, direction },
        since: input.updatedSince,
        ...pageQuery(input),
      },
      response: z.array(GithubIssue),
    });
    const issues = body.map((issue) => toIssue(issue, textShare(input.limit)));
    return {
      issues: issues.filter(({ isPullRequest }) => input.includePullRequests || !isPullRequest),
      nextCursor: nextCursor(headers),
    };
  },
});
