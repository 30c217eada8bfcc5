/**
 * What a fault is to the matrix.
 *
 * @module
 */
import type { ErrorCode, Outcome } from "../../../shared/runtime/errors.ts";
import type { Rehearsal } from "./rehearsal.ts";

export const FAULT_NAMES = [
  "anonymous",
  "caller unknown to Base44",
  "wrong role",
  "forged service",
  "within bounds",
  "out of bounds",
  "bounds unset",
  "fixed field",
  "not connected",
  "Base44 down: who calls",
  "Base44 down: connection",
  "expired, then fresh",
  "expired twice",
  "expired, same token",
  "missing scope",
  "403",
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
  "oversized",
  "truncated",
  "misfit",
  "hostile text",
  "wrong type",
  "missing field",
  "unknown field",
  "file",
] as const;

export type FaultName = typeof FAULT_NAMES[number];

export interface Fault {
  name: FaultName;
  /** Where it happens: a route, an input field. */
  at?: string;
  run(changes?: Partial<Expected>): Promise<Verdict>;
}

export interface Expected {
  code: ErrorCode;
  outcome: Outcome | "any";
  /** How often the request in question is sent; the least and the most where the time budget decides. */
  attempts: number | [number, number];
}

export interface Verdict {
  /** What is wrong whatever the function makes of the fault, such as a token in its answer. */
  wrong: string[];
  /** What is not as expected. */
  differs: string[];
}

export function verdict({ problems }: Rehearsal, ...differs: string[][]): Verdict {
  return { wrong: problems, differs: differs.flat() };
}

export function joined(verdicts: readonly Verdict[]): Verdict {
  return {
    wrong: verdicts.flatMap(({ wrong }) => wrong),
    differs: verdicts.flatMap(({ differs }) => differs),
  };
}
