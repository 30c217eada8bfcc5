/**
 * The single files of all functions, and how large they are.
 *
 * @module
 */
import { table } from "../docs/words.ts";
import { singleFile } from "../single.ts";
import type { BuildSource, Output } from "./source.ts";

/** Bytes. Larger is a sign that a function draws in what it does not need. */
export const SINGLE_FILE_BUDGET = 150_000;

export async function buildSingleFiles({ functions, version }: BuildSource): Promise<Output> {
  const files = await Promise.all(
    functions.map(async ({ name }) => ({ name, ...await singleFile(name, version) })),
  );
  const sizes = files.map(({ name, camelCase, text }) => [name, camelCase, String(Buffer.byteLength(text))]);
  return new Map([
    ...files.map(({ name, text }) => [`single/${name}.ts`, text] as const),
    ["single/SIZES.md", `# Sizes\n\n${table(["Function", "As a camelCase file", "Bytes"], sizes)}\n`],
  ]);
}
