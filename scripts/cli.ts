/**
 * Bundles the command that runs in apps into one file for plain Node.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const ROOT = new URL("../", import.meta.url);

/** The text of `connector-functions.mjs`. */
export async function bundleCommand(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL("cli/main.ts", ROOT))],
    absWorkingDir: fileURLToPath(ROOT),
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    target: "node20",
    // jsonc-parser's other build cannot be bundled.
    mainFields: ["module", "main"],
    banner: { js: "#!/usr/bin/env node" },
    legalComments: "none",
    charset: "utf8",
  });
  return outputFiles.map(({ text }) => text).join("");
}
