/**
 * Lists the GitHub repositories of the connected account, page by page.
 *
 * @example
 * const { data } = await base44.functions.invoke("github-list-repos", { nameContains: "site" });
 *
 * @see https://docs.github.com/rest/repos/repos#list-repositories-for-the-authenticated-user
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import * as z from "../../shared/runtime/zod.ts";
import { github } from "../../shared/services/github.ts";
import {
  githubCursor,
  githubLimit,
  nextCursor,
  nextCursorField,
  pageQuery,
} from "../../shared/services/github-paging.ts";

const Input = z.strictObject({
  visibility: z.enum(["all", "public", "private"]).default("all").describe(
    "Only public ones, only private ones",
  ),
  affiliation: z.array(z.enum(["owner", "collaborator", "organization_member"])).min(1).max(3).optional()
    .describe(
      "Only those that the account owns, was invited to, or sees through an organization",
    ),
  nameContains: z.string().min(1).max(100).optional().describe(
    "Only repositories of this page whose name, with the owner, contains this",
  ),
  sort: z.enum(["updated", "pushed", "created", "full_name"]).default("updated").describe("What to sort by"),
  limit: githubLimit(50),
  cursor: githubCursor,
});

const Output = z.object({
  repos: z.array(z.object({
    fullName: z.string().describe("Name as other functions take it: owner/name"),
    name: z.string().describe("Name without its owner"),
    owner: z.string().describe("Person or organization that it belongs to"),
    isPrivate: z.boolean().describe("Whether only invited people see it"),
    description: z.string().nullable().describe("What it is about"),
    url: z.string().describe("Its page on GitHub"),
    defaultBranch: z.string().nullable().describe("Branch that is shown first"),
    language: z.string().nullable().describe("Main programming language"),
    stars: z.number().describe("Number of stars"),
    openIssues: z.number().describe("Number of open issues and pull requests"),
    isArchived: z.boolean().describe("Nobody can change it"),
    canPush: z.boolean().describe("Whether the connected account may write to it"),
    updatedAt: z.string().nullable().describe("ISO 8601 time"),
    pushedAt: z.string().nullable().describe("ISO 8601 time of the last commits"),
  })).describe("Repositories of this page"),
  nextCursor: nextCursorField,
});

export default defineFunction({
  name: "github-list-repos",
  service: github,
  scopes: ["repo"],
  effect: "read",
  access: "admin",
  input: Input,
  output: Output,

  async run({ input, http }) {
    const { headers, body } = await http.send("GET", "user/repos", {
      query: {
        visibility: input.visibility,
        affiliation: input.affiliation?.join(","),
        sort: input.sort,
        ...pageQuery(input),
      },
      response: z.array(z.object({
        full_name: z.string(),
        name: z.string(),
        owner: z.object({ login: z.string() }),
        private: z.boolean(),
        description: z.string().nullish(),
        html_url: z.string(),
        default_branch: z.string().nullish(),
        language: z.string().nullish(),
        stargazers_count: z.number().default(0),
        open_issues_count: z.number().default(0),
        archived: z.boolean().default(false),
        permissions: z.object({ push: z.boolean().optional() }).nullish(),
        updated_at: z.string().nullish(),
        pushed_at: z.string().nullish(),
      })),
    });
    const wanted = input.nameContains?.toLowerCase() ?? "";
    return {
      repos: body.filter((repo) => repo.full_name.toLowerCase().includes(wanted)).map((repo) => ({
        fullName: repo.full_name,
        name: repo.name,
        owner: repo.owner.login,
        isPrivate: repo.private,
        description: repo.description ?? null,
        url: repo.html_url,
        defaultBranch: repo.default_branch ?? null,
        language: repo.language ?? null,
        stars: repo.stargazers_count,
        openIssues: repo.open_issues_count,
        isArchived: repo.archived,
        canPush: repo.permissions?.push ?? false,
        updatedAt: repo.updated_at ?? null,
        pushedAt: repo.pushed_at ?? null,
      })),
      nextCursor: nextCursor(headers),
    };
  },
});
