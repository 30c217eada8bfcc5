/**
 * How long a warm call takes where Base44 and the provider take their time.
 *
 * @module
 */
import { setTimeout as wait } from "node:timers/promises";
import { callCandidate, type Candidate } from "./candidates.ts";
import type { Host } from "./hosts/host.ts";
import type { Rounds } from "./measure-start.ts";
import type { Upstream } from "./upstream.ts";

/** Milliseconds before an answer. */
export const DELAY = { base44: 40, provider: 80 } as const;

/** Between the first calls of the jobs, so that they do not get into each other's way. */
const STAGGER = 20;

/** The candidates of one job take turns; the jobs, which mostly wait, go on side by side. */
export async function measureLatency(
  jobs: readonly Target[][],
  upstream: Upstream,
  rounds: number,
): Promise<Rounds> {
  const times: Rounds = new Map();
  for (const { host, candidate } of jobs.flat()) {
    await callCandidate(host, candidate);
  }
  Object.assign(upstream.delay, DELAY);
  try {
    await Promise.all(jobs.map(async (targets, index) => {
      await wait(index * STAGGER);
      for (let round = 0; round < rounds; round++) {
        for (let turn = 0; turn < targets.length; turn++) {
          const target = targets[(round + turn) % targets.length];
          if (target) await time(times, target);
        }
      }
    }));
  } finally {
    Object.assign(upstream.delay, { base44: 0, provider: 0 });
  }
  return times;
}

export interface Target {
  host: Host;
  candidate: Candidate;
}

async function time(times: Rounds, { host, candidate }: Target): Promise<void> {
  const started = performance.now();
  await callCandidate(host, candidate);
  const taken = times.get(candidate.bundle) ?? [];
  times.set(candidate.bundle, [...taken, performance.now() - started]);
}
