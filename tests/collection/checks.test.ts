/**
 * Every check of the collection finds what it is for.
 *
 * @module
 */
import { describe, expect, it } from "vitest";
import { CHECKS } from "../../scripts/collection.ts";
import type { Collection } from "../../scripts/collection/collection.ts";
import * as z from "../../shared/runtime/zod.ts";
import { example, GOOD, SPEC, withEntry, withExamples, withFile, withSpec } from "./good.ts";

const text = z.string().describe("Text");

/** Check, what is wrong, and the collection that it finds it in. */
const BAD: readonly (readonly [string, string, Collection])[] = [
  [
    "layers",
    "an entry that imports another service",
    withEntry((s) => `${s}import { gmail } from "../../shared/services/gmail.ts";`),
  ],
  ["layers", "an entry that imports a package", withEntry((s) => `${s}import * as z from "npm:zod@4.6.7";`)],
  [
    "layers",
    "an entry that imports another entry",
    withEntry((s) => `${s}import x from "../slackbot-dm/entry.ts";`),
  ],
  ["layers", "an import without .ts", withEntry((s) => `${s}import { a } from "../../shared/runtime/ids";`)],
  ["layers", "an import from outside", withEntry((s) => `${s}import { a } from "../../scripts/new.ts";`)],
  [
    "layers",
    "a service that defines functions",
    withFile("shared/services/slackbot.ts", `import { defineFunction } from "../runtime/define.ts";`),
  ],
  [
    "layers",
    "a family that knows a service",
    withFile("shared/families/slack-web-api.ts", `import { slackbot } from "../services/slackbot.ts";`),
  ],
  [
    "layers",
    "a runtime that knows a family",
    withFile("shared/runtime/ids.ts", `import { a } from "../families/a.ts";`),
  ],
  ["layers", "a package without a pin", withFile("shared/runtime/zod.ts", `export * from "npm:zod";`)],
  [
    "oneFamily",
    "two vendors",
    withEntry((s) => `${s}import { googleScope } from "../../shared/families/google.ts";`),
  ],
  ["noBarrels", "a barrel", withFile("shared/runtime/all.ts", `export { a } from "./errors.ts";`)],
  [
    "plainImports",
    "an import that runs later",
    withEntry((s) => `${s}const a = await import("./a.ts");`),
  ],
  [
    "noCycles",
    "two files that need each other",
    twoFiles(
      "shared/runtime/a.ts",
      `import { b } from "./b.ts";`,
      "shared/runtime/b.ts",
      `import { a } from "./a.ts";`,
    ),
  ],
  ["onePin", "a second version", withFile("shared/runtime/old.ts", `import * as z from "npm:zod@3.0.0";`)],
  ["nothingButEntries", "a test beside the entry", withFile("functions/slackbot-post/entry.test.ts", "")],
  ["nothingButEntries", "a file beside the folders", withFile("functions/README.md", "")],
  ["stamps", "a file without its version", withFile("shared/runtime/ids.ts", "")],
  ["shortEntries", "a long entry", withEntry((s) => s + "// line\n".repeat(120))],
  ["moduleComments", "no sentence", withEntry((s) => s.replace("Posts a", "posts a"))],
  ["moduleComments", "no full stop", withEntry((s) => s.replace("message.", "message"))],
  [
    "moduleComments",
    "another function's example",
    withEntry((s) => s.replace('"slackbot-post"', '"slack-post"')),
  ],
  ["moduleComments", "no @module", withEntry((s) => s.replace(" * @module\n", ""))],
  ["seeAlso", "no page", withEntry((s) => s.replace(/ \* @see .*\n/, ""))],
  ["seeAlso", "a page elsewhere", withEntry((s) => s.replace("docs.slack.dev", "example.com"))],
  ["seeAlso", "a page without https", withEntry((s) => s.replace("https://docs", "http://docs"))],
  ["pathTemplates", "a path with a value", withEntry((s) => s + "http.get(`items/${id}`);")],
  ["pathTemplates", "a sum", withEntry((s) => s + 'http.send("PUT", "items/" + id);')],
  ["names", "another name", withSpec({ name: "slackbot-posts" })],
  ["names", "another connector", withSpec({ service: { ...service(), connector: "slack" } })],
  ["names", "an unplanned name", renamed("slackbot-sing")],
  ["scopes", "no scopes", withSpec({ scopes: [] })],
  ["scopes", "scopes where there are none", withSpec({ service: { ...service(), connector: "notion" } })],
  ["access", "open without bounds", withSpec({ bounds: {} })],
  ["access", "roles without bounds", withSpec({ access: { roles: ["manager"] }, bounds: {} })],
  ["access", "public without fixed fields", withSpec({ access: "public" })],
  ["access", "deletion by users", withSpec({ effect: "delete" })],
  ["access", "markup by users", withSpec({ input: z.strictObject({ channel: text, blocks: text }) })],
  ["limitingFields", "bounds of no field", withSpec({ bounds: { chanel: "SLACKBOT_ALLOWED_CHANNELS" } })],
  ["limitingFields", "an odd secret", withSpec({ bounds: { channel: "allowed channels" } })],
  ["limitingFields", "an admin field that is none", withSpec({ adminOnly: ["blocks"] })],
  [
    "limitingFields",
    "an admin field with a default",
    withSpec({ adminOnly: ["channel"], input: z.strictObject({ channel: text.default("a") }) }),
  ],
  ["reservedNames", "an envelope's name", withSpec({ input: z.strictObject({ event: text }) })],
  ["reservedNames", "the key's name", withSpec({ input: z.strictObject({ functionsKey: text }) })],
  ["words", "another word in the input", withSpec({ input: z.strictObject({ maxResults: text }) })],
  ["words", "another word in the output", withSpec({ output: z.object({ nextPageToken: text }) })],
  ["words", "snake case", withSpec({ output: z.object({ thread_ts: text }) })],
  [
    "words",
    "a word within a list",
    withSpec({ output: z.object({ files: z.array(z.object({ fileName: text })) }) }),
  ],
  ["descriptions", "an input without words", withSpec({ input: z.strictObject({ channel: z.string() }) })],
  ["descriptions", "an output without words", withSpec({ output: z.object({ ts: z.string() }) })],
  ["paging", "no way on", withSpec({ input: z.strictObject({ cursor: text, limit: text }) })],
  [
    "paging",
    "no limit",
    withSpec({ input: z.strictObject({ cursor: text }), output: z.object({ nextCursor: text }) }),
  ],
  ["paging", "a way that nobody takes", withSpec({ output: z.object({ nextCursor: text }) })],
  [
    "wordLists",
    "a list of words without an end",
    withSpec({ input: z.strictObject({ kinds: z.array(z.enum(["a", "b"])).describe("Kinds") }) }),
  ],
  ["strictInputs", "an open input", withSpec({ input: z.object({ channel: text }) })],
  [
    "enoughExamples",
    "no success",
    withExamples(example("refused", { ...refusal(), provider: { service: "x" } })),
  ],
  ["enoughExamples", "no error", withExamples(example("success"))],
  [
    "providerRefusals",
    "no word of the provider",
    withExamples(example("success"), example("refused", refusal())),
  ],
  ["noOrphans", "examples of nothing", { ...GOOD, exampleFolders: ["slackbot-posts"] }],
  ["effects", "a reader that writes", reading(example("success", undefined, "DELETE"))],
  ["titles", "a title with a full stop", withExamples({ ...example("success"), title: "Posts." })],
];

