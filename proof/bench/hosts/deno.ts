/**
 * A bundle in a Deno process of its own.
 *
 * @module
 */
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { createCaller, type Host, track } from "./host.ts";

/** The program itself: `deno/bin.cjs` would start a Node process before it. */
const DENO: string = createRequire(import.meta.url)("deno/install_api.cjs").runInstall();

const FLAGS = [
  ...["--quiet", "--no-prompt", "--no-config", "--no-lock", "--no-remote", "--no-npm"],
  // So that every start is the first one.
  "--no-code-cache",
  "--allow-all",
];

export async function startDeno(folder: string, bundle: string, upstream: string): Promise<Host> {
  const file = pathToFileURL(join(folder, `${bundle}.mjs`)).href;
  const child = spawn(DENO, ["run", ...FLAGS, join(folder, "deno-main.mjs"), file, upstream], {
    env: { DENO_DIR: join(folder, "deno"), NO_COLOR: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const stop = track(child);
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => errors = (errors + text).slice(0, 2_000));
  const port = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).once("line", (line) => resolve(line.slice("port ".length)));
    child.once("error", reject);
    child.once("exit", () => reject(new Error(errors || "Deno ended before it listened")));
  });
  // What functions log is taken from the pipe and not looked at.
  child.stdout.removeAllListeners("data").resume();
  const caller = createCaller(`127.0.0.1:${port}`, upstream);
  return {
    pid: child.pid ?? 0,
    call: caller.call,
    async close() {
      caller.close();
      await stop();
    },
  };
}
