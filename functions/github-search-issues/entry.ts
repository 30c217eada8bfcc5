/**
 * Searches issues or pull requests on GitHub by words, repository, state, labels and people.
 *
 * @example
 * const { data } = await base44.functions.invoke("github-search-issues", { query: "checkout", repo: "acme/site" });
 *
 * @see https://docs.github.com/rest/search/search#search-issues-and-pull-requests
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import { textShare } from "../../shared/runtime/markdown.ts";
import * as z from "../../shared/runtime/zod.ts";
import { github, GITHUB_ALLOWED_REPOS, githubLogin, githubRepo } from "../../shared/services/github.ts";
import { GithubIssue, issueFields, toIssue } from "../../shared/services/github-issues.ts";
import {
  githubCursor,
  githubLimit,
  nextCursor,
  nextCursorField,
  pageQuery,
} from "../../shared/services/github-paging.ts";
import { issueSearch, repoOf, searchLabel } from "../../shared/services/github-search.ts";

const Input = z.strictObject({
  query: z.string().max(256).regex(/[\p{L}\p{N}]/u, "expected words to search for").optional().describe(
    "Words in titles, descriptions and comments; all have to be there",
  ),
  repo: githubRepo.optional().describe(
    "Only in this repository; for admins, all that the connected account sees",
  ),
  type: z.enum(["issue", "pullRequest"]).default("issue").describe("Issues or pull requests"),
  state: z.enum(["open", "closed"]).optional().describe("Only open or only closed ones"),
  labels: z.array(searchLabel).min(1).max(10).optional().describe("Only with all of these labels"),
  author: githubLogin.optional().describe("Only what this person opened"),
  assignee: githubLogin.optional().describe("Only what this person works on"),
  sort: z.enum(["relevance", "created", "updated", "comments"]).default("relevance").describe(
    "What to sort by",
  ),
  direction: z.enum(["desc", "asc"]).default("desc").describe("desc for the newest or the most first"),
  limit: githubLimit(20),
  cursor: githubCursor,
});

const Output = z.object({
  issues: z.array(z.object({ ...issueFields, repo: z.string().describe("Its repository, as owner/name") }))
    .describe(
      "What was found, on this page; the more it may hold, the shorter the texts",
    ),
  total: z.number().describe("How many fit in all; GitHub hands out the first 1,000"),
  incomplete: z.boolean().describe("Whether GitHub ran out of time, so that some may be left out"),
  nextCursor: nextCursorField,
});

export default defineFunction({
  name: "github-search-issues",
  service: github,
  scopes: ["repo"],
  effect: "read",
  access: "user",
  bounds: { repo: GITHUB_ALLOWED_REPOS },
  input: Input,
  output: Output,

  async run({ input, http }) {
    const { repo, sort, direction } = input;
    const { headers, body } = await http.send("GET", "search/issues", {
      query: {
        q: issueSearch(input),
        ...(sort !== "relevance" && { sort, order: direction }),
        ...pageQuery(input),
      },
      response: z.object({
        total_count: z.number(),
        incomplete_results: z.boolean().default(false),
        items: z.array(GithubIssue),
      }),
    });
    return {
      issues: body.items
        .filter((issue) => repo === undefined || repoOf(issue).toLowerCase() === repo.toLowerCase())
        .map((issue) => ({ ...toIssue(issue, textShare(input.limit)), repo: repoOf(issue) })),
      total: body.total_count,
      incomplete: body.incomplete_results,
      nextCursor: nextCursor(headers),
    };
  },
});
