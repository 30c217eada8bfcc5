/**
 * What the checks look at: the files that people copy, and what the functions say about themselves.
 *
 * @module
 */
import { readdir, readFile } from "node:fs/promises";
import { type CollectedFunction, loadCollection } from "../../sandbox/collection.ts";

const ROOT = new URL("../../", import.meta.url);

export interface SourceFile {
  /** From the root of the repository. */
  path: string;
  source: string;
}

export interface Collection {
  /** All files of `functions/` and `shared/`. */
  files: readonly SourceFile[];
  functions: readonly CollectedFunction[];
  /** The folders of `examples/`. */
  exampleFolders: readonly string[];
  /** `package.json` and `tsconfig.json`, which name the packages once more. */
  settings: readonly SourceFile[];
}

/** Tells what is wrong, one line each. */
export type Check = (collection: Collection) => string[];

export async function readCollection(): Promise<Collection> {
  const [functions, shared, loaded, exampleFolders, settings] = await Promise.all([
    readTree("functions/"),
    readTree("shared/"),
    loadCollection(),
    readdir(new URL("examples/", ROOT)),
    Promise.all(["package.json", "tsconfig.json"].map(readSource)),
  ]);
  return { files: [...functions, ...shared], functions: [...loaded.values()], exampleFolders, settings };
}

async function readTree(folder: string): Promise<SourceFile[]> {
  const entries = await readdir(new URL(folder, ROOT), { withFileTypes: true });
  const files = entries.map((entry) =>
    entry.isDirectory() ? readTree(`${folder}${entry.name}/`) : readSource(folder + entry.name)
  );
  return (await Promise.all(files)).flat();
}

async function readSource(path: string): Promise<SourceFile> {
  return { path, source: await readFile(new URL(path, ROOT), "utf8") };
}
