/**
 * Creates an issue in Linear; team, state, labels, assignee and project go by name.
 *
 * @example
 * const { data } = await base44.functions.invoke("linear-create-issue", {
 *   team: "ENG", title: "Checkout fails", description: "Since this morning.", priority: "high",
 * });
 *
 * @see https://linear.app/developers/graphql
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import { uuid } from "../../shared/runtime/ids.ts";
import * as z from "../../shared/runtime/zod.ts";
import {
  createdUnread,
  idempotencyKey,
  isDuplicate,
  keyedId,
  linear,
  LINEAR_ALLOWED_TEAMS,
  linearName,
} from "../../shared/services/linear.ts";
import {
  ISSUE_ADMIN_FIELDS,
  ISSUE_FIELDS,
  issueFields,
  issueOptions,
  issueTitle,
  issueValues,
  LinearIssue,
  toIssue,
} from "../../shared/services/linear-issues.ts";
import { FoundNames, idsOf, namesQuery } from "../../shared/services/linear-names.ts";

const CREATE_ISSUE = `
  mutation ($input: IssueCreateInput!) {
    issueCreate(input: $input) { success issue { ...IssueFields } }
  }
  ${ISSUE_FIELDS}`;

const READ_ISSUE = `
  query ($id: String!) {
    issue(id: $id) { ...IssueFields }
  }
  ${ISSUE_FIELDS}`;

const Input = z.strictObject({
  team: linearName.describe("Key of a team, such as ENG, its name or its UUID"),
  title: issueTitle,
  ...issueOptions,
  idempotencyKey,
});

const Output = z.object({
  ...issueFields,
  created: z.boolean().describe("False where an issue with this idempotencyKey was there already"),
});

export default defineFunction({
  name: "linear-create-issue",
  service: linear,
  scopes: ["read", "issues:create"],
  effect: "write",
  access: "user",
  bounds: { team: LINEAR_ALLOWED_TEAMS },
  adminOnly: ISSUE_ADMIN_FIELDS,
  input: Input,
  output: Output,

  async run({ input, http, caller, environment }) {
    const names = namesQuery(input);
    const found = names && await http.post("/graphql", { json: names, read: true, response: FoundNames });
    const ids = idsOf(input, found?.data);
    const { idempotencyKey: key } = input;
    const id = key ? await keyedId(caller, ids.teamId ?? "", key) : uuid(environment);

    const made = await http.post("/graphql", {
      json: { query: CREATE_ISSUE, variables: { input: { id, ...ids, ...issueValues(input) } } },
      idempotent: true, // A second attempt under the same ID is refused as a duplicate.
      response: z.object({ data: z.object({ issueCreate: z.object({ issue: LinearIssue }) }) }),
    }).catch((error) => {
      if (!isDuplicate(error)) throw error;
    });
    const issue = made?.data.issueCreate.issue ?? await http.post("/graphql", {
      json: { query: READ_ISSUE, variables: { id } },
      read: true,
      response: z.object({ data: z.object({ issue: LinearIssue }) }),
    }).then(({ data }) => data.issue, (error) => {
      throw createdUnread(id, error);
    });
    // Nobody else draws a random ID: its duplicate is what an earlier attempt of this call has made.
    return { ...toIssue(issue), created: made !== undefined || !key };
  },
});
