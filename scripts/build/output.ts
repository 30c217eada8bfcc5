/**
 * Writes what the build made.
 *
 * @module
 */
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import type { Output } from "./source.ts";

/** Folders of other releases stay: they have to remain reachable. */
export async function writeOutput(output: Output, dist: URL): Promise<void> {
  await removeOutdated(output, dist);
  const folders = new Set([...output.keys()].map((path) => dirname(fileURLToPath(new URL(path, dist)))));
  await Promise.all([...folders].map((folder) => mkdir(folder, { recursive: true })));
  await Promise.all([...output].map(([path, text]) => writeFile(new URL(path, dist), text)));
}

/** Items that are gone. */
async function removeOutdated(output: Output, dist: URL): Promise<void> {
  const folders = new Set([...output.keys()].map((path) => path.slice(0, path.lastIndexOf("/") + 1)));
  folders.delete("");
  const found = await Promise.all([...folders].map(async (folder) => {
    const names = await readdir(new URL(folder, dist)).catch(() => []);
    return names.filter((name) => name.endsWith(".json")).map((name) => folder + name);
  }));
  const outdated = found.flat().filter((path) => !output.has(path));
  await Promise.all(outdated.map((path) => rm(new URL(path, dist))));
}
