/**
 * A collection of one function that keeps all rules, for tests that break one.
 *
 * @module
 */
import type { CollectedFunction } from "../../sandbox/collection.ts";
import { parseExample } from "../../sandbox/example.ts";
import type { Collection } from "../../scripts/collection/collection.ts";
import { defineService } from "../../shared/runtime/service.ts";
import type { FunctionSpec } from "../../shared/runtime/spec.ts";
import * as z from "../../shared/runtime/zod.ts";

const ENTRY = `/**
 * Posts a message.
 *
 * @example
 * const { data } = await base44.functions.invoke("slackbot-post", { channel: "C0123456789", text: "Hi" });
 *
 * @see https://docs.slack.dev/reference/methods/chat.postMessage
 * @module
 * @version 0.1.0
 */
import { slackText } from "../../shared/families/slack-web-api.ts";
import { defineFunction } from "../../shared/runtime/define.ts";
import { slackbot } from "../../shared/services/slackbot.ts";
`;

export const ENTRY_PATH = "functions/slackbot-post/entry.ts";

const FILES: Readonly<Record<string, string>> = {
  [ENTRY_PATH]: ENTRY,
  "shared/services/slackbot.ts": `import { defineSlackService } from "../families/slack-web-api.ts";`,
  "shared/families/slack-web-api.ts": `import { defineService } from "../runtime/service.ts";`,
  "shared/runtime/define.ts": `import { connect } from "./connection.ts";`,
  "shared/runtime/service.ts": `import type { ErrorCode } from "./errors.ts";`,
  "shared/runtime/errors.ts": `import type { Service } from "./service.ts";`,
  "shared/runtime/connection.ts": `import { createClientFromRequest } from "npm:@base44/sdk@0.8.50";`,
  "shared/runtime/zod.ts": `export * from "npm:zod@4.6.7";`,
};

export const SPEC: FunctionSpec = {
  name: "slackbot-post",
  service: defineService({
    connector: "slackbot",
    name: "Slack Bot",
    baseUrl: "https://slack.com/api/",
    headers: () => ({}),
    failure: () => undefined,
  }),
  scopes: ["chat:write"],
  effect: "send",
  access: "user",
  bounds: { channel: "SLACKBOT_ALLOWED_CHANNELS" },
  input: z.strictObject({ channel: z.string().describe("Channel") }),
  output: z.object({ ts: z.string().describe("ID of the message") }),
};

const REFUSAL = {
  error: "Slack refused",
  code: "provider_rejected",
  retryable: false,
  outcome: "not_done",
  provider: { service: "slackbot", status: 200 },
};

export const GOOD: Collection = {
  files: Object.entries(FILES).map(([path, source]) => ({ path, source: stamped(source) })),
  functions: [{
    name: "slackbot-post",
    spec: SPEC,
    examples: [example("success"), example("refused", REFUSAL)],
  }],
  exampleFolders: ["slackbot-post"],
  settings: [{
    path: "package.json",
    source: `{ "version": "0.1.0", "dependencies": { "zod": "4.6.7", "@base44/sdk": "0.8.50" } }`,
  }],
};

export function example(
  name: string,
  error?: object,
  method = "POST",
): CollectedFunction["examples"][number] {
  const url = "https://slack.com/api/chat.postMessage";
  const exchanges = [{
    request: { method, url },
    route: `${method} /api/chat.postMessage`,
    response: { status: 200 },
  }];
  const text = JSON.stringify({ title: "Post", exchanges, ...(error ? { error } : { output: {} }) });
  return { case: name, ...parseExample(text, name) };
}

function stamped(source: string): string {
  return source.startsWith("/**") ? source : `/**\n * @module\n * @version 0.1.0\n */\n${source}`;
}

/** With another source, or one more file. */
export function withFile(path: string, source: string): Collection {
  return { ...GOOD, files: [...GOOD.files.filter((file) => file.path !== path), { path, source }] };
}

export function withEntry(change: (source: string) => string): Collection {
  return withFile(ENTRY_PATH, change(ENTRY));
}

export function withSpec(spec: Partial<FunctionSpec>): Collection {
  return {
    ...GOOD,
    functions: GOOD.functions.map((found) => ({ ...found, spec: { ...found.spec, ...spec } })),
  };
}

export function withExamples(...examples: CollectedFunction["examples"]): Collection {
  return { ...GOOD, functions: GOOD.functions.map((found) => ({ ...found, examples })) };
}
