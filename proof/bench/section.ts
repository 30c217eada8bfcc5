/**
 * Speed and size: our functions, what builders write by hand, and the official SDKs, side by side in one run.
 *
 * `BENCH_ONLY=size,start` measures only these: size, start, warm, latency, memory, overhead.
 *
 * @module
 */
import type { Part } from "../part.ts";
import { type Bench, openBench } from "./bench.ts";
import { checkCalls } from "./check-calls.ts";
import { describeSetting } from "./setting.ts";
import { reportLatency } from "./report-latency.ts";
import { reportMemory } from "./report-memory.ts";
import { reportOverhead } from "./report-overhead.ts";
import { reportSize } from "./report-size.ts";
import { reportStart } from "./report-start.ts";
import { reportWarm } from "./report-warm.ts";

const REPORTS: Record<string, (bench: Bench) => Promise<Partial<Part>>> = {
  size: reportSize,
  start: reportStart,
  warm: reportWarm,
  latency: reportLatency,
  memory: reportMemory,
  overhead: reportOverhead,
};

export async function run(): Promise<Part> {
  const names = process.env.BENCH_ONLY?.split(",") ?? Object.keys(REPORTS);
  const bench = await openBench();
  try {
    const checked = await checkCalls(bench);
    const part: Part = {
      notes: [describeSetting(bench)],
      tables: [checked.table],
      aims: [],
      problems: checked.problems,
    };
    if (checked.problems.length > 0) return part;
    for (const name of names) {
      const report = REPORTS[name];
      if (!report) {
        throw new Error(`Expected ${Object.keys(REPORTS)} in BENCH_ONLY: it names ${name}`);
      }
      const { notes = [], tables = [], aims = [], problems = [] } = await report(bench);
      part.notes.push(...notes);
      part.tables.push(...tables);
      part.aims.push(...aims);
      part.problems.push(...problems);
    }
    return part;
  } finally {
    await bench.close();
  }
}
