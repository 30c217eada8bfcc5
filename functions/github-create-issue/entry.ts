/**
 * Opens an issue in a GitHub repository, as the connected account.
 *
 * @example
 * const { data } = await base44.functions.invoke("github-create-issue", {
 *   repo: "acme/site", title: "Broken link", text: "On the front page.", labels: ["bug"],
 * });
 *
 * @see https://docs.github.com/rest/issues/issues#create-an-issue
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
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
  GithubIssue,
  ignored,
  ignoredFields,
  issueBody,
  issueFields,
  issueTitle,
  MAX_TEXT,
  toIssue,
} from "../../shared/services/github-issues.ts";

const Input = z.strictObject({
  repo: githubRepo.describe("Repository, as owner/name"),
  title: issueTitle.describe("Title, up to 256 characters"),
  text: z.string().max(MAX_TEXT).optional().describe(
    "Description, up to 65,536 characters; Markdown and @mentions are shown as typed unless allowMarkup is set",
  ),
  allowMarkup,
  labels: z.array(githubLabel).max(100).optional().describe("Labels; GitHub makes those that do not exist"),
  assignees: z.array(githubLogin).max(10).optional().describe(
    "Names on GitHub of who is to work on it, up to 10",
  ),
  milestone: z.int().min(1).optional().describe("Number of a milestone"),
  type: z.string().min(1).max(100).optional().describe("Issue type of the organization, such as Bug"),
});

const Output = z.object({ ...issueFields, ignored });

export default defineFunction({
  name: "github-create-issue",
  service: github,
  scopes: ["repo"],
  effect: "write",
  access: "user",
  bounds: { repo: GITHUB_ALLOWED_REPOS },
  adminOnly: ["allowMarkup", "labels", "assignees", "milestone", "type"],
  input: Input,
  output: Output,

  async run({ input, http }) {
    const { repo, title, labels, assignees, milestone, type } = input;
    const issue = await http.post("repos/{owner}/{repo}/issues", {
      path: repoPath(repo),
      json: { title, body: issueBody(input), labels, assignees, milestone, type },
      response: GithubIssue,
    });
    return { ...toIssue(issue), ignored: ignoredFields(input, issue) };
  },
});
