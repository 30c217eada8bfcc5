/**
 * Tells which of the named connectors are connected in this app.
 *
 * @example
 * const { data } = await base44.functions.invoke("connection-status", { connectors: ["gmail", "slackbot"] });
 *
 * @see https://docs.base44.com/Integrations/google-workspace-connectors
 * @module
 * @version 0.1.0
 */
import { isConnected } from "../../shared/runtime/connection.ts";
import { defineFunction } from "../../shared/runtime/define.ts";
import { connectionFor } from "../../shared/runtime/settings.ts";
import * as z from "../../shared/runtime/zod.ts";

const MAX_CONNECTORS = 20;

const Input = z.strictObject({
  connectors: z.array(
    z.string().regex(/^[a-z][a-z0-9_]{1,39}$/, "Expected a connector type such as googlesheets"),
  )
    .min(1).max(MAX_CONNECTORS).describe(
      "Base44's connector types, up to 20, such as gmail, slackbot or notion",
    ),
});

const Output = z.object({
  connected: z.record(z.string(), z.boolean()).describe("By connector type, whether its connection works"),
});

export default defineFunction({
  name: "connection-status",
  scopes: [],
  effect: "read",
  access: "user",
  connection: "none",
  input: Input,
  output: Output,

  async run({ input, base44, environment }) {
    const answers = input.connectors.map(async (connector) => {
      const choice = connectionFor(connector, environment.secret);
      return [connector, await isConnected(base44, choice, connector)] as const;
    });
    return { connected: Object.fromEntries(await Promise.all(answers)) };
  },
});
