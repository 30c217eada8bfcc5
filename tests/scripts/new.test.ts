/**
 * `npm run new` writes functions that work as they are, from a template that is a working function itself.
 *
 * @module
 */
import { cp, mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadExamples } from "../../sandbox/example.ts";
import { createFunction } from "../../scripts/new.ts";
import template from "../../scripts/template/entry.ts";
import { replay } from "../support/replay.ts";

const ROOT = new URL("../../", import.meta.url);
const SCRATCH = new URL("../../.cache/", import.meta.url);
let root: URL;

beforeAll(async () => {
  await mkdir(SCRATCH, { recursive: true });
  root = pathToFileURL(`${await mkdtemp(new URL("new-", SCRATCH).pathname)}/`);
  await cp(new URL("shared/runtime/", ROOT), new URL("shared/runtime/", root), { recursive: true });
});
afterAll(() => rm(root, { recursive: true }));

describe("npm run new", () => {
  it("has a template whose examples replay", async () => {
    for (
      const example of await loadExamples("examples", new URL("../../scripts/template/", import.meta.url))
    ) {
      const { body, requests } = await replay(template, example);
      expect(body).toEqual(example.error ?? example.output);
      expect(requests.sent).toEqual(requests.recorded);
    }
  });

  it("writes a function and its service, which replay their examples", async () => {
    const files = await createFunction("wrike-create-task", root);
    expect(files).toEqual([
      "functions/wrike-create-task/entry.ts",
      "shared/services/wrike.ts",
      "examples/wrike-create-task/not-found.json",
      "examples/wrike-create-task/success.json",
    ]);
    const { default: handler } = await import(new URL("functions/wrike-create-task/entry.ts", root).href);
    expect(handler.spec).toMatchObject({
      name: "wrike-create-task",
      service: { connector: "wrike", name: "Wrike" },
    });
    const examples = await loadExamples("wrike-create-task", new URL("examples/", root));
    expect(examples).toHaveLength(2);
    for (const example of examples) {
      expect((await replay(handler, example)).body).toEqual(example.error ?? example.output);
    }
  });

  it("keeps a service that is there", async () => {
    await createFunction("wrike-get-task", root);
    const before = await readFile(new URL("shared/services/wrike.ts", root), "utf8");
    expect(await createFunction("wrike-list-tasks", root)).not.toContain("shared/services/wrike.ts");
    expect(await readFile(new URL("shared/services/wrike.ts", root), "utf8")).toBe(before);
  });

  it("refuses names that are taken, of no service, or no names", async () => {
    await expect(createFunction("wrike-create-task", root)).rejects.toThrow("there already");
    await expect(createFunction("nothing-get", root)).rejects.toThrow("Expected a service");
    await expect(createFunction("../evil", root)).rejects.toThrow("Expected a name");
  });
});
