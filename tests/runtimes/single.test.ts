/**
 * The single files answer as the functions do that they are made of, on both runtimes.
 *
 * @module
 */
import { build, type Plugin } from "esbuild";
import { PLATFORM_OPTIONS } from "../../sandbox/bundle.ts";
import { createDenoRuntime } from "../../sandbox/runtimes/deno.ts";
import { createWorkerdRuntime } from "../../sandbox/runtimes/workerd.ts";
import { singleFile } from "../../scripts/single.ts";
import { describeRuntime, isQuick, type RuntimeSuite } from "./suite.ts";

const bundles = new Map<string, Promise<Map<string, string>>>();

const SINGLE: RuntimeSuite = {
  /** Both runtimes get the same bundles. */
  bundle(names) {
    const group = names.join();
    const made = bundles.get(group) ?? bundleSingleFiles(names);
    bundles.set(group, made);
    return made;
  },
  /** That it loads and goes the whole way is what a single file has to prove. */
  examples: ({ examples }) => examples.filter(isQuick).slice(0, 1),
};

/** Many at once, which is much faster than one after the other. */
async function bundleSingleFiles(names: readonly string[]): Promise<Map<string, string>> {
  const texts = new Map(
    await Promise.all(names.map(async (name) => [name, (await singleFile(name, "0.0.0")).text] as const)),
  );
  const singleFiles: Plugin = {
    name: "single-files",
    setup(build) {
      build.onResolve({ filter: /^single:/ }, ({ path }) => ({ path: path.slice(7), namespace: "single" }));
      build.onLoad(
        { filter: /.*/, namespace: "single" },
        ({ path }) => ({ contents: texts.get(path) ?? "", loader: "ts", resolveDir: process.cwd() }),
      );
    },
  };
  const { outputFiles } = await build({
    ...PLATFORM_OPTIONS,
    plugins: [...PLATFORM_OPTIONS.plugins, singleFiles],
    entryPoints: names.map((name) => ({ in: `single:${name}`, out: name })),
  });
  return new Map(names.map((name, index) => [name, outputFiles[index]?.text ?? ""]));
}

describeRuntime("single files on workerd", createWorkerdRuntime, SINGLE);
describeRuntime("single files on Deno", createDenoRuntime, SINGLE);
