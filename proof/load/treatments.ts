/**
 * How the local provider treats a request: answers it, or fails in one of the ways that providers do.
 *
 * @module
 */
import { createHash } from "node:crypto";

export interface Treatment {
  name: string;
  /** Of all requests. */
  share: number;
  /** Whether what was asked for is done. */
  performs: boolean;
  /** `reset` drops the connection before an answer, `cut` in the middle of it. */
  then: "answer" | "rate limit" | "unavailable" | "reset" | "cut";
  /** Seconds. */
  retryAfter?: number;
}

export const TREATMENTS: readonly Treatment[] = [
  { name: "done and answered", share: 0.6, performs: true, then: "answer" },
  { name: "429, Retry-After 1", share: 0.1, performs: false, then: "rate limit", retryAfter: 1 },
  { name: "429, Retry-After 30", share: 0.04, performs: false, then: "rate limit", retryAfter: 30 },
  { name: "503, nothing done", share: 0.08, performs: false, then: "unavailable" },
  { name: "503 after it was done", share: 0.06, performs: true, then: "unavailable" },
  { name: "connection reset, nothing done", share: 0.04, performs: false, then: "reset" },
  { name: "connection reset after it was done", share: 0.04, performs: true, then: "reset" },
  { name: "answer cut off after it was done", share: 0.04, performs: true, then: "cut" },
];

const MAX_DELAY_MS = 100;

/** Depends on the seed, the call and how many requests it has made, and so not on the order of arrival. */
export function treat(seed: number, id: string, attempt: number): { treatment: Treatment; delay: number } {
  const drawn = createHash("sha256").update(`${seed} ${id} ${attempt}`).digest();
  const delay = drawn.readUInt32BE(4) / 2 ** 32 * MAX_DELAY_MS;
  let rest = drawn.readUInt32BE(0) / 2 ** 32;
  for (const treatment of TREATMENTS) {
    rest -= treatment.share;
    if (rest < 0) return { treatment, delay };
  }
  throw new Error("Expected the shares of all treatments to add up to 1");
}
