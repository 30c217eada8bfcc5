/**
 * What the build starts from: the files that people copy, what the functions say about themselves, and where
 * the result will be reached.
 *
 * @module
 */
import { readFile } from "node:fs/promises";
import * as z from "zod";
import { readCollection } from "../collection/collection.ts";
import { readModuleComment } from "../docs/module-comment.ts";
import type { DocumentedFunction } from "../docs/page.ts";
import { filesOf } from "../imports.ts";

const ROOT = new URL("../../", import.meta.url);

/** From the root of the repository: what the shadcn CLI takes as a path when it is run there. */
export const DEFAULT_BASE = "./dist/r";

const Package = z.object({ version: z.string(), devDependencies: z.object({ shadcn: z.string() }) });

export interface BuildSource {
  /** The release's, without `v`. */
  version: string;
  /** The version of the shadcn CLI that the tests run. */
  shadcn: string;
  /** The address of `dist/r`, without a slash at the end. */
  base: string;
  /** The text of every file of `functions/` and `shared/`, by path. */
  files: ReadonlyMap<string, string>;
  functions: readonly DocumentedFunction[];
}

/** `dist/` holds each file under its path here. */
export type Output = ReadonlyMap<string, string>;

export async function readBuildSource(base: string = DEFAULT_BASE): Promise<BuildSource> {
  const [collection, manifest] = await Promise.all([
    readCollection(),
    readFile(new URL("package.json", ROOT), "utf8"),
  ]);
  const { version, devDependencies } = Package.parse(JSON.parse(manifest));
  const files = new Map(collection.files.map(({ path, source }) => [path, source]));
  const functions = await Promise.all(
    collection.functions.map(async (found) => {
      const entry = `functions/${found.name}/entry.ts`;
      return { ...found, comment: readModuleComment(files.get(entry) ?? ""), files: await filesOf(entry) };
    }),
  );
  return { version, shadcn: devDependencies.shadcn, base: base.replace(/\/+$/, ""), files, functions };
}

/** JSON as the build writes it. */
export function toJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
