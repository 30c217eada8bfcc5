/**
 * Builds the gallery into `dist/gallery/`: the pages by Vite, and beside them the data.
 * `npm run gallery -- --base <url>` names the address that `dist/r` will have.
 *
 * @module
 */
import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "vite";
import { type BuildSource, DEFAULT_BASE, readBuildSource } from "./build/source.ts";
import { galleryData } from "./gallery/data.ts";

const GALLERY = fileURLToPath(new URL("../gallery/", import.meta.url));
const DIST = new URL("../dist/gallery/", import.meta.url);

/** Answers the number of data files. */
export async function buildGallery(source: BuildSource, folder: URL = DIST): Promise<number> {
  const [data] = await Promise.all([
    galleryData(source),
    build({
      root: GALLERY,
      configFile: fileURLToPath(new URL("../gallery/vite.config.ts", import.meta.url)),
      logLevel: "warn",
      build: { outDir: fileURLToPath(folder), emptyOutDir: true },
    }),
  ]);
  const files = [...data].map(([path, text]) => ({ file: fileURLToPath(new URL(path, folder)), text }));
  const folders = new Set(files.map(({ file }) => dirname(file)));
  await Promise.all([...folders].map((path) => mkdir(path, { recursive: true })));
  await Promise.all(files.map(({ file, text }) => writeFile(file, text)));
  return files.length;
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { base: { type: "string", default: DEFAULT_BASE } } });
  const source = await readBuildSource(values.base);
  const count = await buildGallery(source);
  console.log(
    `Wrote the gallery with ${source.functions.length} functions to dist/gallery/ (${count} data files)`,
  );
}

if (process.argv[1]?.endsWith("scripts/gallery.ts")) await main();