describe("a good collection", () => {
  it.each(Object.entries(CHECKS))("passes %s", (_, check) => {
    expect(check(GOOD)).toEqual([]);
  });
});

describe("a check finds", () => {
  it.each(BAD)("%s: %s", (name, _, collection) => {
    expect(CHECKS[name]?.(collection)).toHaveLength(1);
  });

  it("something, each of them", () => {
    expect(Object.keys(CHECKS).filter((name) => !BAD.some(([check]) => check === name))).toEqual([]);
  });
});

function service() {
  if (!SPEC.service) throw new Error("Expected a service");
  return SPEC.service;
}

function renamed(name: string): Collection {
  return {
    ...GOOD,
    functions: GOOD.functions.map((found) => ({ ...found, name, spec: { ...found.spec, name } })),
  };
}

function twoFiles(pathA: string, a: string, pathB: string, b: string): Collection {
  return { ...GOOD, files: [...GOOD.files, { path: pathA, source: a }, { path: pathB, source: b }] };
}

function refusal() {
  return { error: "No", code: "not_allowed", retryable: false, outcome: "not_done" };
}

function reading(...examples: ReturnType<typeof example>[]): Collection {
  return {
    ...GOOD,
    functions: GOOD.functions.map((found) => ({
      ...found,
      spec: { ...found.spec, effect: "read" as const },
      examples,
    })),
  };
}
