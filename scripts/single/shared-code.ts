/**
 * What an entry uses of `shared/`, as one function that hands out the names that the entry imports. A function
 * declaration may stand below its use, so the entry comes first.
 *
 * @module
 */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";

const ROOT = new URL("../../", import.meta.url);

export interface SharedCode {
  names: string[];
  packages: { binding: string; specifier: string }[];
  text: string;
}

/** The one zod stands for the file that hands it on. */
const packagesOutside: Plugin = {
  name: "packages-outside",
  setup(build) {
    build.onResolve({ filter: /^npm:/ }, ({ path }) => ({ path, external: true }));
    build.onResolve({ filter: /\/zod\.ts$/ }, async ({ path, kind, resolveDir, importer, pluginData }) => {
      if (pluginData === "zod" || kind !== "import-statement") return undefined;
      const { path: file } = await build.resolve(path, { kind, resolveDir, importer, pluginData: "zod" });
      return { path: await pinOf(file), external: true };
    });
  },
};

async function pinOf(file: string): Promise<string> {
  const [, specifier] = /from "(npm:zod@[^"]+)"/.exec(await readFile(file, "utf8")) ?? [];
  if (!specifier) throw new Error(`Expected ${file} to name zod's version`);
  return specifier;
}

const PACKAGE_IMPORT = /^import (\* as \w+|\{[^}]*\}) from "(npm:[^"]+)";\n/gm;
const EXPORTS = /^export \{\n([^}]*)\};\n?$/m;
/** In a single file the call stands at the end, where Base44's validator looks for it. */
const OWN_SERVE = /^ *if \(!host\.CONNECTOR_FUNCTIONS_IMPORT_ONLY\) host\.Deno\?\.serve\?\.\(handler\);\n/m;

export async function bundleShared(
  name: string,
  imports: ReadonlyMap<string, readonly string[]>,
): Promise<SharedCode> {
  const lines = [...imports].map(([file, names]) => `export { ${names.join(", ")} } from "${file}";`);
  const { outputFiles } = await build({
    stdin: {
      contents: lines.join("\n"),
      resolveDir: fileURLToPath(new URL(`functions/${name}/`, ROOT)),
      loader: "ts",
    },
    absWorkingDir: fileURLToPath(ROOT),
    bundle: true,
    write: false,
    format: "esm",
    platform: "browser",
    target: "esnext",
    charset: "utf8",
    treeShaking: true,
    plugins: [packagesOutside],
    logLevel: "silent",
  });
  const zod = await pinOf(fileURLToPath(new URL("shared/runtime/zod.ts", ROOT)));
  return asFunction(outputFiles[0]?.text ?? "", zod);
}

/** Every entry uses zod, whether or not its shared code does. */
function asFunction(bundle: string, zod: string): SharedCode {
  const packages = new Map([[zod, { binding: "* as z", specifier: zod }]]);
  const aliases: string[] = [];
  const exported = EXPORTS.exec(bundle)?.[1] ?? "";
  const names = exported.split(",").map((entry) => entry.trim()).filter(Boolean);
  if (!OWN_SERVE.test(bundle)) {
    throw new Error("Expected shared/runtime/define.ts to serve the handler in one line");
  }

  const code = bundle
    .replace(PACKAGE_IMPORT, (_, binding: string, specifier: string) => {
      const local = /^\* as (\w+)$/.exec(binding)?.[1];
      if (local === undefined) packages.set(binding, { binding, specifier });
      else {
        packages.set(specifier, { binding: "* as z", specifier });
        if (local !== "z") aliases.push(`const ${local} = z;`);
      }
      return "";
    })
    .replace(EXPORTS, "")
    .replace(OWN_SERVE, "")
    .trim();
  const handedOut = names.map((entry) => entry.replace(/^(\w+) as (\w+)$/, "$2: $1"));
  const body = [...aliases, code, `return { ${handedOut.join(", ")} };`].join("\n");
  return {
    names: names.map((entry) => entry.replace(/^\w+ as (\w+)$/, "$1")),
    packages: [...packages.values()].sort((a, b) => a.specifier.localeCompare(b.specifier)),
    text: `function shared() {\n${body}\n}`,
  };
}
