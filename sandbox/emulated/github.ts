/**
 * GitHub: what its emulator starts with.
 *
 * @module
 */
import type { Adapter, Emulated } from "./definition.ts";

export const github: Emulated = {
  name: "GitHub emulator",
  service: "github",
  hosts: ["api.github.com"],
  baseUrl: "https://api.github.com",
  connectors: { github: { token: "gho_sandbox", flagship: "github-create-issue" } },
  seed: {
    tokens: { gho_sandbox: { login: "octocat", scopes: ["repo", "user", "read:org"] } },
    github: {
      users: [{ login: "octocat", name: "The Octocat", email: "octocat@example.com" }],
      orgs: [{ login: "octo", members: [{ login: "octocat", role: "admin" }] }],
      repos: [{ owner: "octo", name: "demo", description: "Repository of the sandbox", auto_init: true }],
    },
  },
  createAdapter: () => withPages,
};

/** The emulator has one base for addresses of the API and for those of pages. */
const withPages: Adapter = async (request, emulator) => {
  const response = await emulator(request);
  if (!response.headers.get("content-type")?.includes("json")) return response;
  const text = (await response.text()).replaceAll(
    '"html_url":"https://api.github.com/',
    '"html_url":"https://github.com/',
  );
  const headers = new Headers(response.headers);
  headers.delete("content-length");
  return new Response(text, { status: response.status, headers });
};
