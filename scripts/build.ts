/**
 * Writes `dist/`: the registry, the catalogue and the text for assistants.
 * `npm run build -- --base <url>` names the address that `dist/r` will have.
 *
 * @module
 */
import { parseArgs } from "node:util";
import { buildCatalog } from "./build/catalog.ts";
import { buildLlms } from "./build/llms.ts";
import { writeOutput } from "./build/output.ts";
import { buildRegistry } from "./build/registry.ts";
import { type BuildSource, DEFAULT_BASE, type Output, readBuildSource } from "./build/source.ts";
import { changedSinceRelease } from "./build/stamps.ts";

const DIST = new URL("../dist/", import.meta.url);

/** Each makes some of the files of `dist/`, from the same source. */
const STEPS: readonly ((source: BuildSource) => Output | Promise<Output>)[] = [
  buildRegistry,
  buildCatalog,
  buildLlms,
];

const { values } = parseArgs({ options: { base: { type: "string", default: DEFAULT_BASE } } });
const source = await readBuildSource(values.base);
const outputs = await Promise.all(STEPS.map((step) => step(source)));
const output: Output = new Map(outputs.flatMap((made) => [...made]));
await writeOutput(output, DIST);
console.log(`Wrote ${output.size} files of release ${source.version} to dist/ (address: ${source.base})`);
const changed = changedSinceRelease(source.files, source.version);
if (changed.length > 0) {
  console.warn(
    `Not to be published as ${source.version}: ${changed.length} files changed since that release`,
  );
}
