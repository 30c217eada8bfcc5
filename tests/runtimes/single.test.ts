/**
 * The single files answer as the functions do that they are made of, on both runtimes.
 *
 * @module
 */
import { build } from "esbuild";
import { npmSpecifiers, PLATFORM_OPTIONS } from "../../sandbox/bundle.ts";
import { createDenoRuntime } from "../../sandbox/runtimes/deno.ts";
import { createWorkerdRuntime } from "../../sandbox/runtimes/workerd.ts";
import { singleFile } from "../../scripts/single.ts";
import { describeRuntime, isQuick, type RuntimeSuite } from "./suite.ts";

const bundles = new Map<string, Promise<string>>();

const SINGLE: RuntimeSuite = {
  async bundle(names) {
    return new Map(await Promise.all(names.map(async (name) => [name, await bundleOnce(name)] as const)));
  },
  /** That it loads and goes the whole way is what a single file has to prove. */
  examples: ({ examples }) => examples.filter(isQuick).slice(0, 1),
};

/** Both runtimes get the same bundles. */
function bundleOnce(name: string): Promise<string> {
  const bundle = bundles.get(name) ?? singleFile(name, "0.0.0").then(({ text }) => bundleText(text));
  bundles.set(name, bundle);
  return bundle;
}

async function bundleText(contents: string): Promise<string> {
  const { outputFiles } = await build({
    ...PLATFORM_OPTIONS,
    plugins: [npmSpecifiers],
    stdin: { contents, loader: "ts", resolveDir: "." },
    write: false,
  });
  return outputFiles[0]?.text ?? "";
}

describeRuntime("single files on workerd", createWorkerdRuntime, SINGLE);
describeRuntime("single files on Deno", createDenoRuntime, SINGLE);
