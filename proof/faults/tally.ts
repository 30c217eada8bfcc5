/**
 * The matrix of all functions, by fault.
 *
 * @module
 */
import type { FaultName } from "../../tests/functions/faults/fault.ts";
import type { Matrix } from "../../tests/functions/faults/matrix.ts";

/** Where functions ran. */
export const PLACES = ["process", "workerd", "Deno"] as const;
export type Place = typeof PLACES[number];

export interface FaultTally {
  functions: number;
  cases: number;
  passed: number;
  calls: number;
  /** Requests that the provider got: in a call the fewest and the most, and in all. */
  least: number;
  most: number;
  requests: number;
  repeats: number;
  lines: number;
}

export interface Tally {
  functions: number;
  faults: Partial<Record<FaultName, FaultTally>>;
  /** Connections that ended before an answer. */
  broken: { kept: number; fresh: number };
  problems: string[];
  seconds: number;
}

export function tallyOf(
  matrices: ReadonlyMap<string, Matrix>,
): Pick<Tally, "functions" | "faults" | "problems"> {
  const faults: Tally["faults"] = {};
  const problems: string[] = [];
  for (const [name, matrix] of matrices) {
    problems.push(...matrix.problems.map((problem) => `${name}, ${problem}`));
    const met = new Set<FaultName>();
    for (const { fault, problems, calls, requests, least, most, repeats, lines } of matrix.cases) {
      const sum = faults[fault] ??= emptyTally();
      sum.functions += met.has(fault) ? 0 : 1;
      met.add(fault);
      sum.cases++;
      sum.passed += problems.length === 0 ? 1 : 0;
      sum.calls += calls;
      sum.requests += requests;
      sum.least = Math.min(sum.least, least);
      sum.most = Math.max(sum.most, most);
      sum.repeats += repeats;
      sum.lines += lines;
    }
  }
  return { functions: matrices.size, faults, problems };
}

function emptyTally(): FaultTally {
  // JSON knows no Infinity.
  const least = Number.MAX_SAFE_INTEGER;
  return { functions: 0, cases: 0, passed: 0, calls: 0, least, most: 0, requests: 0, repeats: 0, lines: 0 };
}

export function sumOf(
  tally: Tally,
  field: "cases" | "passed" | "calls" | "requests" | "repeats" | "lines",
): number {
  return Object.values(tally.faults).reduce((sum, fault) => sum + fault[field], 0);
}
