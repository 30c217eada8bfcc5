/**
 * The fault matrix of every function: in process, and on real runtimes with a real server that fails.
 *
 * @module
 */
import { FAULT_NAMES, WIRE_FAULT_NAMES } from "../../tests/functions/faults/fault.ts";
import { VALUES_PER_FIELD } from "../../tests/runtimes/fault-plan.ts";
import { runJob } from "../job.ts";
import type { Part, Table } from "../part.ts";
import { type FaultTally, type Place, PLACES, sumOf, type Tally } from "./tally.ts";

/** In processes of their own: beside a runtime, Node's thread is what is busiest. */
const JOB = new URL("job.ts", import.meta.url);

export async function run(): Promise<Part> {
  const tallies = PLACES.map(async (place) => [place, await runJob<Tally>(JOB, place)] as const);
  return partOf(Object.fromEntries(await Promise.all(tallies)) as Record<Place, Tally>);
}

function partOf(tallies: Record<Place, Tally>): Part {
  const all = PLACES.map((place) => tallies[place]);
  const total = (field: Parameters<typeof sumOf>[1]) =>
    all.reduce((sum, tally) => sum + sumOf(tally, field), 0);
  const { workerd, Deno } = tallies;
  return {
    notes: [
      `${workerd.functions} functions, ${FAULT_NAMES.length} faults, and ${WIRE_FAULT_NAMES.length} more that only a real ` +
      "connection has. A case is a fault at one place of one function: a request, a field, a caller. It passes where code, " +
      "status, `outcome`, `done`, `retryable` and the number of attempts are right, with nothing of the matrix's rules broken.",
      "On workerd and Deno, the real SDK calls each function's bundle, and Base44 and the provider are a real server on this " +
      "machine that delays, stalls, resets, truncates and lies on the socket; time passes for real. Hostile texts and values " +
      `of wrong types are all tried in process; on the runtimes ${VALUES_PER_FIELD} of each kind at each field, others at the next.`,
      `Sends repeated that may have been done, by what the server saw: ${total("repeats")}. On Deno, ` +
      `${Deno.broken.kept} connections that had been kept open and ${Deno.broken.fresh} new ones ended under a request ` +
      `before an answer; on workerd ${workerd.broken.kept} and ${workerd.broken.fresh}.`,
      `Tokens were searched in ${format(total("calls"))} answers with their headers, in ${
        format(total("lines"))
      } lines of ` +
      `logs and in ${
        format(total("requests"))
      } provider requests, and inputs and provider texts in the lines: each find is a problem.`,
      "workerd takes an interim response (100, 103) for the answer, so there these two must end as an answer that cannot be " +
      "read. Deno repeats by itself what may be repeated, where a kept connection ends: up to twice the attempts.",
    ],
    tables: [faultTable(tallies), totalTable(tallies)],
    aims: [],
    problems: [
      ...PLACES.flatMap((place) => tallies[place].problems.map((problem) => `In ${place}: ${problem}`)),
      ...missing(tallies),
    ],
  };
}

/** A fault that nobody met would pass unseen. */
function missing(tallies: Record<Place, Tally>): string[] {
  return PLACES.flatMap((place) => {
    const due = place === "process" ? FAULT_NAMES : [...FAULT_NAMES, ...WIRE_FAULT_NAMES];
    return due.filter((name) => !NEVER.has(name) && !tallies[place].faults[name]).map((name) =>
      `In ${place}: no function met ${name}`
    );
  });
}

/** No function of the collection is public, so none has a field that a secret fixes. */
const NEVER: ReadonlySet<string> = new Set(["fixed field"]);

function faultTable(tallies: Record<Place, Tally>): Table {
  const rows = [...FAULT_NAMES, ...WIRE_FAULT_NAMES].flatMap((name) => {
    const met = PLACES.flatMap((place) => tallies[place].faults[name] ?? []);
    const [first] = met;
    if (!first) return [];
    return [[
      name,
      Math.max(...met.map(({ functions }) => functions)),
      ...PLACES.map((place) => passed(tallies[place].faults[name])),
      range(met),
      met.reduce((sum, { repeats }) => sum + repeats, 0),
    ]];
  });
  return {
    title: "By fault",
    head: [
      "Fault",
      "Functions",
      ...PLACES.map((place) => `Passed in ${place}`),
      "Provider requests in a call",
      "Sends repeated",
    ],
    rows,
  };
}

function passed(tally: FaultTally | undefined): string {
  return tally ? `${tally.passed} of ${tally.cases}` : "–";
}

function range(met: readonly FaultTally[]): string {
  const least = Math.min(...met.map(({ least }) => least));
  const most = Math.max(...met.map(({ most }) => most));
  return least === most ? `${least}` : `${least}–${most}`;
}

function totalTable(tallies: Record<Place, Tally>): Table {
  return {
    title: "In all",
    head: [
      "Where",
      "Functions",
      "Cases",
      "Passed",
      "Calls",
      "Provider requests",
      "Sends repeated",
      "Seconds",
    ],
    rows: PLACES.map((place) => {
      const tally = tallies[place];
      return [
        place,
        tally.functions,
        format(sumOf(tally, "cases")),
        format(sumOf(tally, "passed")),
        format(sumOf(tally, "calls")),
        format(sumOf(tally, "requests")),
        sumOf(tally, "repeats"),
        Math.round(tally.seconds),
      ];
    }),
  };
}

function format(count: number): string {
  return count.toLocaleString("en");
}
