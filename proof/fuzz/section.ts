/**
 * Hostile input: every function with calls that fit, nearly fit or mean harm, in process, against answers from its
 * examples. `FUZZ_RUNS` and `FUZZ_SEED` in the environment change how many calls there are and which.
 *
 * @module
 */
import { availableParallelism } from "node:os";
import { fuzzOptions, type FuzzResult } from "../../tests/functions/fuzz/fuzz.ts";
import { KINDS } from "../../tests/functions/fuzz/call.ts";
import { functionNames } from "../../tests/support/functions.ts";
import { runJob } from "../job.ts";
import type { Part, Table } from "../part.ts";
import type { Finding } from "./job.ts";

/** As many processes as there are cores. */
const JOBS = availableParallelism();
const JOB = new URL("job.ts", import.meta.url);

export async function run(): Promise<Part> {
  const { runs, seed } = fuzzOptions();
  const turns = Array.from({ length: JOBS }, (_, turn) => runJob<Finding[]>(JOB, `${turn}`, `${JOBS}`));
  const findings = (await Promise.all(turns)).flat();
  const problems = findings.flatMap((finding) => finding.problems);
  if (findings.length < functionNames().length) problems.push("Not every function was fuzzed");
  const results = findings.map(({ result }) => result);
  const swept = sum(findings.map(({ swept }) => swept));
  const calls = sum(results.map(callsOf));
  return {
    notes: [
      `${findings.length} functions, ${runs} calls each, seed ${seed}: ${format(calls)} calls, ` +
      `of which ${format(sum(results.map(reachedOf)))} got as far as the provider with ` +
      `${
        format(sum(results.map(({ requests }) => requests)))
      } requests. After every call: no 500, one line in the ` +
      "log, no token, key or input text in an answer, a log line or an address where it does not belong; every " +
      "request goes where an example's goes, with the names, headers and parameters of an ordinary one.",
      `${format(sum(results.map(({ compared }) => compared)))} queries of these calls, and ${
        format(swept)
      } more ` +
      "with every hostile text in every place of the examples, were read by independent parsers and have the " +
      "structure that they have with harmless texts.",
      longestNote(findings),
    ],
    tables: [kindsTable(results), codesTable(results), servicesTable(findings)],
    aims: [],
    problems,
  };
}

function longestNote(findings: readonly Finding[]): string {
  const [longest] = [...findings].sort((a, b) => b.result.longest.took - a.result.longest.took);
  if (!longest) return "No function was found.";
  const { took, call } = longest.result.longest;
  return `The longest call took ${Math.round(took)} ms: \`${longest.name}\`, ${
    call.slice(0, 80).replace(/`/g, "'")
  }.`;
}

function kindsTable(results: readonly FuzzResult[]): Table {
  return {
    title: "Calls by kind of input",
    head: ["Input", "Calls", "Reached the provider", "Share"],
    rows: KINDS.map((kind) => {
      const made = sum(results.map(({ runs }) => runs[kind]));
      const reached = sum(results.map((result) => result.reached[kind]));
      return [kind, format(made), format(reached), share(reached, made)];
    }),
  };
}

function codesTable(results: readonly FuzzResult[]): Table {
  const counts = new Map<string, number>();
  for (const [code, count] of results.flatMap(({ codes }) => Object.entries(codes))) {
    counts.set(code, (counts.get(code) ?? 0) + count);
  }
  const rows = [...counts].sort(([, a], [, b]) => b - a).map(([code, count]) => [code, format(count)]);
  return { title: "How calls ended", head: ["Code", "Calls"], rows };
}

function servicesTable(findings: readonly Finding[]): Table {
  const services = [...new Set(findings.map(({ service }) => service))].sort();
  return {
    title: "By service",
    head: [
      "Service",
      "Functions",
      "Calls",
      "Reached the provider",
      "Requests",
      "Queries compared",
      "Longest call",
    ],
    rows: services.map((service) => {
      const own = findings.filter((finding) => finding.service === service);
      const results = own.map(({ result }) => result);
      return [
        service,
        own.length,
        format(sum(results.map(callsOf))),
        share(sum(results.map(reachedOf)), sum(results.map(callsOf))),
        format(sum(results.map(({ requests }) => requests))),
        format(sum(own.map(({ result, swept }) => result.compared + swept))),
        `${Math.round(Math.max(...results.map(({ longest }) => longest.took)))} ms`,
      ];
    }),
  };
}

function callsOf({ runs }: FuzzResult): number {
  return sum(KINDS.map((kind) => runs[kind]));
}

function reachedOf({ reached }: FuzzResult): number {
  return sum(KINDS.map((kind) => reached[kind]));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function share(part: number, whole: number): string {
  return `${whole === 0 ? 0 : Math.round(100 * part / whole)} %`;
}

function format(number: number): string {
  return number.toLocaleString("en");
}
