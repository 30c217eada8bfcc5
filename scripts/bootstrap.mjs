/**
 * Runs a TypeScript script of this repository: `node scripts/bootstrap.mjs <script.ts> [...args]`.
 * Installs the dependencies first where they are missing or older than the lockfile, so that
 * `npm start` and `npm test` need nothing else on a fresh clone.
 */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, statSync, utimesSync } from "node:fs";
import { fileURLToPath } from "node:url";

const MINIMUM_NODE = [20, 19];
const root = fileURLToPath(new URL("..", import.meta.url));

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < MINIMUM_NODE[0] || (major === MINIMUM_NODE[0] && minor < MINIMUM_NODE[1])) {
  fail(`This needs Node.js ${MINIMUM_NODE.join(".")} or newer: this is ${process.versions.node}`);
}

const installed = `${root}node_modules/.package-lock.json`;
if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(`${root}package-lock.json`).mtimeMs) {
  console.log("Installing dependencies (npm install) ...");
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  // `npm ci` wants an entry in the lockfile for every platform's optional packages, and some registries lack some.
  const install = spawnSync(npm, ["install", "--no-save", "--loglevel=error"], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    shell: process.platform === "win32",
  });
  if (install.status !== 0) {
    fail("npm install failed, see above: it needs the npm registry, so check the network and any proxy");
  }
  utimesSync(installed, new Date(), new Date());
}

const [script, ...args] = process.argv.slice(2);
const child = spawn(
  process.execPath,
  [
    "--disable-warning=ExperimentalWarning",
    "--import=tsx",
    "--import=./scripts/npm-specifiers.mjs",
    script,
    ...args,
  ],
  { cwd: root, stdio: "inherit" },
);
// A terminal's Ctrl-C reaches the child by itself; a signal to this process alone does not.
process.on("SIGTERM", () => child.kill("SIGTERM"));
process.on("SIGINT", () => {});
child.on("exit", (code, signal) => {
  process.exitCode = signal ? 1 : code ?? 1;
});

function fail(message) {
  console.error(message);
  process.exit(1);
}
