import { dirname, join } from "node:path";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readRelease, type Release } from "../../cli/registry.ts";
import { buildRegistry } from "../../scripts/build/registry.ts";
import { readBuildSource } from "../../scripts/build/source.ts";
import { filesOf } from "../../scripts/imports.ts";
import { singleFile } from "../../scripts/single.ts";
import { Command, removeFolder, temporaryFolder, writeFiles } from "./app.ts";

const ROOT = new URL("../../", import.meta.url);
const ENTRY = "functions/slack-post/entry.ts";

let command: Command;
let app: string;
let release: Release;

beforeAll(async () => {
  command = await Command.build();
  await writeFiles(command.folder, Object.fromEntries(buildRegistry(await readBuildSource())));
  release = await readRelease(join(command.folder, "r"));
  app = await temporaryFolder();
  for (const path of release.filesOf(["slack-post"])) {
    await mkdir(dirname(join(app, path)), { recursive: true });
    await writeFile(join(app, path), await release.text(path) ?? "");
  }
});
afterAll(() => Promise.all([removeFolder(command.folder), removeFolder(app)]));

test("the registry that the build makes has every file that a function needs", async () => {
  const needed = (await filesOf(ENTRY)).map((path) => `base44/${path}`);
  expect(release.filesOf(["slack-post"])).toEqual(expect.arrayContaining(needed));
  expect(await release.text(`base44/${ENTRY}`)).toBe(await readFile(new URL(ENTRY, ROOT), "utf8"));
});

test("an app with freshly copied files has nothing to update, by the command's own registry", async () => {
  const { status, stdout } = await command.run(app, "update", "--check");
  expect(stdout).toContain("Nothing to update");
  expect(status).toBe(0);
});

test("the scopes of copied functions and of single files are found", async () => {
  const { text } = await singleFile("gmail-send", release.version);
  await writeFiles(app, { "base44/functions/gmailSend/entry.ts": text });
  const { stdout } = await command.run(app, "scopes", "--json");
  expect(JSON.parse(stdout).connectors).toMatchObject([
    { connector: "gmail", needed: [{ functions: ["gmail-send"] }] },
    { connector: "slack", needed: [{ scope: "chat:write", functions: ["slack-post"] }] },
  ]);
});
