/**
 * What a fault is to the matrix.
 *
 * @module
 */
import type { ErrorCode, Outcome } from "../../../shared/runtime/errors.ts";
import type { Rehearsal, Rehearse, Trouble } from "./rehearsal.ts";

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

/** Those that need a real connection. */
export const WIRE_FAULT_NAMES = [
  "late answer",
  "slow upload",
  "100 first",
  "103 first",
  "JSON as text",
  "connection closed",
  "break in the body",
  "break in a chunked body",
  "length too long",
  "length too short",
  "302 to a stranger",
  "302 within",
  "307 to a stranger",
  "308 to a stranger",
] as const;

export type WireFaultName = typeof WIRE_FAULT_NAMES[number];
export type FaultName = typeof FAULT_NAMES[number] | WireFaultName;

/** `T` is the trouble that it makes. */
export interface Fault<T extends Trouble<unknown> = Trouble> {
  name: FaultName;
  /** Where it happens: a route, an input field. */
  at?: string;
  run(rehearse: Rehearse<T>, changes?: Partial<Expected>): Promise<Verdict>;
}

export interface Expected {
  code: ErrorCode;
  outcome: Outcome | "any";
  /** How often the request in question is sent; the least and the most where the time budget decides. */
  attempts: number | [number, number];
  /** The connection ends before an answer, so that a runtime may send again by itself what may be repeated. */
  breaks?: true;
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
