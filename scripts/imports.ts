/**
 * Which files of this repository a file needs.
 *
 * @module
 */
import { readFile } from "node:fs/promises";

const ROOT = new URL("../", import.meta.url);
const SPECIFIER = /^(?:import|export)\b[^;]*?from "([^"]+)"/gm;

/** What a file imports, as it is written. */
export function specifiersOf(source: string): string[] {
  return [...source.matchAll(SPECIFIER)].flatMap(([, specifier]) => specifier ?? []);
}

/** The file and all that it needs, sorted, as paths from the root of the repository. */
export async function filesOf(path: string): Promise<string[]> {
  const found = new Set<string>();
  const visit = async (file: string): Promise<void> => {
    if (found.has(file)) return;
    found.add(file);
    const source = await readFile(new URL(file, ROOT), "utf8");
    const local = specifiersOf(source).filter((specifier) => specifier.startsWith("."));
    await Promise.all(
      local.map((specifier) => visit(new URL(specifier, new URL(file, ROOT)).href.slice(ROOT.href.length))),
    );
  };
  await visit(path);
  return [...found].sort();
}
