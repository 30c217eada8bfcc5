/**
 * A part of a section in a process of its own: `job.ts <...args> <file>` writes what it found as JSON.
 *
 * @module
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Rejects where the script ends with a failure. */
export async function runJob<T>(script: URL, ...args: string[]): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "proof-"));
  try {
    const file = join(folder, "found.json");
    const child = spawn(process.execPath, [...process.execArgv, fileURLToPath(script), ...args, file], {
      stdio: ["ignore", "inherit", "inherit"],
    });
    const [code] = await once(child, "exit");
    if (code !== 0) throw new Error(`${args.join(" ")} ended with ${code}`);
    return JSON.parse(await readFile(file, "utf8"));
  } finally {
    await rm(folder, { recursive: true });
  }
}
