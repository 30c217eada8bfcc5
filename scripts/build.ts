/**
 * Writes `dist/`: the registry, the catalogue, the text for assistants, the single files, the typed client,
 * the command and the gallery.
 * `npm run build -- --base <url>` names the address that `dist/r` will have.
 *
 * @module
 */
import { parseArgs } from "node:util";
import { buildCatalog } from "./build/catalog.ts";
import { buildClient, clientItems } from "./build/client.ts";
import { ITEM_MAKERS } from "./build/items.ts";
import { buildLlms } from "./build/llms.ts";
import { writeOutput } from "./build/output.ts";
import { buildRegistry } from "./build/registry.ts";
import { buildSingleFiles } from "./build/single.ts";
import { DEFAULT_BASE, type Output, readBuildSource } from "./build/source.ts";
import { changedSinceRelease } from "./build/stamps.ts";
import { bundleCommand } from "./cli.ts";
import { generateClient } from "./client.ts";
import { buildGallery } from "./gallery.ts";

const DIST = new URL("../dist/", import.meta.url);

const { values } = parseArgs({ options: { base: { type: "string", default: DEFAULT_BASE } } });
const source = await readBuildSource(values.base);
const [client, command, singleFiles] = await Promise.all([
  generateClient(),
  bundleCommand(),
  buildSingleFiles(source),
]);
const output: Output = new Map([
  ...buildRegistry(source, [...ITEM_MAKERS, () => clientItems(client, source)]),
  ...buildCatalog(source),
  ...buildLlms(source),
  ...buildClient(client),
  ...singleFiles,
  ["bin/connector-functions.mjs", command],
]);
await writeOutput(output, DIST);
await buildGallery(source);
console.log(`Wrote ${output.size} files of release ${source.version} to dist/ (address: ${source.base})`);
const changed = changedSinceRelease(source.files, source.version);
if (changed.length > 0) {
  console.warn(
    `Not to be published as ${source.version}: ${changed.length} files changed since that release`,
  );
}
