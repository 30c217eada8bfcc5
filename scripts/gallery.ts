/**
 * Builds the gallery into `dist/gallery/`: the pages by Vite, and beside them the data.
 * `npm run gallery -- --base <url>` names the address that `dist/r` will have.
 *
 * @module
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { type BuildSource, DEFAULT_BASE, readBuildSource } from "./build/source.ts";
import { galleryData } from "./gallery/data.ts";

const ROOT = new URL("../", import.meta.url);
const DIST = new URL("dist/gallery/", ROOT);
const VITE = "node_modules/vite/bin/vite.js";

/** Answers the number of data files. */
export async function buildGallery(source: BuildSource, folder: URL = DIST): Promise<number> {
  const [data] = await Promise.all([galleryData(source), buildPages(folder)]);
  const files = [...data].map(([path, text]) => ({ file: fileURLToPath(new URL(path, folder)), text }));
  const folders = new Set(files.map(({ file }) => dirname(file)));
  await Promise.all([...folders].map((path) => mkdir(path, { recursive: true })));
  await Promise.all(files.map(({ file, text }) => writeFile(file, text)));
  return files.length;
}

/** By a process of its own: Vite and React go by NODE_ENV, which a test runner sets. */
async function buildPages(folder: URL): Promise<void> {
  const options = ["--outDir", fileURLToPath(folder), "--emptyOutDir", "--logLevel", "warn"];
  const vite = spawn(process.execPath, [VITE, "build", "gallery", ...options], {
    cwd: fileURLToPath(ROOT),
    env: { ...process.env, NODE_ENV: "production" },
    stdio: ["ignore", "inherit", "inherit"],
  });
  const [code] = await once(vite, "exit");
  if (code !== 0) throw new Error(`Expected vite build to succeed, got exit code ${code}`);
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
