/**
 * One thing that goes wrong in one place, and how the call has to end.
 *
 * @module
 */
import type { WireTrouble } from "../../tests/runtimes/wire.ts";
import { type Demand, judge } from "./judge.ts";
import type { Problem } from "./problem.ts";
import type { Side } from "./side.ts";

/** In the order of the table. */
export const FAULTS = [
  "anonymous",
  "wrong role",
  "not connected",
  "Base44 down",
  "expired, then fresh",
  "expired for good",
  "403",
  "missing scope",
  "404",
  "409",
  "429 short",
  "429 long",
  "500",
  "503",
  "fault inside a 200",
  "reset",
  "timeout",
  "stall",
  "non-JSON",
  "empty",
  "truncated",
  "oversized",
  "misfit",
  "hostile text",
  "missing field",
  "wrong type",
  "unknown field",
  "second page",
  "file of 1 MB",
] as const;

export type Fault = typeof FAULTS[number];

export interface Case {
  fault: Fault;
  /** A route, an input field. */
  at?: string;
  run(): Promise<Problem[]>;
}

/** `trouble` is made anew for every run. */
export function caseOf(
  { example, rehearse }: Side,
  fault: Fault,
  demand: Demand,
  trouble: () => WireTrouble,
  at?: string,
): Case {
  return {
    fault,
    ...(at !== undefined && { at }),
    run: async () => await judge(await rehearse(example, trouble()), demand),
  };
}
