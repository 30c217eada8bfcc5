/**
 * The names of the faults, and what a fault is to the matrix.
 *
 * @module
 */

export const FAULT_NAMES = [
  "anonymous",
  "wrong role",
  "forged service",
  "out of bounds",
  "bounds unset",
  "within bounds",
  "not connected",
  "caller unknown to Base44",
  "Base44 down: who calls",
  "Base44 down: connection",
  "expired, then fresh",
  "expired twice",
  "expired, same token",
  "403",
  "missing scope",
  "404",
  "409",
  "429 short",
  "429 long",
  "500",
  "503",
  "fault inside a 200",
  "timeout",
  "stall",
  "reset",
  "non-JSON",
  "empty",
  "truncated",
  "oversized",
  "misfit",
  "hostile text",
  "wrong type",
  "unknown field",
  "missing field",
  "file",
] as const;

export type FaultName = typeof FAULT_NAMES[number];

export interface Fault {
  name: FaultName;
  /** Where it happens: a route, an input field. */
  at?: string;
  /** Says what is wrong with how the function takes it. */
  run(): Promise<string[]>;
}
