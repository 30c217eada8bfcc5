/**
 * Edits, closes, reopens, labels or assigns an issue or a pull request on GitHub.
 *
 * @example
 * const { data } = await base44.functions.invoke("github-update-issue", {
 *   repo: "acme/site", number: 12, state: "closed", stateReason: "completed",
 * });
 *
 * @see https://docs.github.com/rest/issues/issues#update-an-issue
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import { atLeastOne } from "../../shared/runtime/rules.ts";
import * as z from "../../shared/runtime/zod.ts";
import {
  github,
  GITHUB_ALLOWED_REPOS,
  githubLabel,
  githubLogin,
  githubRepo,
  repoPath,
} from "../../shared/services/github.ts";
import {
  allowMarkup,
  changedLabels,
  GithubIssue,
  ignored,
  ignoredFields,
  issueBody,
  issueFields,
  issueNumber,
  issueTitle,
  MAX_TEXT,
  toIssue,
} from "../../shared/services/github-issues.ts";

const Labels = z.array(githubLabel).max(100);
const CHANGES = "title text state labels addLabels removeLabels assignees milestone type".split(" ");

const Input = z.strictObject({
  repo: githubRepo.describe("Repository, as owner/name"),
  number: issueNumber,
  title: issueTitle.optional().describe("New title, up to 256 characters"),
  text: z.string().max(MAX_TEXT).optional().describe(
    "New description, up to 65,536 characters; Markdown and @mentions are shown as typed unless allowMarkup is set",
  ),
  allowMarkup,
  state: z.enum(["open", "closed"]).optional().describe("Reopen or close it"),
  stateReason: z.enum(["completed", "not_planned", "duplicate", "reopened"]).optional().describe(
    "Why; GitHub takes it where the state changes",
  ),
  labels: Labels.optional().describe("All labels that it is to have"),
  addLabels: Labels.optional().describe("Labels that it is to have beside its own"),
  removeLabels: Labels.optional().describe("Labels that it is to lose"),
  assignees: z.array(githubLogin).max(10).optional().describe("Names on GitHub of all who are to work on it"),
  milestone: z.int().min(1).nullable().optional().describe("Number of a milestone; null for none"),
  type: z.string().min(1).max(100).nullable().optional().describe(
    "Issue type of the organization; null for none",
  ),
}).refine(...atLeastOne(...CHANGES)).refine(
  ({ labels, addLabels, removeLabels }) => !(labels && (addLabels || removeLabels)),
  { path: ["labels"], error: "expected either labels, or addLabels and removeLabels" },
).refine(({ state, stateReason }) => state !== undefined || stateReason === undefined, {
  path: ["stateReason"],
  error: "expected a reason only with state",
});

const Output = z.object({ ...issueFields, ignored });

export default defineFunction({
  name: "github-update-issue",
  service: github,
  scopes: ["repo"],
  effect: "write",
  access: "admin",
  bounds: { repo: GITHUB_ALLOWED_REPOS },
  input: Input,
  output: Output,

  async run({ input, http }) {
    const { title, state, stateReason, assignees, milestone, type } = input;
    const path = { ...repoPath(input.repo), issue_number: input.number };
    const before = input.addLabels || input.removeLabels
      ? await http.get("repos/{owner}/{repo}/issues/{issue_number}", { path, response: GithubIssue })
      : undefined;
    const labels = before ? changedLabels(before, input) : input.labels;
    const issue = await http.patch("repos/{owner}/{repo}/issues/{issue_number}", {
      path,
      json: {
        title,
        body: issueBody(input),
        state,
        state_reason: stateReason,
        labels,
        assignees,
        milestone,
        type,
      },
      idempotent: true, // All values are absolute.
      response: GithubIssue,
    });
    return { ...toIssue(issue), ignored: ignoredFields({ labels, assignees, milestone, type }, issue) };
  },
});
