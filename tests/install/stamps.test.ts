/** @module */
import { readFile, rm, writeFile } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  changedSinceRelease,
  compareVersions,
  hashOf,
  readReleases,
  stampOf,
  withStamp,
} from "../../scripts/build/stamps.ts";
import { checkStamps, stampFiles } from "../../scripts/stamp.ts";
import { makeFolder, readFolder, writeFiles } from "./apps.ts";

const SOURCE = `/**
 * Posts a message.
 *
 * @example
 * invoke("a");
 *
 * @module
 */
export const a = " * @version 9.9.9";
`;
const STAMPED = SOURCE.replace(" * @module\n", " * @module\n * @version 1.2.3\n");

describe("a stamp", () => {
  it("is the last tag of the module comment", () => {
    expect(withStamp(SOURCE, "1.2.3")).toBe(STAMPED);
    expect(withStamp(STAMPED, "2.0.0")).toBe(STAMPED.replace("1.2.3", "2.0.0"));
    expect(stampOf(STAMPED)).toBe("1.2.3");
  });

  it("is looked for in no other place", () => {
    expect(stampOf(SOURCE)).toBeUndefined();
    expect(stampOf(STAMPED.replace(" * @module\n", "").replace("1.2.3\n", "1.2.3\n * @module\n")))
      .toBeUndefined();
    expect(stampOf(`/** @module */\n${STAMPED}`)).toBeUndefined();
  });

  it("does not count as a change", () => {
    expect(hashOf(STAMPED)).toBe(hashOf(SOURCE));
    expect(hashOf(SOURCE.replace("9.9.9", "9.9.8"))).not.toBe(hashOf(SOURCE));
    expect(hashOf(SOURCE.replace("Posts", "Sends"))).not.toBe(hashOf(SOURCE));
  });

  it("needs a module comment", () => {
    expect(() => withStamp("export {};\n", "1.0.0")).toThrow(
      "Expected a file that starts with a module comment",
    );
  });

  it("is compared by numbers", () => {
    expect(compareVersions("1.10.0", "1.9.9")).toBeGreaterThan(0);
    expect(compareVersions("1.0.0", "1.0.0")).toBe(0);
    expect(compareVersions("0.9.12", "1.0.0")).toBeLessThan(0);
  });
});

describe("npm run stamp", () => {
  const A = "functions/a/entry.ts";
  const B = "shared/runtime/b.ts";
  let root: URL;

  beforeEach(async () => {
    root = await makeFolder();
    await writeFiles(root, { [A]: SOURCE, [B]: SOURCE, "releases.json": `{ "version": null, "files": {} }` });
    await setVersion("1.0.0");
  });
  afterEach(() => rm(root, { recursive: true }));

  const setVersion = (version: string) =>
    writeFile(new URL("package.json", root), JSON.stringify({ version }));
  const edit = async (path: string, from: string, to: string) => {
    const file = new URL(path, root);
    await writeFile(file, (await readFile(file, "utf8")).replace(from, to));
  };
  const stampsNow = async () => {
    const files = await readFolder(root);
    return { a: stampOf(files.get(A) ?? ""), b: stampOf(files.get(B) ?? "") };
  };

  it("stamps everything before the first release", async () => {
    expect(await checkStamps(root)).toEqual([
      `${A}: expected @version as the last tag of its module comment`,
      `${B}: expected @version as the last tag of its module comment`,
    ]);
    expect(await stampFiles(root)).toEqual({ written: [A, B], version: "1.0.0" });
    expect(await checkStamps(root)).toEqual([]);
    expect((await stampFiles(root)).written).toEqual([]);
    expect(readReleases(root).version).toBeNull();
  });

  describe("after a release", () => {
    beforeEach(async () => {
      await stampFiles(root, { release: true });
      await edit(B, "Posts", "Sends");
    });

    it("finds a change whose stamp was not raised", async () => {
      expect(await checkStamps(root)).toEqual([
        `${B}: changed since 1.0.0, expected a later @version, got 1.0.0`,
      ]);
      const files = await readFolder(root);
      const copied = new Map([A, B].map((path) => [path, files.get(path) ?? ""]));
      expect(changedSinceRelease(copied, "1.0.0", readReleases(root))).toEqual([B]);
      expect(changedSinceRelease(copied, "1.1.0", readReleases(root))).toEqual([]);
    });

    it("wants a new version first, and then raises what changed", async () => {
      await expect(stampFiles(root)).rejects.toThrow(
        `1 files changed since 1.0.0, such as ${B}: expected a later version in package.json, got 1.0.0`,
      );
      expect(await stampsNow()).toEqual({ a: "1.0.0", b: "1.0.0" });
      await setVersion("1.1.0");
      await stampFiles(root);
      expect(await stampsNow()).toEqual({ a: "1.0.0", b: "1.1.0" });
      expect(await checkStamps(root)).toEqual([]);
    });

    it("takes a stamp back when its change was taken back", async () => {
      await setVersion("1.1.0");
      await stampFiles(root);
      await edit(B, "Sends", "Posts");
      expect(await checkStamps(root)).toEqual([
        `${B}: did not change since 1.0.0, expected @version 1.0.0, got 1.1.0`,
      ]);
      await stampFiles(root);
      expect(await stampsNow()).toEqual({ a: "1.0.0", b: "1.0.0" });
    });

    it("refuses a stamp of a release that does not exist yet", async () => {
      await edit(A, "@version 1.0.0", "@version 3.0.0");
      expect(await checkStamps(root)).toContain(
        `${A}: expected @version of 1.0.0 at most, the version in package.json, got 3.0.0`,
      );
    });
  });
});
