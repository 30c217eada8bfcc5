/**
 * The folder that the hosts run from: every bundle, and the code around them.
 *
 * @module
 */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { COMPATIBILITY } from "./hosts/workerd.ts";

const HOST_CODE = ["deno-main", "workerd-loader", "workerd-main"];

export interface Folder {
  path: string;
  remove(): Promise<void>;
}

export async function fillFolder(bundles: readonly { bundle: string; text: string }[]): Promise<Folder> {
  const path = await mkdtemp(join(tmpdir(), "bench-"));
  await build({
    entryPoints: HOST_CODE.map((name) => ({
      in: fileURLToPath(new URL(`hosts/${name}.ts`, import.meta.url)),
      out: name,
    })),
    outdir: path,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    format: "esm",
    target: "esnext",
    define: { COMPATIBILITY: JSON.stringify(COMPATIBILITY) },
  });
  await Promise.all(bundles.map(({ bundle, text }) => writeFile(join(path, `${bundle}.mjs`), text)));
  return { path, remove: () => rm(path, { recursive: true }) };
}
