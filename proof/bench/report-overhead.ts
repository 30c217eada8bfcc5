/**
 * What our runtime adds to a bare `fetch`.
 *
 * @module
 */
import type { Aim, Part } from "../part.ts";
import { type Bench, OVERHEAD, withHost } from "./bench.ts";
import { milliseconds } from "./figures.ts";
import { BATCHES, CALLS_PER_BATCH, measureOverhead, type Overhead } from "./measure-overhead.ts";

const JOB = "slackbot-post";
/** Milliseconds. */
const LIMIT = 1;

export async function reportOverhead(bench: Bench): Promise<Partial<Part>> {
  const job = bench.jobs.find(({ name }) => name === JOB);
  if (!job) throw new Error(`There is no job ${JOB}`);
  const starts = [
    ["workerd", () => bench.startWorkerd([OVERHEAD])],
    ["Deno", () => bench.startDeno(OVERHEAD)],
  ] as const;
  const measured: [string, Overhead][] = [];
  for (const [runtime, start] of starts) {
    measured.push([runtime, await withHost(start(), (host) => measureOverhead(host, job))]);
  }
  return {
    notes: [
      "Overhead: our handler, with a Base44 that answers at once, and a bare `fetch` with `JSON.parse`, in " +
      "one bundle and one isolate, asking the same local provider. Clocks inside workerd may only advance " +
      `with I/O, so the isolate makes ${CALLS_PER_BATCH} calls in a row per batch, and batches are timed ` +
      "from outside: " +
      `${BATCHES} of each by turns, ${
        BATCHES * CALLS_PER_BATCH
      } calls of each. The difference is the median of ` +
      "the differences of neighbouring batches.",
    ],
    tables: [{
      title: `Overhead over a bare \`fetch\`, per call of ${JOB}`,
      head: ["Runtime", "ours", "bare `fetch`", "difference"],
      rows: measured.map(([runtime, { ours, bare, difference }]) => [
        runtime,
        ...[ours, bare, difference].map((value) => milliseconds(value, 3)),
      ]),
    }],
    aims: measured.map(([runtime, { difference }]): Aim => ({
      what: `Overhead of our runtime on ${runtime}`,
      aim: `at most ${milliseconds(LIMIT)} median`,
      measured: milliseconds(difference, 3),
      met: difference <= LIMIT,
    })),
  };
}
