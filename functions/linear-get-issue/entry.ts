/**
 * Reads one Linear issue with its discussion, its parts and what is attached.
 *
 * @example
 * const { data } = await base44.functions.invoke("linear-get-issue", { issue: "ENG-123" });
 *
 * @see https://linear.app/developers/graphql
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import { textShare } from "../../shared/runtime/markdown.ts";
import * as z from "../../shared/runtime/zod.ts";
import { linear, linearIssueId } from "../../shared/services/linear.ts";
import {
  DETAIL_FIELDS,
  DetailedIssue,
  detailFields,
  toDetails,
} from "../../shared/services/linear-details.ts";
import { ISSUE_FIELDS, issueFields, toIssue } from "../../shared/services/linear-issues.ts";

const READ_ISSUE = `
  query ($id: String!, $comments: Int!, $withComments: Boolean!) {
    issue(id: $id) { ...IssueFields ...DetailFields }
  }
  ${ISSUE_FIELDS}
  ${DETAIL_FIELDS}`;

const Input = z.strictObject({
  issue: linearIssueId.describe("Identifier of the issue, such as ENG-123, or its UUID"),
  commentLimit: z.int().min(0).max(100).default(20).describe("Most comments of the answer, 0 to 100"),
});

const Output = z.object({ ...issueFields, ...detailFields });

export default defineFunction({
  name: "linear-get-issue",
  service: linear,
  scopes: ["read"],
  effect: "read",
  access: "admin",
  input: Input,
  output: Output,

  async run({ input, http }) {
    const { issue: id, commentLimit } = input;
    const { data } = await http.post("/graphql", {
      json: {
        query: READ_ISSUE,
        variables: { id, comments: Math.max(1, commentLimit), withComments: commentLimit > 0 },
      },
      response: z.object({ data: z.object({ issue: DetailedIssue }) }),
    });
    const maxText = textShare(commentLimit + 1);
    return { ...toIssue(data.issue, maxText), ...toDetails(data.issue, maxText) };
  },
});
