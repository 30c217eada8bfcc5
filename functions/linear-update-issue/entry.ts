/**
 * Changes an issue in Linear: its fields, its state, who works on it, its labels.
 *
 * @example
 * const { data } = await base44.functions.invoke("linear-update-issue", { issue: "ENG-123", state: "Done" });
 *
 * @see https://linear.app/developers/graphql
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import { atLeastOne } from "../../shared/runtime/rules.ts";
import * as z from "../../shared/runtime/zod.ts";
import { linear, linearIssueId, linearName } from "../../shared/services/linear.ts";
import {
  ISSUE_FIELDS,
  issueFields,
  issueLabels,
  issueOptions,
  issueTitle,
  issueValues,
  LinearIssue,
  linearPerson,
  toIssue,
} from "../../shared/services/linear-issues.ts";
import { FoundNames, idsOf, namesQuery } from "../../shared/services/linear-names.ts";

const UPDATE_ISSUE = `
  mutation ($id: String!, $input: IssueUpdateInput!) {
    issueUpdate(id: $id, input: $input) { success issue { ...IssueFields } }
  }
  ${ISSUE_FIELDS}`;

const CHANGES =
  "title description priority state assignee project dueDate estimate team parent labels addLabels removeLabels"
    .split(" ");

const Input = z.strictObject({
  issue: linearIssueId.describe("Identifier of the issue, such as ENG-123, or its UUID"),
  title: issueTitle.optional(),
  description: issueOptions.description,
  allowMarkup: issueOptions.allowMarkup,
  priority: issueOptions.priority,
  state: issueOptions.state,
  labels: issueLabels.optional().describe("All labels that it is to have, by name or UUID"),
  addLabels: issueLabels.optional().describe("Labels that it is to have beside its own"),
  removeLabels: issueLabels.optional().describe("Labels that it is to lose"),
  assignee: linearPerson.nullable().optional().describe(
    "me (the connected account), a mail address or a UUID; null for nobody",
  ),
  project: linearName.nullable().optional().describe("Name of a project, or its UUID; null for none"),
  parent: linearIssueId.nullable().optional().describe(
    "Issue that this is a part of, such as ENG-12; null for none",
  ),
  dueDate: z.iso.date().nullable().optional().describe(
    "Day that it is due, such as 2026-05-01; null for none",
  ),
  estimate: z.int().min(0).max(1_000).nullable().optional().describe(
    "Estimate, in the team's points; null for none",
  ),
  team: linearName.optional().describe("Move it to this team: key, name or UUID; its identifier changes"),
}).refine(...atLeastOne(...CHANGES)).refine(
  ({ labels, addLabels, removeLabels }) => !(labels && (addLabels || removeLabels)),
  { path: ["labels"], error: "expected either labels, or addLabels and removeLabels" },
);

const Output = z.object(issueFields);

export default defineFunction({
  name: "linear-update-issue",
  service: linear,
  scopes: ["read", "write"],
  effect: "write",
  access: "admin",
  input: Input,
  output: Output,

  async run({ input, http }) {
    const names = namesQuery(input);
    const found = names && await http.post("/graphql", { json: names, read: true, response: FoundNames });
    const changes = { ...idsOf(input, found?.data), ...issueValues(input) };
    const { data } = await http.post("/graphql", {
      json: { query: UPDATE_ISSUE, variables: { id: input.issue, input: changes } },
      idempotent: true, // All values are absolute.
      response: z.object({ data: z.object({ issueUpdate: z.object({ issue: LinearIssue }) }) }),
    });
    return toIssue(data.issueUpdate.issue);
  },
});
