/**
 * Bundles functions the way Base44 does: one ES module each, for a worker, with `npm:` packages inside.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { build, type BuildOptions, type Plugin } from "esbuild";

const ROOT = new URL("../", import.meta.url);
export const FUNCTIONS = new URL("functions/", ROOT);

const NPM_SPECIFIER = /^npm:((?:@[^/@]+\/)?[^/@]+)(?:@[^/]+)?(\/.*)?$/;

export const npmSpecifiers: Plugin = {
  name: "npm-specifiers",
  setup(build) {
    build.onResolve(
      { filter: /^npm:/ },
      ({ path, kind }) =>
        build.resolve(path.replace(NPM_SPECIFIER, "$1$2"), { kind, resolveDir: fileURLToPath(ROOT) }),
    );
  },
};

/** What the platform bundles with. */
export const PLATFORM_OPTIONS = {
  bundle: true,
  write: false,
  format: "esm",
  platform: "browser",
  conditions: ["workerd", "worker", "browser"],
  target: "esnext",
  external: ["node:*", "cloudflare:*"],
  plugins: [npmSpecifiers],
  absWorkingDir: fileURLToPath(ROOT),
  outdir: "bundles",
  logLevel: "silent",
} satisfies BuildOptions;

/** The single file of one function. Rejects with esbuild's messages where the entry does not build. */
export async function bundleFunction(name: string, functions: URL = FUNCTIONS): Promise<string> {
  const bundles = await bundleFunctions([name], functions);
  return bundles.get(name) ?? "";
}

/** The single files of many functions, by name: much faster than one after the other. */
export async function bundleFunctions(
  names: readonly string[],
  functions: URL = FUNCTIONS,
): Promise<Map<string, string>> {
  const entryPoints = names.map((name) => ({
    in: fileURLToPath(new URL(`${name}/entry.ts`, functions)),
    out: name,
  }));
  const { outputFiles } = await build({ ...PLATFORM_OPTIONS, entryPoints });
  // esbuild lists the output in the order of the entry points.
  return new Map(names.map((name, index) => [name, outputFiles[index]?.text ?? ""]));
}
