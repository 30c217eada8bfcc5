import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { update } from "../../cli/update.ts";
import {
  Command,
  copied,
  type FakeItem,
  type Files,
  read,
  registryFiles,
  removeFolder,
  temporaryFolder,
  writeFiles,
} from "./app.ts";

const ENTRY = "base44/functions/slack-post/entry.ts";
const RUNTIME = "base44/shared/runtime/define.ts";
const SERVICE = "base44/shared/services/slack.ts";
const NEW_FILE = "base44/shared/runtime/retry.ts";
const BODY = "const one = 1;\n\nconst two = 2;\n\nconst three = 3;\n";

function release(entry: string, runtime: Files): Record<string, FakeItem> {
  return {
    "slack-post": {
      files: { "functions/slack-post/entry.ts": entry },
      dependencies: ["runtime", "service-slack"],
    },
    runtime: { files: runtime },
    "service-slack": {
      files: { "shared/services/slack.ts": copied("1.0.0", BODY) },
      dependencies: ["runtime"],
    },
  };
}

const OLD_RUNTIME = { "shared/runtime/define.ts": copied("1.0.0", BODY) };
const OLD_ENTRY = copied("1.0.0", BODY);
const NEW_ENTRY = copied("1.1.0", BODY.replace("three = 3", "three = 33"));
const RELEASES = {
  "1.0.0": release(OLD_ENTRY, OLD_RUNTIME),
  "1.1.0": release(NEW_ENTRY, { ...OLD_RUNTIME, "shared/runtime/retry.ts": copied("1.1.0", BODY) }),
};
const APP = { [ENTRY]: OLD_ENTRY, [RUNTIME]: copied("1.0.0", BODY), [SERVICE]: copied("1.0.0", BODY) };
const CURRENT = { ...APP, [ENTRY]: NEW_ENTRY, [NEW_FILE]: copied("1.1.0", BODY) };

let command: Command;
let registry: string;
let app: string;

beforeAll(async () => {
  command = await Command.build();
  registry = await temporaryFolder(registryFiles(RELEASES));
});
afterAll(() => Promise.all([removeFolder(command.folder), removeFolder(registry)]));
beforeEach(async () => {
  app = await temporaryFolder(APP);
});
afterEach(() => removeFolder(app));

const run = (...args: string[]) => command.run(app, "update", "--registry", registry, ...args);

async function states(...args: string[]): Promise<Record<string, string>> {
  const { stdout } = await run("--check", "--json", ...args);
  const { files } = JSON.parse(stdout) as { files: { path: string; state: string }[] };
  return Object.fromEntries(files.map(({ path, state }) => [path, state]));
}

