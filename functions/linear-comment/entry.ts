/**
 * Comments on an issue in Linear, or answers a comment there.
 *
 * @example
 * const { data } = await base44.functions.invoke("linear-comment", { issue: "ENG-123", text: "Fixed in 2.1." });
 *
 * @see https://linear.app/developers/graphql
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import { uuid } from "../../shared/runtime/ids.ts";
import { plainMarkdown } from "../../shared/runtime/markdown.ts";
import * as z from "../../shared/runtime/zod.ts";
import {
  createdUnread,
  idempotencyKey,
  isDuplicate,
  keyedId,
  linear,
  linearIssueId,
  linearUuid,
} from "../../shared/services/linear.ts";

const CREATE_COMMENT = `
  mutation ($input: CommentCreateInput!) {
    commentCreate(input: $input) { success comment { id url createdAt issue { id identifier } } }
  }`;

const READ_COMMENT = `
  query ($issue: String!, $id: ID!) {
    issue(id: $issue) {
      comments(first: 1, filter: { id: { eq: $id } }) { nodes { id url createdAt issue { id identifier } } }
    }
  }`;

const Comment = z.object({
  id: z.string(),
  url: z.string(),
  createdAt: z.string(),
  issue: z.object({ id: z.string(), identifier: z.string() }).nullish(),
});

const Input = z.strictObject({
  issue: linearIssueId.describe("Identifier of the issue, such as ENG-123, or its UUID"),
  text: z.string().max(50_000).regex(/\S/, "expected a text").describe(
    "Comment, up to 50,000 characters; Markdown and @mentions are shown as typed unless allowMarkup is set",
  ),
  allowMarkup: z.boolean().optional().describe("Read `text` as Markdown; Linear fetches the images in it"),
  parentId: linearUuid.optional().describe("UUID of the comment to answer"),
  idempotencyKey,
});

const Output = z.object({
  id: z.string().describe("UUID of the comment"),
  url: z.string().describe("Its place on the issue's page"),
  issueId: z.string().nullable().describe("UUID of the issue"),
  issueIdentifier: z.string().nullable().describe("Identifier of the issue, such as ENG-123"),
  createdAt: z.string().describe("ISO 8601 time"),
  created: z.boolean().describe("False where a comment with this idempotencyKey was there already"),
});

export default defineFunction({
  name: "linear-comment",
  service: linear,
  scopes: ["read", "comments:create"],
  effect: "send",
  access: "admin",
  input: Input,
  output: Output,

  async run({ input, http, caller, environment }) {
    const { issue, text, parentId, idempotencyKey: key } = input;
    const id = key ? await keyedId(caller, issue.toLowerCase(), key) : uuid(environment);
    const body = input.allowMarkup ? text : plainMarkdown(text);
    const made = await http.post("/graphql", {
      json: { query: CREATE_COMMENT, variables: { input: { id, issueId: issue, body, parentId } } },
      idempotent: true, // A second attempt under the same ID is refused as a duplicate.
      response: z.object({ data: z.object({ commentCreate: z.object({ comment: Comment }) }) }),
    }).catch((error) => {
      if (!isDuplicate(error)) throw error;
    });
    const comment = made?.data.commentCreate.comment ?? await http.post("/graphql", {
      json: { query: READ_COMMENT, variables: { issue, id } },
      read: true,
      response: z.object({
        data: z.object({ issue: z.object({ comments: z.object({ nodes: z.tuple([Comment]) }) }) }),
      }),
    }).then(({ data }) => data.issue.comments.nodes[0], (error) => {
      throw createdUnread(id, error);
    });
    return {
      ...{ id: comment.id, url: comment.url, createdAt: comment.createdAt },
      ...{ issueId: comment.issue?.id ?? null, issueIdentifier: comment.issue?.identifier ?? null },
      // Nobody else draws a random ID: its duplicate is what an earlier attempt of this call has made.
      created: made !== undefined || !key,
    };
  },
});
