/**
 * Code that stands before a function's bundle in these tests only. It freezes the clock and the source of IDs for
 * each call, so that real runtimes send what the examples record.
 *
 * @module
 */
import { NOW } from "../support/world.ts";

const CALL = "TEST_CALL";
const TIME = "TEST_TIME";

/** The secrets that the prelude reads. */
export function preludeSecrets(call: string, now: string = NOW): Record<string, string> {
  return { [CALL]: call, [TIME]: String(Date.parse(now)) };
}

/** In Deno all functions share their globals, so the second bundle finds it done. */
export const PRELUDE = `if (!globalThis.hasPrelude) {
  globalThis.hasPrelude = true;
  const next = new Map();
  const now = Date.now;
  Date.now = () => Number(Deno.env.get("${TIME}") ?? now());
  const getRandomValues = (array) => {
    const call = Deno.env.get("${CALL}");
    const start = next.get(call) ?? 0;
    next.set(call, start + array.length);
    return array.map((_, index) => array[index] = (start + index) & 0xff);
  };
  Object.defineProperty(crypto, "getRandomValues", { value: getRandomValues });
}
`;
