/**
 * GitHub: what its emulator starts with.
 *
 * @module
 */
import type { Emulated } from "./definition.ts";

export const github: Emulated = {
  name: "GitHub emulator",
  service: "github",
  hosts: ["api.github.com"],
  baseUrl: "https://api.github.com",
  connectors: { github: { token: "gho_sandbox", flagship: { function: "github-create-issue" } } },
  seed: {
    tokens: { gho_sandbox: { login: "octocat", scopes: ["repo", "user", "read:org"] } },
    github: {
      users: [{ login: "octocat", name: "The Octocat", email: "octocat@example.com" }],
      orgs: [{ login: "octo", members: [{ login: "octocat", role: "admin" }] }],
      repos: [{ owner: "octo", name: "demo", description: "Repository of the sandbox", auto_init: true }],
    },
  },
};
