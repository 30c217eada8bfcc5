/**
 * The bundles of the variants, made the way the platform bundles.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { PLATFORM_OPTIONS } from "../../sandbox/bundle.ts";
import { nodeBuiltins } from "./node-builtins.ts";
import { SDK_MODULES } from "./sdks.ts";

export const VARIANTS = ["ours", "handwritten", "official"] as const;
export type Variant = typeof VARIANTS[number];

const SOURCES: Record<Variant, (job: string) => URL> = {
  ours: (job) => new URL(`../../functions/${job}/entry.ts`, import.meta.url),
  handwritten: (job) => new URL(`handwritten/${job}.ts`, import.meta.url),
  official: (job) => new URL(`official/${job}.ts`, import.meta.url),
};

export interface Bundle {
  text: string;
  /** How many bytes each source file takes in it, by path. */
  sources: ReadonlyMap<string, number>;
}

/** The single file of one variant of a job. */
export function bundleVariant(variant: Variant, job: string, minify = false): Promise<Bundle> {
  return bundleFile(SOURCES[variant](job), minify);
}

export async function bundleFile(source: URL, minify = false): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    ...PLATFORM_OPTIONS,
    plugins: [...PLATFORM_OPTIONS.plugins, nodeBuiltins],
    nodePaths: [SDK_MODULES],
    entryPoints: [fileURLToPath(source)],
    metafile: true,
    minify,
  });
  const [inputs = {}] = Object.values(metafile.outputs).map(({ inputs }) => inputs);
  return {
    text: outputFiles[0]?.text ?? "",
    sources: new Map(Object.entries(inputs).map(([path, { bytesInOutput }]) => [path, bytesInOutput])),
  };
}
