/**
 * Lists Linear issues by team, state, people, labels and dates, page by page.
 *
 * @example
 * const { data } = await base44.functions.invoke("linear-list-issues", { team: "ENG", stateTypes: ["started"] });
 *
 * @see https://linear.app/developers/filtering
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import { textShare } from "../../shared/runtime/markdown.ts";
import * as z from "../../shared/runtime/zod.ts";
import {
  linear,
  LINEAR_ALLOWED_TEAMS,
  linearCursor,
  nextCursor,
  PageInfo,
} from "../../shared/services/linear.ts";
import { issueFilter, issueFilterFields } from "../../shared/services/linear-filters.ts";
import { ISSUE_FIELDS, issueFields, LinearIssue, toIssue } from "../../shared/services/linear-issues.ts";

const LIST_ISSUES = `
  query (
    $filter: IssueFilter!, $first: Int!, $after: String, $orderBy: PaginationOrderBy!, $includeArchived: Boolean!
  ) {
    issues(
      filter: $filter, first: $first, after: $after, orderBy: $orderBy, includeArchived: $includeArchived
    ) {
      nodes { ...IssueFields }
      pageInfo { hasNextPage endCursor }
    }
  }
  ${ISSUE_FIELDS}`;

const Input = z.strictObject({
  ...issueFilterFields,
  includeArchived: z.boolean().default(false).describe("List archived issues, too"),
  orderBy: z.enum(["updatedAt", "createdAt"]).default("updatedAt").describe("Newest first by this time"),
  limit: z.int().min(1).max(100).default(25).describe("Most issues of a page, 1 to 100"),
  cursor: linearCursor,
});

const Output = z.object({
  issues: z.array(z.object(issueFields)).describe(
    "Issues of this page; the more it may hold, the shorter the descriptions",
  ),
  nextCursor: z.string().nullable().describe("For the next page; null on the last"),
});

export default defineFunction({
  name: "linear-list-issues",
  service: linear,
  scopes: ["read"],
  effect: "read",
  access: "user",
  bounds: { team: LINEAR_ALLOWED_TEAMS },
  input: Input,
  output: Output,

  async run({ input, http }) {
    const { limit, cursor, orderBy, includeArchived } = input;
    const { data } = await http.post("/graphql", {
      json: {
        query: LIST_ISSUES,
        variables: { filter: issueFilter(input), first: limit, after: cursor, orderBy, includeArchived },
      },
      response: z.object({
        data: z.object({ issues: z.object({ nodes: z.array(LinearIssue), pageInfo: PageInfo }) }),
      }),
    });
    return {
      issues: data.issues.nodes.map((issue) => toIssue(issue, textShare(limit))),
      nextCursor: nextCursor(data.issues.pageInfo),
    };
  },
});
