/**
 * The collection's functions with their examples, for tests that run over all of them. Names are read at once,
 * and code only by the test that needs it: a function that does not load fails alone.
 *
 * @module
 */
import { readdirSync } from "node:fs";
import { loadExamples, type NamedExample } from "../../sandbox/example.ts";
import type { Handler } from "./world.ts";

const FUNCTIONS = new URL("../../functions/", import.meta.url);
const EXAMPLES = new URL("../../examples/", import.meta.url);

/** The folders of `functions/`. */
export function functionNames(): string[] {
  return folders(FUNCTIONS);
}

/** The files of `examples/<function>/` without `.json`. */
export function caseNames(functionName: string): string[] {
  if (!folders(EXAMPLES).includes(functionName)) return [];
  const files = readdirSync(new URL(`${functionName}/`, EXAMPLES));
  return files.filter((file) => file.endsWith(".json")).map((file) => file.slice(0, -".json".length)).sort();
}

export interface Subject {
  name: string;
  handler: Handler;
  /** Those that end well first, `success` before all others. */
  examples: NamedExample[];
}

const loaded = new Map<string, Promise<Subject>>();

export function loadFunction(name: string): Promise<Subject> {
  const subject = loaded.get(name) ?? load(name);
  loaded.set(name, subject);
  return subject;
}

async function load(name: string): Promise<Subject> {
  const [module, examples] = await Promise.all([
    import(new URL(`${name}/entry.ts`, FUNCTIONS).href),
    loadExamples(name),
  ]);
  return { name, handler: module.default, examples };
}

function folders(directory: URL): string[] {
  const entries = readdirSync(directory, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name).sort();
}
