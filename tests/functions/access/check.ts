/**
 * Every caller's every way into one function.
 *
 * @module
 */
import { setImmediate } from "node:timers/promises";
import type { NamedExample } from "../../../sandbox/example.ts";
import type { Handler } from "../../support/world.ts";
import { boundCases } from "./bound-cases.ts";
import { callerCases } from "./caller-cases.ts";
import type { AccessCase } from "./case.ts";
import { envelopeCases } from "./envelope-cases.ts";
import { headerCases } from "./header-cases.ts";
import { keyCases } from "./key-cases.ts";
import { settingCases } from "./setting-cases.ts";
import { subjectOf } from "./subject.ts";
import { type Outcome, runCase } from "./visit.ts";

/** Of a row's cases with one verdict always the first; of all others every `of`th, beginning with `turn`. */
export interface Part {
  of: number;
  turn: number;
}

const WHOLE: Part = { of: 1, turn: 0 };

export interface Checked {
  one: AccessCase;
  outcome: Outcome;
}

export function accessCases(handler: Handler, examples: readonly NamedExample[], part = WHOLE): AccessCase[] {
  const subject = subjectOf(handler, examples);
  const cases = [
    ...callerCases(subject),
    ...boundCases(subject),
    ...settingCases(subject),
    ...keyCases(subject),
    ...headerCases(subject),
    ...envelopeCases(subject),
  ];
  const seen = new Set<string>();
  return cases.filter(({ row, verdict }, index) => {
    const isFirst = !seen.has(`${row}: ${verdict}`);
    seen.add(`${row}: ${verdict}`);
    return isFirst || index % part.of === part.turn % part.of;
  });
}

export async function checkAccess(
  handler: Handler,
  examples: readonly NamedExample[],
  part?: Part,
): Promise<Checked[]> {
  const checked: Checked[] = [];
  for (const one of accessCases(handler, examples, part)) {
    checked.push({ one, outcome: await runCase(handler, one) });
    await setImmediate(); // Others may be waiting for the network.
  }
  return checked;
}

/** A line for each thing that is not as the rules say. */
export function problemsOf(checked: readonly Checked[]): string[] {
  return checked.flatMap(({ one, outcome }) =>
    outcome.problems.map((problem) => `${one.row} (${one.variant}): ${problem}`)
  );
}
