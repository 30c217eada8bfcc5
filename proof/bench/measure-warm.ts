/**
 * Warm functions: calls per second, and what a call costs the runtime.
 *
 * @module
 */
import { callCandidate, type Candidate } from "./candidates.ts";
import type { Host } from "./hosts/host.ts";
import { readProcessorTime } from "./processor-time.ts";

export interface Warm {
  callsPerSecond: number;
  /** Milliseconds of processor time in the runtime's process; not a number where the system does not tell. */
  processorTime: number;
}

/** Keeps `concurrency` calls under way for some time. */
export async function measureWarm(
  host: Host,
  candidate: Candidate,
  concurrency: number,
  seconds: number,
): Promise<Warm> {
  const before = await readProcessorTime(host.pid);
  const started = performance.now();
  const end = started + seconds * 1_000;
  let calls = 0;
  const keepCalling = async () => {
    while (performance.now() < end) {
      await callCandidate(host, candidate);
      calls++;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, keepCalling));
  const elapsed = performance.now() - started;
  const after = await readProcessorTime(host.pid);
  return { callsPerSecond: calls * 1_000 / elapsed, processorTime: (after - before) / calls };
}
