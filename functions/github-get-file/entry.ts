/**
 * Reads a file of a GitHub repository, or lists a folder.
 *
 * @example
 * const { data } = await base44.functions.invoke("github-get-file", { repo: "acme/site", path: "docs/prices.json" });
 *
 * @see https://docs.github.com/rest/repos/contents#get-repository-content
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import * as z from "../../shared/runtime/zod.ts";
import { github, GITHUB_ALLOWED_REPOS, githubRepo, repoPath } from "../../shared/services/github.ts";
import { Contents, contentsFields, toContents } from "../../shared/services/github-files.ts";

const Input = z.strictObject({
  repo: githubRepo.describe("Repository, as owner/name"),
  path: z.string().max(4_000).regex(/^[^\p{Cc}]*$/u, "expected a path such as docs/prices.json").default("")
    .describe(
      "Path of the file or folder, such as docs/prices.json; by default the repository's root",
    ),
  ref: z.string().max(255).regex(/^[^\s\p{Cc}]+$/u, "expected a branch, a tag or a commit").optional()
    .describe(
      "Branch, tag or commit; by default the default branch",
    ),
  as: z.enum(["text", "base64"]).default("text").describe(
    "Answer a file's content as text or as base64, up to 1 MB",
  ),
});

const Output = z.object(contentsFields);

export default defineFunction({
  name: "github-get-file",
  service: github,
  scopes: ["repo"],
  effect: "read",
  access: "admin",
  bounds: { repo: GITHUB_ALLOWED_REPOS },
  input: Input,
  output: Output,

  async run({ input, http }) {
    const { repo, path, ref, as } = input;
    const route = path === "" ? "repos/{owner}/{repo}/contents" : "repos/{owner}/{repo}/contents/{+path}";
    const contents = await http.get(route, {
      path: { ...repoPath(repo), path },
      query: { ref },
      response: Contents,
    });
    return toContents(contents, path, as);
  },
});
