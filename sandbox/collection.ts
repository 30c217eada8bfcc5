/**
 * The functions of this repository, each with what it says about itself and its examples.
 *
 * @module
 */
import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import type { FunctionHandler } from "../shared/runtime/define.ts";
import type { FunctionSpec } from "../shared/runtime/spec.ts";
import { compareNames } from "../scripts/catalogue.ts";
import { loadExamples, type NamedExample } from "./example.ts";

const ROOT = new URL("../", import.meta.url);

export interface CollectedFunction {
  name: string;
  spec: FunctionSpec;
  examples: NamedExample[];
}

/** By name, flagships first. `root` holds the folders `functions` and `examples`. */
export async function loadCollection(root: URL = ROOT): Promise<Map<string, CollectedFunction>> {
  Object.assign(globalThis, { CONNECTOR_FUNCTIONS_IMPORT_ONLY: true });
  const folders = await readdir(new URL("functions/", root));
  const names = folders.filter((name) => existsSync(new URL(`functions/${name}/entry.ts`, root)))
    .sort(compareNames);
  return new Map(
    await Promise.all(names.map(async (name) => [name, await loadFunction(name, root)] as const)),
  );
}

async function loadFunction(name: string, root: URL): Promise<CollectedFunction> {
  const entry = new URL(`functions/${name}/entry.ts`, root);
  const [module, examples] = await Promise.all([
    import(entry.href) as Promise<{ default: FunctionHandler }>,
    loadExamples(name, new URL("examples/", root)),
  ]);
  return { name, spec: module.default.spec, examples };
}
