/**
 * Functions in Deno, which Base44 runs its older apps on: all of them in one process, without access to
 * anything but the bundles and the way out.
 *
 * @module
 */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath, pathToFileURL } from "node:url";
import { openEgress } from "./egress.ts";
import { invoke, perFunction, type Runtime, type RuntimeOptions } from "./runtime.ts";

const DENO = createRequire(import.meta.url).resolve("deno/bin.cjs");
const ENTRY = fileURLToPath(new URL("deno-entry.ts", import.meta.url));

export async function createDenoRuntime({ bundle, outbound, log }: RuntimeOptions): Promise<Runtime> {
  const egress = await openEgress(outbound);
  const folder = await mkdtemp(join(tmpdir(), "connector-functions-"));
  const deno = startDeno(folder, egress.address);
  const port = await readPort(deno, log);
  const write = perFunction(async (name) => writeFile(join(folder, `${name}.mjs`), await bundle(name)));
  return {
    async call(name, request, options = {}) {
      await write(name);
      return await invoke(`http://127.0.0.1:${port}/`, name, request, options);
    },
    async dispose() {
      const ended = once(deno, "close");
      deno.stdin.end();
      await ended;
      egress.close();
      await rm(folder, { recursive: true });
    },
  };
}

function startDeno(folder: string, egress: string): ChildProcessWithoutNullStreams {
  const flags = [
    ...["--quiet", "--no-prompt", "--no-config", "--no-lock", "--no-remote", "--no-npm"],
    ...["--allow-env", `--allow-net=${egress},127.0.0.1:0`, `--allow-read=${folder}`],
  ];
  return spawn(process.execPath, [DENO, "run", ...flags, ENTRY, pathToFileURL(folder).href, egress], {
    env: { DENO_DIR: join(folder, "cache"), NO_COLOR: "1", ...v8Flags() },
  });
}

/** For measurements, as Miniflare takes `MINIFLARE_WORKERD_V8_FLAGS`. */
function v8Flags(): Record<string, string> {
  const { DENO_V8_FLAGS } = process.env;
  return DENO_V8_FLAGS ? { DENO_V8_FLAGS } : {};
}

/** The first line that Deno prints is the port; all later ones are the functions'. */
function readPort(deno: ChildProcessWithoutNullStreams, log: (line: string) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    const lines = createInterface(deno.stdout);
    lines.once("line", (port) => {
      lines.on("line", log);
      resolve(port);
    });
    createInterface(deno.stderr).on("line", log);
    deno.once("error", reject);
    deno.once("close", (code) => reject(new Error(`Deno ended before it listened: exit code ${code}`)));
  });
}
