import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import {
  Command,
  type FakeItem,
  read,
  registryFiles,
  removeFolder,
  temporaryFolder,
  writeFiles,
} from "./app.ts";

const slack: Record<string, FakeItem> = {
  "slack-post": item("Slack", "slack", ["chat:write"]),
  "slack-list": item("Slack", "slack", ["channels:read"], { "groups:read": "for private channels" }),
  "gmail-send": item("Gmail", "gmail", ["gmail.send"]),
  "gmail-search": item("Gmail", "gmail", ["gmail.readonly"]),
  "connection-status": item(null, null, []),
  runtime: { files: {} },
};

function item(
  service: string | null,
  connector: string | null,
  scopes: string[],
  extraScopes?: Record<string, string>,
): FakeItem {
  return { files: {}, meta: { service, connector, scopes, ...(extraScopes && { extraScopes }) } };
}

const entry = (name: string) => `export default defineFunction({\n  name: "${name}",\n});\n`;
const APP = {
  "base44/functions/slack-post/entry.ts": entry("slack-post"),
  "base44/functions/slack-list/entry.ts": entry("slack-list"),
  "base44/functions/mail/entry.ts": entry("gmail-send"),
  "base44/functions/connection-status/entry.ts": entry("connection-status"),
  "base44/functions/gmail-search/entry.ts": `Deno.serve(() => Response.json({ name: "gmail-search" }));\n`,
};
const SLACK = `{
    // The team's workspace
    "type": "slack",
    "scopes": [
        "users:read", // for our own page
        "chat:write"
    ],
    "note": "kept"
}
`;

let command: Command;
let registry: string;
let app: string;

beforeAll(async () => {
  command = await Command.build();
  registry = await temporaryFolder(registryFiles({ "1.0.0": slack }));
});
afterAll(() => Promise.all([removeFolder(command.folder), removeFolder(registry)]));
beforeEach(async () => {
  app = await temporaryFolder(APP);
});
afterEach(() => removeFolder(app));

const run = (...args: string[]) => command.run(app, "scopes", "--registry", registry, ...args);

test("tells what the app's functions need, whatever their folders are called", async () => {
  const { status, stdout } = await run("--json");
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toEqual({
    release: "1.0.0",
    connectors: [
      {
        connector: "gmail",
        service: "Gmail",
        needed: [{ scope: "gmail.send", functions: ["gmail-send"] }],
        further: [],
      },
      {
        connector: "slack",
        service: "Slack",
        needed: [
          { scope: "channels:read", functions: ["slack-list"] },
          { scope: "chat:write", functions: ["slack-post"] },
        ],
        further: [{ scope: "groups:read", functions: ["slack-list"], use: "for private channels" }],
      },
    ],
    written: [],
  });
});

test("--write keeps the user's scopes and comments, and warns", async () => {
  await writeFiles(app, { "base44/connectors/workspace.jsonc": SLACK });
  const { status, stdout } = await run("--write");
  expect(status).toBe(0);
  expect(await read(app, "base44/connectors/workspace.jsonc")).toBe(
    SLACK.replace(`        "chat:write"\n`, `        "chat:write",\n        "channels:read"\n`),
  );
  expect(JSON.parse(await read(app, "base44/connectors/gmail.jsonc") ?? "")).toEqual({
    type: "gmail",
    scopes: ["gmail.send"],
  });
  expect(stdout).toContain("base44 connectors pull");
  expect(await run("--check")).toMatchObject({ status: 0 });
});

test("--write starts a list where the file has none", async () => {
  await writeFiles(app, {
    "base44/connectors/slack.json": `{ "type": "slack" }\n`,
    "base44/connectors/gmail.jsonc": `{ "type": "gmail", "scopes": [] }\n`,
  });
  expect((await run("--write")).status).toBe(0);
  expect(JSON.parse(await read(app, "base44/connectors/slack.json") ?? "")).toEqual({
    type: "slack",
    scopes: ["channels:read", "chat:write"],
  });
  expect(JSON.parse(await read(app, "base44/connectors/gmail.jsonc") ?? "").scopes).toEqual(["gmail.send"]);
});

test("--check fails where a file or a scope is missing, and writes nothing", async () => {
  await writeFiles(app, { "base44/connectors/slack.jsonc": SLACK });
  const { status, stdout } = await run("--check");
  expect(status).toBe(1);
  expect(stdout).toContain("lacks channels:read");
  expect(stdout).toContain("has   chat:write");
  expect(stdout).toContain("Nothing was written: gmail, slack lack scopes");
  expect(await read(app, "base44/connectors/slack.jsonc")).toBe(SLACK);
  expect(await read(app, "base44/connectors/gmail.jsonc")).toBeUndefined();
});

test.each(["--check", "--write"])(
  "%s says what it cannot do where connectors are in no files",
  async (option) => {
    const { status, stdout } = await run(option);
    expect(status).toBe(3);
    expect(stdout).toContain("this app keeps no connectors in base44/connectors");
    expect(await read(app, "base44/connectors/slack.jsonc")).toBeUndefined();
  },
);

test("there is nothing to do for an app without our functions", async () => {
  await removeFolder(`${app}/base44/functions`);
  expect(await run("--check")).toMatchObject({
    status: 0,
    stdout: "No function here needs a connector\n",
  });
});

test.each([
  ["broken JSON", `{ "type": "slack", `, "Expected JSON with comments in base44/connectors/slack.jsonc"],
  ["no type", `{ "scopes": [] }`, "Expected a type and a list of scopes in base44/connectors/slack.jsonc"],
])("a connector file with %s ends it with 3", async (_, text, message) => {
  await writeFiles(app, { "base44/connectors/slack.jsonc": text });
  const { status, stderr } = await run("--write");
  expect(status).toBe(3);
  expect(stderr).toContain(message);
});