describe("update", () => {
  test("writes what changed upstream and what is needed now", async () => {
    const { status, stdout } = await run();
    expect(status).toBe(0);
    expect(stdout).toContain("Wrote 2 files");
    expect(await read(app, ENTRY)).toBe(NEW_ENTRY);
    expect(await read(app, NEW_FILE)).toBe(copied("1.1.0", BODY));
    expect(await run()).toMatchObject({ status: 0, stdout: expect.stringContaining("Nothing to update") });
  });

  test("--check tells and writes nothing", async () => {
    const { status, stdout } = await run("--check");
    expect(status).toBe(1);
    expect(stdout).toMatch(/updated upstream +base44\/functions\/slack-post\/entry\.ts \(of 1\.0\.0\)/);
    expect(stdout).toContain("Nothing was written: 2 updates available");
    expect(await read(app, ENTRY)).toBe(OLD_ENTRY);
    expect(await read(app, NEW_FILE)).toBeUndefined();
  });

  test("tells every state", async () => {
    await writeFiles(app, {
      [ENTRY]: OLD_ENTRY.replace("one = 1", "one = 11"),
      [SERVICE]: copied("1.0.0", "// mine\n" + BODY),
      "base44/functions/own/entry.ts": "Deno.serve(() => new Response());\n",
    });
    expect(await states()).toEqual({
      [ENTRY]: "both",
      [RUNTIME]: "unchanged",
      [SERVICE]: "changed",
      [NEW_FILE]: "added",
    });
  });

  test("keeps edits when it merges", async () => {
    await writeFiles(app, { [ENTRY]: OLD_ENTRY.replace("one = 1", "one = 11") });
    expect((await run()).status).toBe(0);
    expect(await read(app, ENTRY)).toBe(NEW_ENTRY.replace("one = 1", "one = 11"));
    expect(await states()).toMatchObject({ [ENTRY]: "changed" });
  });

  test("leaves a file with conflicts as it is and shows them beside it", async () => {
    const mine = OLD_ENTRY.replace("three = 3", "three = 0");
    await writeFiles(app, { [ENTRY]: mine });
    expect((await run("--check")).status).toBe(2);
    expect(await read(app, `${ENTRY}.conflict`)).toBeUndefined();

    const { status, stdout } = await run();
    expect(status).toBe(2);
    expect(stdout).toContain(`Not updated: ${ENTRY} has conflicts: see ${ENTRY}.conflict`);
    expect(await read(app, ENTRY)).toBe(mine);
    expect(await read(app, `${ENTRY}.conflict`)).toMatch(
      /<<<<<<< yours\n.*three = 0.*[^]*=======\n.*three = 33/,
    );
    expect(await read(app, NEW_FILE)).toBeDefined();
  });

  test("does not touch a file that was only changed here", async () => {
    const mine = copied("1.0.0", BODY + "export {};\n");
    await writeFiles(app, { ...CURRENT, [SERVICE]: mine });
    const { status, stdout } = await run();
    expect(status).toBe(0);
    expect(stdout).toMatch(/changed here +base44\/shared\/services\/slack\.ts/);
    expect(await read(app, SERVICE)).toBe(mine);
  });

  test("leaves a file without a stamp alone", async () => {
    const own = "// ours\n";
    await writeFiles(app, { ...CURRENT, [SERVICE]: own });
    const { status, stdout } = await run();
    expect(status).toBe(0);
    expect(stdout).toContain("left alone: has no version stamp");
    expect(await read(app, SERVICE)).toBe(own);
  });

  test("asks for a person where the registry lacks the release that a file is of", async () => {
    await writeFiles(app, { ...CURRENT, [SERVICE]: copied("0.9.0", BODY) });
    const { status, stdout } = await run();
    expect(status).toBe(2);
    expect(stdout).toContain("the registry does not have it as it was in 0.9.0");
    expect(await read(app, SERVICE)).toBe(copied("0.9.0", BODY));
  });

  test("does not put an older release in a newer one's place by itself", async () => {
    await writeFiles(app, { ...CURRENT, [SERVICE]: copied("1.10.0", BODY) });
    const { status, stdout } = await run();
    expect(status).toBe(0);
    expect(stdout).toContain("is of 1.10.0, which is newer than 1.1.0");
  });

  test("--to goes to a named release, older ones included", async () => {
    await writeFiles(app, CURRENT);
    const { status, stdout } = await run("--to", "1.0.0");
    expect(status).toBe(0);
    expect(stdout).toMatch(/removed upstream +base44\/shared\/runtime\/retry\.ts/);
    expect(await read(app, ENTRY)).toBe(OLD_ENTRY);
    expect(await read(app, NEW_FILE)).toBeDefined();
  });

  test("--json says what was written", async () => {
    const { status, stdout } = await run("--json");
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      release: "1.1.0",
      files: [{ path: ENTRY, state: "updated", from: "1.0.0" }, {}, {}, { path: NEW_FILE, state: "added" }],
      written: [ENTRY, NEW_FILE],
    });
  });

  test("keeps the line endings of the app's files", async () => {
    const mine = OLD_ENTRY.replace("one = 1", "one = 11").replaceAll("\n", "\r\n");
    await writeFiles(app, { [ENTRY]: mine, [RUNTIME]: OLD_ENTRY.replaceAll("\n", "\r\n") });
    expect(await states()).toMatchObject({ [ENTRY]: "both", [RUNTIME]: "unchanged" });
    expect((await run()).status).toBe(0);
    expect(await read(app, ENTRY)).toBe(NEW_ENTRY.replace("one = 1", "one = 11").replaceAll("\n", "\r\n"));
  });

  test("a file of the runtime's own folder that nobody copied is not the collection's", async () => {
    await writeFiles(app, { ...CURRENT, "base44/shared/runtime/own.ts": copied("1.0.0", BODY) });
    expect(Object.keys(await states())).not.toContain("base44/shared/runtime/own.ts");
  });

  test("reads a registry over HTTP", async () => {
    const files = registryFiles(RELEASES);
    const server = createServer(({ url = "" }, response) => {
      const text = files[url.replace("/r/", "")];
      response.writeHead(text === undefined ? 404 : 200).end(text);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    try {
      const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/r/`;
      expect((await command.run(app, "update", "--registry", address)).status).toBe(0);
      expect(await read(app, ENTRY)).toBe(NEW_ENTRY);
    } finally {
      server.close();
    }
  });

  test("writes nothing where a person says no", async () => {
    const said: string[] = [];
    const status = await update(
      { app, registry, check: false, json: false, yes: false },
      { print: (text) => said.push(text), confirm: () => Promise.resolve(false) },
    );
    expect(status).toBe(1);
    expect(said.at(-1)).toBe("Nothing was written");
    expect(await read(app, ENTRY)).toBe(OLD_ENTRY);
  });
});

describe("wrong use ends with 3", () => {
  test.each([
    ["no command", [], "Expected update or scopes, got nothing"],
    ["an unknown command", ["upgrade"], "Expected update or scopes, got upgrade"],
    ["an unknown option", ["update", "--force"], "--force"],
    ["an option of the other command", ["update", "--write"], "Expected --write with scopes only"],
    ["two wishes at once", ["scopes", "--check", "--write"], "Expected --check or --write, got both"],
    ["no registry", ["update"], "Expected --registry"],
    [
      "a registry that is not there",
      ["update", "--registry", "nowhere"],
      "there is no nowhere/registry.json",
    ],
  ])("%s", async (_, args, message) => {
    const { status, stderr } = await command.run(app, ...args);
    expect(status).toBe(3);
    expect(stderr).toContain(message);
  });

  test("a release that is not there", async () => {
    const { status, stderr } = await run("--to", "7.0.0");
    expect(status).toBe(3);
    expect(stderr).toContain("v7.0.0/registry.json");
  });

  test("a folder that is no app", async () => {
    const { status, stderr } = await command.run(registry, "update", "--registry", registry);
    expect(status).toBe(3);
    expect(stderr).toContain("there is no folder base44");
  });

  test("a registry whose files lie outside of the app", async () => {
    const hostile = registryFiles({ "1.0.0": { runtime: { files: { "../../outside.ts": BODY } } } });
    await writeFiles(join(app, "r"), hostile);
    const { status, stderr } = await command.run(app, "update", "--registry", join(app, "r"));
    expect(status).toBe(3);
    expect(stderr).toContain("Expected a file of a registry");
  });

  test("a registry that is none", async () => {
    await writeFiles(app, { "r/registry.json": "{}" });
    const { status, stderr } = await command.run(app, "update", "--registry", join(app, "r"));
    expect(status).toBe(3);
    expect(stderr).toContain("Expected a file of a registry");
  });

  test("--help does not", async () => {
    const { status, stdout } = await command.run(app, "--help");
    expect(status).toBe(0);
    expect(stdout).toContain("Usage: connector-functions");
  });
});
