/**
 * Which faults of the matrix a function meets on real runtimes.
 *
 * @module
 */
import { DEFAULT_BUDGET } from "../../shared/runtime/spec.ts";
import { type Fault, FAULT_NAMES, type FaultName, WIRE_FAULT_NAMES } from "../functions/faults/fault.ts";
import { rotating } from "../functions/faults/input-faults.ts";
import { faultsFor, wireFaultsFor } from "../functions/faults/matrix.ts";
import type { Subject } from "../support/functions.ts";
import type { WireTrouble } from "./wire.ts";

export interface FaultPlan {
  faults: Fault<WireTrouble>[];
  /** Those that are run at every request, so that every exception from them has to be needed. */
  complete: readonly FaultName[];
}

/** `nth` is the function's place in the collection: the next one meets other values. */
export type Planner = (subject: Subject, nth: number) => FaultPlan;

/** Of the hostile texts, and of the values of wrong types. */
export const VALUES_PER_FIELD = 1;

/** Every fault at every request. */
export const planAll: Planner = ({ handler: { spec }, examples }, nth) => ({
  faults: slowFirst([
    ...faultsFor(spec, examples, rotating(VALUES_PER_FIELD, nth)),
    ...wireFaultsFor(spec, examples),
  ]),
  // In process, all waiting of a call counts; here, that before the request is made again.
  complete: [...FAULT_NAMES, ...WIRE_FAULT_NAMES].filter((name) => name !== "429 short"),
});

const SHARE = 6;
/** Of a function that few faults can meet, it takes more. */
const FEWEST = 4;

/** Each fault at one request, and of these every sixth; the next function meets others. */
export const planSome: Planner = ({ handler: { spec }, examples }, nth) => {
  const faults = [...faultsFor(spec, examples, rotating(1, nth)), ...wireFaultsFor(spec, examples)];
  // An upload may wait for a minute.
  const hasUsualTime = (spec.budget ?? DEFAULT_BUDGET) <= DEFAULT_BUDGET;
  const taken = faults.filter(({ name }) => hasUsualTime || !WAITING.has(name));
  const names = [...new Set(taken.map(({ name }) => name))];
  const share = Math.min(SHARE, Math.floor(names.length / FEWEST));
  const chosen = names.filter((_, index) => (index + nth) % share === 0).flatMap((name) => {
    const same = taken.filter((fault) => fault.name === name);
    return same[nth % same.length] ?? [];
  });
  return { faults: slowFirst(chosen), complete: [] };
};

const WAITING: ReadonlySet<FaultName> = new Set<FaultName>(["timeout", "stall"]);

/** What waits longest begins first. */
function slowFirst(faults: readonly Fault<WireTrouble>[]): Fault<WireTrouble>[] {
  return [
    ...faults.filter(({ name }) => WAITING.has(name)),
    ...faults.filter(({ name }) => !WAITING.has(name)),
  ];
}
