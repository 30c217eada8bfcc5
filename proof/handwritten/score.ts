/**
 * What a function stood and what it did not, by fault. A fault that comes in several places is stood where
 * all of them are.
 *
 * @module
 */
import { type Case, type Fault, FAULTS } from "./case.ts";
import type { Problem } from "./problem.ts";

export interface Finding extends Pick<Case, "fault" | "at"> {
  problems: Problem[];
}

export interface Count {
  passed: number;
  all: number;
}

/** Which faults it stands; `anyStatus` where every status of a failure will do. */
export function countFaults(findings: readonly Finding[], anyStatus = false): Map<Fault, boolean> {
  const stood = new Map<Fault, boolean>();
  for (const { fault, problems } of findings) {
    const counted = problems.filter(({ asked }) => !(anyStatus && asked === "status"));
    stood.set(fault, (stood.get(fault) ?? true) && counted.length === 0);
  }
  return stood;
}

/** Demands that only some faults put to the test; all others come up with every fault. */
const TESTED_BY: Partial<Record<Problem["asked"], readonly Fault[]>> = {
  job: ["second page", "file of 1 MB"],
  time: ["timeout", "stall"],
};

/** Whether it does what is asked, whatever goes wrong; nothing where it was not asked. */
export function keeps(asked: Problem["asked"], findings: readonly Finding[]): boolean[] {
  const tests = TESTED_BY[asked] ?? FAULTS;
  if (!findings.some(({ fault }) => tests.includes(fault))) return [];
  return [findings.every(({ problems }) => problems.every((problem) => problem.asked !== asked))];
}

export function sum(counts: Iterable<boolean>): Count {
  const list = [...counts];
  return { passed: list.filter((passed) => passed).length, all: list.length };
}

export function formatCount({ passed, all }: Count): string {
  return all === 0 ? "-" : `${passed} of ${all}`;
}

const MOST_NAMES = 3;

/** Every kind of problem once, with the faults that it came up in. */
export function summarize(findings: readonly Finding[]): string {
  const faults = new Map<string, Set<Fault>>();
  for (const { fault, problems } of findings) {
    for (const { words } of problems) faults.set(words, (faults.get(words) ?? new Set()).add(fault));
  }
  const lines = [...faults].map(([words, names]) => {
    const ordered = FAULTS.filter((fault) => names.has(fault));
    const more = ordered.length - MOST_NAMES;
    const shown = more > 1 ? [...ordered.slice(0, MOST_NAMES), `${more} more`] : ordered;
    return `${words} (${shown.join(", ")})`;
  });
  return lines.join("; ") || "nothing";
}
