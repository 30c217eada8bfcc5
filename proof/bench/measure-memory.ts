/**
 * Resident memory of a runtime that holds one function, after warm calls.
 *
 * @module
 */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { callCandidate, type Candidate } from "./candidates.ts";
import type { Host } from "./hosts/host.ts";

export const CALLS = 200;
const CONCURRENCY = 4;

/** Bytes. */
export async function measureMemory(host: Host, candidate: Candidate): Promise<number> {
  await callCandidate(host, candidate);
  for (let done = 0; done < CALLS; done += CONCURRENCY) {
    await Promise.all(Array.from({ length: CONCURRENCY }, () => callCandidate(host, candidate)));
  }
  const { stdout } = await promisify(execFile)("ps", ["-o", "rss=", "-p", String(host.pid)]);
  return Number(stdout) * 1_024;
}
