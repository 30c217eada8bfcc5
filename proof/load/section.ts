/**
 * The sandbox under load, with a provider that fails at random: no lost or doubled send, bounded memory, every
 * caller answered.
 *
 * @module
 */
import type { RuntimeName } from "../../sandbox/sandbox.ts";
import type { Part } from "../part.ts";
import { checkCalls } from "./check.ts";
import { type Load, runLoad } from "./load.ts";
import { checkLogs } from "./logs.ts";
import { allowedGrowth, lateMedians } from "./memory.ts";
import { HEAP_LIMITS } from "./sandbox.ts";
import { loadTables } from "./tables.ts";

const CALLERS = 200;
const SEED = 5;
const RUNS: readonly { runtime: RuntimeName; seconds: number }[] = [
  { runtime: "workerd", seconds: 60 },
  { runtime: "deno", seconds: 10 },
];
const MIB = 1_024 ** 2;

export async function run(): Promise<Part> {
  const loads: Load[] = [];
  for (const { runtime, seconds } of RUNS) {
    loads.push(await runLoad({ runtime, seconds, callers: CALLERS, seed: SEED }));
  }
  return {
    notes: [
      `\`npm start\` in a process of its own, and ${CALLERS} callers who call again as soon as they are answered, ` +
      "through `@base44/sdk`: Slack messages, mails, calendar events and reads, a quarter each. The provider is a " +
      `server on this machine, which treats each request by chance (seed ${SEED}, by call and attempt) and counts ` +
      "what it has done for each call.",
      "Held against the provider's count, call by call: a success was done exactly once and tells of its own " +
      "message, `not_done` and whatever is retryable was never done, `done` was done once, `unknown` at most once " +
      "and only after an answer that leaves it open; nothing was done twice, no send was repeated after anything " +
      "but a 429, and the sandbox made as many attempts as the provider saw. Each call has one answer and one log " +
      "line; no line or answer holds a token, no line a message.",
      "Memory is sampled every 500 ms, from the sandbox and all processes that it started. Heaps are limited " +
      `(${HEAP_LIMITS.sandbox} MiB in Node.js, ${HEAP_LIMITS.deno} MiB in Deno), so that garbage which ` +
      "is not collected yet does not pass for growth. The median of the last third may exceed that of the middle " +
      `third by 10 % and 16 MiB: ${loads.map(sensitivity).join("; ")}.`,
    ],
    tables: loadTables(loads),
    aims: [],
    problems: loads.flatMap((load) =>
      [...checkCalls(load.results, load.ledger), ...checkLogs(load), ...checkMemory(load)]
        .map((problem) => `${load.runtime}: ${problem}`)
    ),
  };
}

function checkMemory({ samples }: Load): string[] {
  const { middle, last } = lateMedians(samples.map(({ all }) => all));
  if (last - middle <= allowedGrowth(middle)) return [];
  return [`Memory grew from ${Math.round(middle / MIB)} to ${Math.round(last / MIB)} MiB in the last third`];
}

/** How much memory each call would have to leave behind to be noticed. */
function sensitivity({ runtime, results, samples }: Load): string {
  const { middle } = lateMedians(samples.map(({ all }) => all));
  const kib = allowedGrowth(middle) / (results.length / 3) / 1_024;
  return `in ${runtime}, that is ${kib.toFixed(0)} KiB for each call of a third`;
}
