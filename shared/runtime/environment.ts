/**
 * Everything outside that a function touches, in one value, so that a test can replace it without patching a
 * global and without waiting: `handler.with({ fetch, clock, ... })`.
 *
 * @module
 * @version 0.1.0
 */
import type { Base44 } from "./connection.ts";
import { connectBase44 } from "./connection.ts";
import { readSecret } from "./secrets.ts";

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after `ms`; rejects with the signal's reason as soon as it aborts. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
  /** Calls back after `ms`, unless the returned function is called first. */
  after(ms: number, callback: () => void): () => void;
}

export interface Environment {
  fetch: typeof fetch;
  clock: Clock;
  /** Bytes for ids and boundaries. */
  randomBytes(length: number): Uint8Array<ArrayBuffer>;
  /** From 0 up to 1, for the jitter of a retry. */
  jitter(): number;
  secret(name: string): string | undefined;
  /** The Base44 client of one request. */
  base44(request: Request): Base44;
  /** Takes one structured line per call. */
  log(line: Record<string, unknown>): void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  wait: (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      const abort = () => {
        clearTimeout(timer);
        reject(signal.reason);
      };
      const timer = setTimeout(() => {
        signal.removeEventListener("abort", abort);
        resolve();
      }, ms);
      signal.addEventListener("abort", abort, { once: true });
    }),
  after: (ms, callback) => {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};

export const systemEnvironment: Environment = {
  // workerd refuses a `fetch` that is called as another object's method
  // (https://developers.cloudflare.com/workers/observability/errors/#illegal-invocation-errors).
  fetch: (input, init) => fetch(input, init),
  clock: systemClock,
  randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
  jitter: () => Math.random(),
  secret: readSecret,
  base44: connectBase44,
  log: (line) => console.log(JSON.stringify(line)),
};
