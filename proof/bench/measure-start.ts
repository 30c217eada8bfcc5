/**
 * From nothing to the first answer: a fresh isolate in workerd, a fresh process of Deno.
 *
 * @module
 */
import { type Bench, withHost } from "./bench.ts";
import { callCandidate, type Candidate } from "./candidates.ts";
import { readProcessorTime } from "./processor-time.ts";

/** What each round measured, by bundle. */
export type Rounds = Map<string, number[]>;

export interface Starts {
  /** Milliseconds. */
  times: Rounds;
  /** Milliseconds of processor time in the runtime's process. */
  processorTimes: Rounds;
}

/** Whether a candidate takes part in a round. */
type TakesPart = (candidate: Candidate, round: number) => boolean;

/**
 * Every candidate by turns, round after round, so that what disturbs the machine disturbs all alike. Each round
 * has a workerd of its own, since isolates stay in its memory.
 */
export async function measureWorkerdStart(
  bench: Bench,
  candidates: readonly Candidate[],
  rounds: number,
  takesPart: TakesPart,
): Promise<Starts> {
  const starts: Starts = { times: new Map(), processorTimes: new Map() };
  const bundles = candidates.map(({ bundle }) => bundle);
  for (let round = 0; round < rounds; round++) {
    const turns = inTurn(candidates, round, takesPart);
    await withHost(bench.startWorkerd(bundles), async (host) => {
      for (const isolate of WARM_UP) if (turns[0]) await callCandidate(host, turns[0], isolate);
      for (const candidate of turns) {
        const used = await readProcessorTime(host.pid);
        const started = performance.now();
        await callCandidate(host, candidate);
        note(starts.times, candidate, performance.now() - started);
        note(starts.processorTimes, candidate, await readProcessorTime(host.pid) - used);
      }
    });
  }
  return starts;
}

/** Isolates before the first that counts. */
const WARM_UP = ["first", "second", "third"];

export async function measureDenoStart(
  bench: Bench,
  candidates: readonly Candidate[],
  rounds: number,
  takesPart: TakesPart,
): Promise<Starts> {
  const starts: Starts = { times: new Map(), processorTimes: new Map() };
  for (let round = 0; round < rounds; round++) {
    for (const candidate of inTurn(candidates, round, takesPart)) {
      const started = performance.now();
      await withHost(bench.startDeno(candidate.bundle), async (host) => {
        await callCandidate(host, candidate);
        note(starts.times, candidate, performance.now() - started);
        note(starts.processorTimes, candidate, await readProcessorTime(host.pid));
      });
    }
  }
  return starts;
}

/** The candidates of a group stay together; which of them comes first changes from round to round. */
function inTurn(candidates: readonly Candidate[], round: number, takesPart: TakesPart): Candidate[] {
  const groups = [...new Set(candidates.map(({ group }) => group))];
  return groups.flatMap((name) => {
    const members = candidates.filter((one) => one.group === name && takesPart(one, round));
    if (members.length === 0) return [];
    const first = (round + Math.floor(round / members.length)) % members.length;
    return [...members.slice(first), ...members.slice(0, first)];
  });
}

function note(rounds: Rounds, { bundle }: Candidate, value: number): void {
  rounds.set(bundle, [...rounds.get(bundle) ?? [], value]);
}
