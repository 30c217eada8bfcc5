/**
 * Runs the shadcn CLI and the Base44 CLI as a builder without a terminal does, with nothing of this machine's own
 * settings.
 *
 * @module
 */
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

export const APP_ID = "6712f0a1b2c3d4e5f6a7b8c9";

const ROOT = new URL("../../", import.meta.url);
const SHADCN = createRequire(import.meta.url).resolve("shadcn");
const BASE44 = fileURLToPath(new URL("node_modules/base44/bin/run.js", ROOT));
const LONGEST_MS = 30_000;

export interface Ended {
  code: number | null;
  output: string;
}

export interface AddOptions {
  cwd: URL;
  /** Where the command runs; relative paths of a local registry start there. @default cwd */
  from?: URL;
  /** What stands in for ui.shadcn.com. */
  shadcnSite: string;
  /** What is piped in. @default nothing */
  input?: string;
  flags?: readonly string[];
}

export function addItems(
  addresses: readonly string[],
  { cwd, from = cwd, shadcnSite, input = "", flags = ["-y"] }: AddOptions,
): Promise<Ended> {
  const args = [SHADCN, "add", ...addresses, ...flags, "--cwd", fileURLToPath(cwd)];
  return run(args, from, { REGISTRY_URL: shadcnSite }, input);
}

export function deployFunctions(names: readonly string[], app: URL, address: string): Promise<Ended> {
  return run([BASE44, "functions", "deploy", ...names], app, {
    BASE44_API_URL: address,
    BASE44_API_KEY: "b44k_key-of-the-stand-in",
    BASE44_DISABLE_TELEMETRY: "1",
    // Otherwise it asks npm for its newest version.
    BASE44_CLI_TEST_OVERRIDES: JSON.stringify({ latestVersion: null }),
  });
}

function run(
  args: readonly string[],
  cwd: URL,
  env: Readonly<Record<string, string>>,
  input = "",
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: fileURLToPath(cwd),
      env: { PATH: process.env.PATH, HOME: fileURLToPath(cwd), NO_COLOR: "1", ...env },
      timeout: LONGEST_MS,
      killSignal: "SIGKILL",
    });
    let output = "";
    child.stdout.on("data", (text) => output += text);
    child.stderr.on("data", (text) => output += text);
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, output }));
    // It may end before it has read what is piped in.
    child.stdin.on("error", () => {});
    child.stdin.end(input);
  });
}
