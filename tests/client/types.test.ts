import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { printType } from "../../scripts/client/types.ts";
import { type ClientFolder, clientFolder } from "./client.ts";

const MODULES = fileURLToPath(new URL("../../node_modules/", import.meta.url));

/** Each line after `@ts-expect-error` has to be refused, all others accepted. */
const usage = (file: string) => `
import { createClient } from "@base44/sdk";
import {
  callFunction, camelCaseName, configureFunctions, FunctionCallError,
  type FunctionInput, type FunctionName, type FunctionResult,
} from "${file}";

const base44 = createClient({ appId: "app", serverUrl: "https://example.com" });

export async function use(file: File): Promise<void> {
  const posted = await callFunction(base44, "slack-post", { channel: "C0123456789", text: "Hi" });
  const ts: string = posted.ts;
  // @ts-expect-error a name that is no function's
  await callFunction(base44, "slack-pots", {});
  // @ts-expect-error a required field is missing
  await callFunction(base44, "slack-post", { text: "Hi" });
  // @ts-expect-error a field of another type
  await callFunction(base44, "slack-post", { channel: 1, text: "Hi" });
  // @ts-expect-error a field that the function does not have
  await callFunction(base44, "slack-post", { channel: "C0123456789", message: "Hi" });
  // @ts-expect-error a field that the result does not have
  posted.id;
  // @ts-expect-error a form would arrive empty
  await callFunction(base44, "slack-post", new FormData());

  await callFunction(base44, "google-drive-upload", { file });
  // @ts-expect-error a file is no text
  await callFunction(base44, "google-drive-upload", { file: "a.txt" });
  await callFunction(base44.asServiceRole, "connection-status", { connectors: ["gmail"] });

  const { columns } = await callFunction(base44, "bigquery-query", { projectId: "p", query: "SELECT 1" });
  const inner: string | undefined = columns[0]?.columns?.[0]?.columns?.[0]?.name;
  console.log(ts, inner);
}

export function read(error: unknown): string {
  if (!(error instanceof FunctionCallError)) return "";
  // @ts-expect-error errors are read only
  error.code = "conflict";
  // @ts-expect-error an outcome that there is not
  if (error.outcome === "maybe") return "";
  if (error.code === "rate_limited") return String(error.retryAfter);
  return error.issues?.map(({ path, message }) => path + message).join() ?? error.code;
}

configureFunctions({ names: { "slack-post": "slackPost" }, messages: { rate_limited: "Bitte warten" } });
configureFunctions({ names: camelCaseName, messages: { network_error: ({ message }) => message } });
configureFunctions({ names: (name) => \`connectors__\${name}\` });
// @ts-expect-error a code that there is not
configureFunctions({ messages: { rate_limit: "Bitte warten" } });
// @ts-expect-error a name that is no function's
configureFunctions({ names: { "slack-pots": "slackPost" } });

export const name: FunctionName = "gmail-send";
export const input: FunctionInput<"connection-status"> = { connectors: [] };
export const result: FunctionResult<"connection-status"> = { connected: { gmail: true } };
`;

let client: ClientFolder;

beforeAll(async () => {
  client = await clientFolder();
  const compilerOptions = {
    target: "es2022",
    module: "esnext",
    moduleResolution: "bundler",
    lib: ["es2022", "dom"],
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noImplicitOverride: true,
    noUnusedLocals: true,
    erasableSyntaxOnly: true,
    isolatedModules: true,
    verbatimModuleSyntax: true,
    allowImportingTsExtensions: true,
    skipLibCheck: true,
    noEmit: true,
    paths: { "@base44/sdk": [`${MODULES}@base44/sdk`] },
  };
  await writeFile(join(client.folder, "uses-ts.ts"), usage("./ts.ts"));
  await writeFile(join(client.folder, "uses-js.ts"), usage("./js.js"));
  await writeFile(join(client.folder, "tsconfig.json"), JSON.stringify({ compilerOptions }));
});
afterAll(() => client.remove());

test("inputs, results, names and codes are typed, in TypeScript and beside JavaScript", async () => {
  const printed = await new Promise<string>((resolve) => {
    const args = [join(MODULES, "typescript/bin/tsc"), "-p", client.folder];
    execFile(process.execPath, args, (_, stdout, stderr) => resolve(stdout + stderr));
  });
  expect(printed).toBe("");
});

test("the files are readable and depend on nothing", () => {
  expect(client.ts).not.toMatch(/^import /m);
  expect(client.js).not.toMatch(/^import /m);
  expect(client.ts).toContain(`/** \`ts\` of the message to reply to */\n      threadTs?: string;`);
  expect(client.js).toContain("/** `slackPost` for `slack-post`. */\nexport function camelCaseName(name) {");
});

test.each([
  [{ type: "array", items: { type: ["string", "null"] } }, "(string | null)[]"],
  [{ anyOf: [{ type: "string" }, { type: "string", const: "*" }] }, `string | "*"`],
  [{ anyOf: [{ type: "string" }, { type: "string" }] }, "string"],
  [{ type: "object", additionalProperties: { type: "integer" } }, "Record<string, number>"],
  [{ type: "object", properties: {} }, "Record<string, never>"],
  [{}, "unknown"],
  [
    { type: "object", properties: { "a-b": { type: "boolean", description: "No */ end", default: false } } },
    `{\n  /** No *\\/ end; default false */\n  "a-b"?: boolean;\n}`,
  ],
  [
    { type: "array", items: { type: "object", properties: { a: { type: "null" } }, required: ["a"] } },
    "{\n  a: null;\n}[]",
  ],
])("%j is %s", (schema, text) => {
  expect(printType(schema, "Part").text).toBe(text);
});

test("an unknown type is an error rather than a guess", () => {
  expect(() => printType({ type: "date" }, "Part")).toThrow("got date");
});
