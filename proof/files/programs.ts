/**
 * Other programs that upload the same bytes to the same server.
 *
 * @module
 */
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, open, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Source, StandIn } from "../../tests/memory/harness.ts";

const run = promisify(execFile);
const DENO = createRequire(import.meta.url).resolve("deno/bin.cjs");
const BARE = fileURLToPath(new URL("bare.ts", import.meta.url));
const TIMEOUT = 60_000;
const CURL = ["--silent", "--show-error", "--fail", "--max-time", String(TIMEOUT / 1_000)];

/** Seconds that `curl` takes to upload a file of zeros that takes no place on the disk. */
export async function curlPlain(standIn: StandIn, name: string, bytes: number): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "proof-files-"));
  try {
    const path = join(folder, "zeros");
    const file = await open(path, "w");
    await file.truncate(bytes);
    await file.close();
    const started = performance.now();
    await run("curl", [...CURL, "--upload-file", path, `${standIn.plainAddress(name)}?zeros`]);
    return (performance.now() - started) / 1_000;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The same for one `curl` that downloads into a second that uploads. */
export async function curlPipe(standIn: StandIn, source: Source): Promise<number> {
  const started = performance.now();
  const download = spawn("curl", [...CURL, standIn.fileAddress(source)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const target = standIn.plainAddress(source.name);
  const upload = spawn("curl", [...CURL, "--upload-file", "-", target], {
    stdio: [download.stdout, "ignore", "inherit"],
  });
  const codes = await Promise.all([download, upload].map(async (child) => (await once(child, "exit"))[0]));
  if (codes.some((code) => code !== 0)) throw new Error(`Expected curl to upload, it ended with ${codes}`);
  return (performance.now() - started) / 1_000;
}

/** The same for Deno's `fetch` alone. */
export async function bareDeno(standIn: StandIn, source: Source): Promise<number> {
  const args = [standIn.fileAddress(source), standIn.plainAddress(source.name), String(source.bytes)];
  const { stdout } = await run(process.execPath, [DENO, "run", "--quiet", "-A", BARE, ...args], {
    env: { ...process.env, NO_COLOR: "1" },
    timeout: TIMEOUT,
  });
  return Number(stdout);
}
