/**
 * Code that stands before a function's bundle in these tests only. It sets the clock and the source of IDs for
 * each call, so that real runtimes send what the examples record.
 *
 * @module
 */
import { NOW } from "../support/world.ts";

const CALL = "TEST_CALL";
const TIME = "TEST_TIME";
const RUNNING = "TEST_TIME_RUNNING";

/** The secrets that the prelude reads: with them, the clock stands still at `now`. */
export function preludeSecrets(call: string, now: string = NOW): Record<string, string> {
  return { [CALL]: call, [TIME]: String(Date.parse(now)) };
}

/** The same with a clock that starts at `now`. */
export function runningSecrets(call: string, now?: string): Record<string, string> {
  return { ...preludeSecrets(call, now), [RUNNING]: "true" };
}

/** In Deno all functions share their globals, so the second bundle finds it done. */
export const PRELUDE = `if (!globalThis.hasPrelude) {
  globalThis.hasPrelude = true;
  const next = new Map();
  const started = new Map();
  const now = Date.now;
  Date.now = () => {
    const time = Deno.env.get("${TIME}");
    if (time === undefined) return now();
    if (!Deno.env.has("${RUNNING}")) return Number(time);
    const call = Deno.env.get("${CALL}");
    const start = started.get(call) ?? now();
    started.set(call, start);
    return Number(time) + now() - start;
  };
  const getRandomValues = (array) => {
    const call = Deno.env.get("${CALL}");
    const start = next.get(call) ?? 0;
    next.set(call, start + array.length);
    return array.map((_, index) => array[index] = (start + index) & 0xff);
  };
  Object.defineProperty(crypto, "getRandomValues", { value: getRandomValues });
}
`;

/** A line that a function printed, or the end of the call where it has no text. */
export interface Printed {
  call: string | undefined;
  level?: string;
  text?: string;
}

/**
 * Stands behind `PRELUDE` where a test wants to know which call printed a line. What it prints last is the end
 * of the call, so that nothing of it can come later.
 */
export const LOG_PRELUDE = `import { format as formatPrinted } from "node:util";
if (!globalThis.hasLogPrelude) {
  globalThis.hasLogPrelude = true;
  const print = console.log;
  const tell = (line) => print(JSON.stringify({ call: Deno.env.get("${CALL}"), ...line }));
  for (const level of ["debug", "log", "info", "warn", "error"]) {
    console[level] = (...items) => tell({ level, text: formatPrinted(...items) });
  }
  const serve = Deno.serve;
  const ending = (handler) => async (...parameters) => {
    try {
      return await handler(...parameters);
    } finally {
      tell({});
    }
  };
  const wrap = (argument) => {
    if (typeof argument === "function") return ending(argument);
    return argument?.handler ? { ...argument, handler: ending(argument.handler) } : argument;
  };
  Deno.serve = (...parameters) => serve(...parameters.map(wrap));
}
`;

export function parsePrinted(line: string): Printed | undefined {
  try {
    const printed: unknown = JSON.parse(line);
    return typeof printed === "object" && printed !== null && "call" in printed
      ? printed as Printed
      : undefined;
  } catch {
    return undefined;
  }
}
