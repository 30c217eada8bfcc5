/**
 * The fault matrix once more, with what any caller may demand: the same faults for ours and for the
 * hand-written function.
 *
 * @module
 */
import { exchangesOf } from "../../sandbox/example.ts";
import { DEFAULT_BUDGET } from "../../shared/runtime/spec.ts";
import { EXCEPTIONS } from "../../tests/functions/expectations.ts";
import { stepsOf } from "../../tests/functions/faults/steps.ts";
import { answerCases } from "./answer-cases.ts";
import type { Case } from "./case.ts";
import { inputCases } from "./input-cases.ts";
import { platformCases } from "./platform-cases.ts";
import { providerCases } from "./provider-cases.ts";
import { shapeOf } from "./shape.ts";
import type { Side } from "./side.ts";
import { sizeCases } from "./size-cases.ts";

/** Seconds. */
const LONGEST_BUDGET = 60;

export interface Prepared {
  cases: Case[];
  /** Why the function cannot be judged: it does not even work. */
  problems: string[];
}

/** Runs the function without any fault, and makes its cases. One fault may come in several places. */
export async function prepare(side: Side): Promise<Prepared> {
  const { example, spec, rehearse } = side;
  const run = await rehearse(example);
  const exchanges = exchangesOf(example);
  const missing = exchanges.filter((exchange) => run.sends(exchange).length !== 1);
  const works = run.status === 200 && run.extra.length === 0 && missing.length === 0;
  const usual = { exchanges, shapes: await Promise.all(run.sent.map((sent) => shapeOf(sent, exchanges))) };
  const steps = stepsOf(spec, example);
  const cases = [
    ...platformCases(side),
    ...steps.flatMap((step) => [...providerCases(side, step), ...answerCases(side, step)]),
    ...inputCases(side, usual),
    ...sizeCases(side, exchanges, run.text),
  ];
  return {
    cases: cases.filter((entry) => !isNoFailure(side, entry) && !isTransfer(side, entry)),
    problems: works ? [] : [`${side.name} does not work: ${run.status} ${run.text.slice(0, 200)}`],
  };
}

/** Where the job takes the fault as an ordinary answer, as 404 before something is created. */
function isNoFailure({ pair }: Side, { fault, at }: Case): boolean {
  return EXCEPTIONS.some((exception) =>
    exception.function === pair.ours && exception.fault === fault && (exception.route ?? at) === at
  );
}

/** Where files are moved, an answer may well take minutes, and nobody waits so long here. */
function isTransfer({ spec }: Side, { fault }: Case): boolean {
  return (fault === "timeout" || fault === "stall") && (spec.budget ?? DEFAULT_BUDGET) > LONGEST_BUDGET;
}
