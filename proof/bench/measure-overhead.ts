/**
 * What our runtime adds to a bare `fetch` in the same isolate. Clocks inside workerd may only advance with I/O
 * (https://developers.cloudflare.com/workers/runtime-apis/performance/), so batches of calls are timed from
 * outside, by turns.
 *
 * @module
 */
import type { Host } from "./hosts/host.ts";
import type { Job } from "./jobs.ts";
import { median } from "./statistics.ts";

export const BATCHES = 60;
export const CALLS_PER_BATCH = 25;
const WARM_UP = 4;

export interface Overhead {
  /** Milliseconds of a call: the median of the batches. */
  ours: number;
  bare: number;
  /** The median of the differences between batches that were run one right after the other. */
  difference: number;
}

/** `host` runs overhead/entry.ts as the bundle `overhead`. */
export async function measureOverhead(host: Host, job: Job): Promise<Overhead> {
  const run = (path: string) => timeBatch(host, path, job);
  for (let batch = 0; batch < WARM_UP; batch++) {
    await run("/ours");
    await run("/bare");
  }
  const ours: number[] = [];
  const bare: number[] = [];
  for (let batch = 0; batch < BATCHES; batch++) {
    const oursFirst = batch % 2 === 0;
    if (oursFirst) ours.push(await run("/ours"));
    bare.push(await run("/bare"));
    if (!oursFirst) ours.push(await run("/ours"));
  }
  const differences = ours.map((time, batch) => time - (bare[batch] ?? Number.NaN));
  return { ours: median(ours), bare: median(bare), difference: median(differences) };
}

/** Milliseconds per call. */
async function timeBatch(host: Host, path: string, { input, result }: Job): Promise<number> {
  const started = performance.now();
  const reply = await host.call({
    bundle: "overhead",
    isolate: "overhead",
    path,
    input: { calls: CALLS_PER_BATCH, input },
  });
  const elapsed = performance.now() - started;
  if (reply.status !== 200 || !reply.text.includes(result)) {
    throw new Error(`${path} answered ${reply.status}: ${reply.text.slice(0, 300)}`);
  }
  return elapsed / CALLS_PER_BATCH;
}
