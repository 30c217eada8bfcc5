/**
 * Comments on an issue or a pull request on GitHub, as the connected account.
 *
 * @example
 * const { data } = await base44.functions.invoke("github-comment", { repo: "acme/site", number: 12, text: "Same here." });
 *
 * @see https://docs.github.com/rest/issues/comments#create-an-issue-comment
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import * as z from "../../shared/runtime/zod.ts";
import { github, GITHUB_ALLOWED_REPOS, githubRepo, repoPath } from "../../shared/services/github.ts";
import { allowMarkup, issueBody, issueNumber, MAX_TEXT } from "../../shared/services/github-issues.ts";

const Input = z.strictObject({
  repo: githubRepo.describe("Repository, as owner/name"),
  number: issueNumber,
  text: z.string().max(MAX_TEXT).regex(/\S/, "expected a text").describe(
    "Comment, up to 65,536 characters; Markdown and @mentions are shown as typed unless allowMarkup is set",
  ),
  allowMarkup,
});

const Output = z.object({
  id: z.number().describe("ID of the comment"),
  url: z.string().describe("Its place on the issue's page"),
  author: z.string().nullable().describe("Name on GitHub of the connected account"),
  createdAt: z.string().describe("ISO 8601 time"),
});

export default defineFunction({
  name: "github-comment",
  service: github,
  scopes: ["repo"],
  effect: "send",
  access: "user",
  bounds: { repo: GITHUB_ALLOWED_REPOS },
  adminOnly: ["allowMarkup"],
  input: Input,
  output: Output,

  async run({ input, http }) {
    const comment = await http.post("repos/{owner}/{repo}/issues/{issue_number}/comments", {
      path: { ...repoPath(input.repo), issue_number: input.number },
      json: { body: issueBody(input) },
      response: z.object({
        id: z.number(),
        html_url: z.string(),
        user: z.object({ login: z.string() }).nullish(),
        created_at: z.string(),
      }),
    });
    return {
      id: comment.id,
      url: comment.html_url,
      author: comment.user?.login ?? null,
      createdAt: comment.created_at,
    };
  },
});
