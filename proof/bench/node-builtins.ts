/**
 * Lets packages that name Node's modules without `node:`, or `require` them, run on Deno and workerd, which only
 * take `import ... from "node:..."`. As Cloudflare's wrangler does it, and better than the platform promises.
 *
 * @see https://github.com/cloudflare/workers-sdk/blob/main/packages/wrangler/src/deployment-bundle/esbuild-plugins/hybrid-nodejs-compat.ts
 * @module
 */
import { builtinModules } from "node:module";
import type { Plugin } from "esbuild";

const NAMES = builtinModules.filter((name) => !name.startsWith("_"));
const BUILTIN = new RegExp(`^(node:)?(${NAMES.join("|")})$`);
const REQUIRED = "required-node-builtin";
const ASKED = Symbol("asked");

export const nodeBuiltins: Plugin = {
  name: "node-builtins",
  setup(build) {
    build.onResolve(
      { filter: BUILTIN },
      async ({ path, kind, resolveDir, pluginData }) => {
        if (pluginData === ASKED) return undefined;
        if (!path.startsWith("node:")) {
          // A package of that name, or what a package maps it to, comes first.
          const found = await build.resolve(path, { kind, resolveDir, pluginData: ASKED });
          if (found.errors.length === 0) return undefined;
        }
        const name = path.replace("node:", "");
        return kind === "require-call"
          ? { path: name, namespace: REQUIRED }
          : { path: `node:${name}`, external: true };
      },
    );
    build.onLoad({ filter: /.*/, namespace: REQUIRED }, ({ path }) => ({
      contents: `import builtin from "node:${path}"; module.exports = builtin;`,
    }));
  },
};
