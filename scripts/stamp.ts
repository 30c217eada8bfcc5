/**
 * Sets the version stamps of the files that people copy.
 * `npm run stamp` gives every file that changed since the last release the version of `package.json`;
 * `npm run stamp -- --release` also records the files in `releases.json`, as the last step before publishing;
 * `npm run stamp -- --check` only says which stamps are wrong. `--root` names another folder than this repository.
 *
 * @module
 */
import { readdir, readFile, writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import * as z from "zod";
import type { SourceFile } from "./collection/collection.ts";
import {
  compareVersions,
  hashOf,
  readReleases,
  type Releases,
  stampOf,
  stampProblems,
  wantedStamp,
  withStamp,
} from "./build/stamps.ts";

const ROOT = new URL("../", import.meta.url);

interface Stamped {
  /** The files whose stamp changed. */
  written: string[];
  version: string;
}

/** Writes the stamps, and with `release` what they now are. */
export async function stampFiles(root: URL, { release = false } = {}): Promise<Stamped> {
  const { version, files } = await readTree(root);
  const releases = readReleases(root);
  const stamped = files.map(({ path, source }) => ({
    path,
    before: source,
    source: withStamp(source, wantedStamp(path, source, version, releases)),
  }));
  const changed = stamped.filter(({ path, source }) => releases.files[path]?.hash !== hashOf(source));
  if (changed.length > 0 && releases.version !== null && compareVersions(version, releases.version) <= 0) {
    throw new Error(
      `${changed.length} files changed since ${releases.version}, such as ${
        changed[0]?.path
      }: expected a later ` +
        `version in package.json, got ${version}`,
    );
  }
  const written = stamped.filter(({ before, source }) => before !== source);
  await Promise.all(written.map(({ path, source }) => writeFile(new URL(path, root), source)));
  if (release) {
    await writeFile(
      new URL("releases.json", root),
      `${JSON.stringify(recordOf(stamped, version), null, 2)}\n`,
    );
  }
  return { written: written.map(({ path }) => path), version };
}

function recordOf(files: readonly SourceFile[], version: string): Releases {
  return {
    version,
    files: Object.fromEntries(
      files.map(({ path, source }) => [path, { version: stampOf(source) ?? version, hash: hashOf(source) }]),
    ),
  };
}

async function readTree(root: URL): Promise<{ version: string; manifest: string; files: SourceFile[] }> {
  const manifest = await readFile(new URL("package.json", root), "utf8");
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(manifest));
  const found = await Promise.all(["functions/", "shared/"].map(async (folder) => {
    const names = await readdir(new URL(folder, root), { recursive: true });
    return names.filter((name) => name.endsWith(".ts")).map((name) => folder + name.replaceAll("\\", "/"));
  }));
  const files = await Promise.all(
    found.flat().sort().map(async (path) => ({ path, source: await readFile(new URL(path, root), "utf8") })),
  );
  return { version, manifest, files };
}

/** What is wrong with the stamps of a folder. */
export async function checkStamps(root: URL): Promise<string[]> {
  const { manifest, files } = await readTree(root);
  const collection = {
    files,
    functions: [],
    exampleFolders: [],
    settings: [{ path: "package.json", source: manifest }],
  };
  return stampProblems(collection, readReleases(root));
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { root: { type: "string" }, release: { type: "boolean" }, check: { type: "boolean" } },
  });
  const root = values.root === undefined ? ROOT : pathToFileURL(`${values.root}/`);
  if (values.check) {
    const problems = await checkStamps(root);
    for (const problem of problems) console.error(problem);
    return problems.length === 0 ? 0 : 1;
  }
  const { written, version } = await stampFiles(root, { release: values.release ?? false });
  console.log(`Stamped ${written.length} files with what changed up to ${version}`);
  if (values.release) console.log(`Recorded ${version} in releases.json`);
  return 0;
}

if (process.argv[1]?.endsWith("scripts/stamp.ts")) process.exitCode = await main();
