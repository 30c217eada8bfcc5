/**
 * Linear: what its emulator starts with.
 *
 * @module
 */
import type { Emulated } from "./definition.ts";
import { createLinearAdapter } from "./linear-adapter.ts";

const LINEAR_TOKEN = "lin_oauth_sandbox";

export const linear: Emulated = {
  name: "Linear emulator",
  service: "linear",
  hosts: ["api.linear.app"],
  baseUrl: "https://linear.app/sandbox",
  connectors: {
    linear: {
      token: LINEAR_TOKEN,
      flagship: "linear-create-issue",
    },
  },
  seed: {
    linear: {
      organization: { name: "Sandbox", url_key: "sandbox" },
      users: [{ email: "admin@example.com", name: "Sandbox Admin", admin: true }],
      teams: [{ id: "5c0b7a52-3f0e-4a5c-9d55-8f6f5f0c1a01", key: "SAN", name: "Sandbox" }],
      labels: [{ name: "Bug", color: "#eb5757" }, { name: "Design", color: "#26b5ce" }],
      projects: [{ name: "Checkout", state: "started" }],
      issues: [{ team: "SAN", title: "Try the sandbox", state: "Todo" }],
      tokens: [{
        token: LINEAR_TOKEN,
        user: "admin@example.com",
        scopes: ["read", "write", "issues:create", "comments:create", "admin"],
      }],
    },
  },
  createAdapter: () => createLinearAdapter(LINEAR_TOKEN),
};
