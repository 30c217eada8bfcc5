/**
 * When a provider request is made again, by what the provider promised about the one that failed.
 *
 * @module
 * @version 0.1.0
 */
import type { ErrorCode } from "./errors.ts";

export const MAX_ATTEMPTS = 3;
/** A longer `Retry-After` is handed to the caller instead of being waited for. */
export const MAX_RETRY_AFTER_SECONDS = 10;
const BASE_DELAY_MS = 500;
/** `Date.parse` reads a date into many other texts, such as `try 5`. */
const HTTP_DATE = /^[A-Z][a-z]{2,8}, \d/;

export interface FailedAttempt {
  code: ErrorCode;
  /** Counted from 1. */
  attempt: number;
  /** Whether making the request twice has the effect of making it once. */
  idempotent: boolean;
  /** Seconds the provider asked to wait. */
  retryAfter: number | undefined;
  /** Milliseconds left for the whole call. */
  remaining: number;
  /** From 0 up to 1. */
  jitter: number;
}

/** Milliseconds to wait before the next attempt, or `undefined` to give up. */
export function retryDelay(failed: FailedAttempt): number | undefined {
  if (failed.attempt >= MAX_ATTEMPTS) return undefined;
  const refused = failed.code === "rate_limited";
  const broken = failed.code === "provider_unavailable" || failed.code === "provider_timeout";
  if (!refused && !(broken && failed.idempotent)) return undefined;

  if (failed.retryAfter !== undefined) {
    const delay = failed.retryAfter * 1_000;
    return failed.retryAfter <= MAX_RETRY_AFTER_SECONDS && delay < failed.remaining ? delay : undefined;
  }
  const delay = failed.jitter * BASE_DELAY_MS * 2 ** failed.attempt;
  return delay < failed.remaining ? delay : undefined;
}

/** Reads `Retry-After`, seconds or an HTTP date, as seconds from now; `undefined` where it says neither. */
export function readRetryAfter(value: string | null, now: number): number | undefined {
  if (value === null || value.trim() === "") return undefined;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, Math.ceil(seconds));
  const date = HTTP_DATE.test(value.trim()) ? Date.parse(value) : NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - now) / 1_000));
}
