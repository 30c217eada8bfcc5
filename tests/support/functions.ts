/**
 * The collection's functions with their examples, for tests that run over all of them.
 *
 * @module
 */
import { readdirSync } from "node:fs";
import { loadExamples, type NamedExample } from "../../sandbox/example.ts";
import type { Handler } from "./world.ts";

const FUNCTIONS = new URL("../../functions/", import.meta.url);

export interface Subject {
  name: string;
  handler: Handler;
  examples: NamedExample[];
}

/** The folders of `functions/`. */
export function functionNames(): string[] {
  return readdirSync(FUNCTIONS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

export async function loadFunction(name: string): Promise<Subject> {
  const [module, examples] = await Promise.all([
    import(new URL(`${name}/entry.ts`, FUNCTIONS).href),
    loadExamples(name),
  ]);
  return { name, handler: module.default, examples };
}

export function loadFunctions(): Promise<Subject[]> {
  return Promise.all(functionNames().map(loadFunction));
}
