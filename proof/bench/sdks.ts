/**
 * The official SDKs, which only the benchmark needs. They are installed beside the repository's own packages
 * when they are missing.
 *
 * @module
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const FOLDER = new URL("../../.cache/bench/", import.meta.url);

/** Where bundles find the SDKs. */
export const SDK_MODULES = fileURLToPath(new URL("node_modules", FOLDER));

export const SDKS: Readonly<Record<string, string>> = {
  "@googleapis/gmail": "22.0.1",
  "@hubspot/api-client": "14.0.1",
  "@linear/sdk": "98.0.0",
  "@notionhq/client": "5.26.0",
  "@octokit/rest": "22.0.1",
  "@slack/web-api": "8.2.0",
  "jsforce": "3.10.26",
};

export async function installSdks(): Promise<void> {
  const installed = await Promise.all(Object.entries(SDKS).map(isInstalled));
  if (installed.every(Boolean)) return;
  console.log("Installing the official SDKs (npm install) ...");
  await mkdir(FOLDER, { recursive: true });
  await writeFile(
    new URL("package.json", FOLDER),
    JSON.stringify({ private: true, dependencies: SDKS }, null, 2),
  );
  const isWindows = process.platform === "win32";
  const npm = spawn(isWindows ? "npm.cmd" : "npm", [
    ...["install", "--no-save", "--no-package-lock", "--no-fund", "--no-audit", "--ignore-scripts"],
    "--loglevel=error",
  ], { cwd: fileURLToPath(FOLDER), stdio: ["ignore", "inherit", "inherit"], shell: isWindows });
  const [code] = await once(npm, "exit");
  if (code !== 0) {
    throw new Error("npm install failed, see above: it needs the npm registry, so check the network");
  }
}

async function isInstalled([name, version]: [string, string]): Promise<boolean> {
  const file = new URL(`node_modules/${name}/package.json`, FOLDER);
  const text = await readFile(file, "utf8").catch(() => "{}");
  return JSON.parse(text).version === version;
}
