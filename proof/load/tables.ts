/**
 * The load's figures for the page.
 *
 * @module
 */
import type { ErrorBody } from "../../shared/runtime/errors.ts";
import type { Table } from "../part.ts";
import type { CallResult } from "./callers.ts";
import { JOBS } from "./jobs.ts";
import type { Load } from "./load.ts";
import { lateMedians, type Sample } from "./memory.ts";
import { TREATMENTS } from "./treatments.ts";

const MIB = 1_024 ** 2;

export function loadTables(loads: readonly Load[]): Table[] {
  return [callTable(loads), answerTable(loads), provisionTable(loads), idTable(loads), memoryTable(loads)];
}

function callTable(loads: readonly Load[]): Table {
  return {
    title: "Calls",
    head: [
      "Runtime",
      "In flight",
      "Seconds",
      "Calls",
      "Unanswered",
      "Per second",
      "p50",
      "p95",
      "p99",
      "Longest",
    ],
    rows: loads.map(({ runtime, callers, seconds, results }) => {
      const times = results.map(({ ms }) => ms).sort((a, b) => a - b);
      const at = (share: number) => `${Math.round(times[Math.ceil(times.length * share) - 1] ?? 0)} ms`;
      const unanswered = results.filter(({ answer }) => !answer).length;
      const rate = (results.length / seconds).toFixed(0);
      return [
        ...[runtime, callers, seconds, results.length, unanswered, rate],
        ...[at(0.5), at(0.95), at(0.99), at(1)],
      ];
    }),
  };
}

function answerTable(loads: readonly Load[]): Table {
  const names = loads.flatMap(({ results }) => results.map(answerName));
  return {
    title: "Answers",
    head: ["Function", "Code", "Outcome", "Retryable", ...runtimes(loads)],
    rows: [...new Set(names)].sort().map((name) => [
      ...name.split(" "),
      ...loads.map(({ results }) => count(results, (result) => answerName(result) === name)),
    ]),
  };
}

/** Function, code, outcome and whether to repeat, with spaces between them. */
function answerName({ job, answer }: CallResult): string {
  if (!answer) return `${job.function} none - -`;
  if (answer.status < 300) return `${job.function} success - -`;
  const { code, outcome, retryable } = answer.data as Partial<ErrorBody>;
  return `${job.function} ${code} ${outcome} ${retryable ? "yes" : "no"}`;
}

function provisionTable(loads: readonly Load[]): Table {
  return {
    title: "How the provider treated requests",
    head: ["Treatment", "Share", ...runtimes(loads)],
    rows: TREATMENTS.map((treatment) => [
      treatment.name,
      `${Math.round(treatment.share * 100)} %`,
      ...loads.map(({ ledger }) =>
        count(
          [...ledger.entries.values()].flatMap(({ treatments }) => treatments),
          (one) => one === treatment,
        )
      ),
    ]),
  };
}

function idTable(loads: readonly Load[]): Table {
  const writes = JOBS.filter(({ kind }) => kind !== "read");
  return {
    title: "How often the provider did what one call asked for",
    head: ["Runtime", "Function", "Never", "Once", "More often", "Success, once"],
    rows: loads.flatMap(({ runtime, results, ledger }) =>
      writes.map((write) => {
        const own = results.filter(({ job }) => job === write);
        const accepted = ({ id }: CallResult) => ledger.entries.get(id)?.accepted ?? 0;
        const isSuccess = ({ answer }: CallResult) => answer !== undefined && answer.status < 300;
        return [
          runtime,
          write.function,
          count(own, (result) => accepted(result) === 0),
          count(own, (result) => accepted(result) === 1),
          count(own, (result) => accepted(result) > 1),
          count(own, (result) => isSuccess(result) && accepted(result) === 1),
        ];
      })
    ),
  };
}

function memoryTable(loads: readonly Load[]): Table {
  const parts: [string, keyof Sample][] = [["Sandbox (Node.js)", "root"], ["Runtime", "runtime"], [
    "All",
    "all",
  ]];
  return {
    title: "Resident memory",
    head: ["Runtime", "Processes", "Start", "Peak", "End", "Middle third", "Last third"],
    rows: loads.flatMap(({ runtime, samples }) =>
      parts.map(([name, part]) => {
        const values = samples.map((sample) => sample[part]);
        const { middle, last } = lateMedians(values);
        const figures = [values[0], Math.max(...values), values.at(-1), middle, last];
        return [runtime, name, ...figures.map((bytes = 0) => `${Math.round(bytes / MIB)} MiB`)];
      })
    ),
  };
}

function runtimes(loads: readonly Load[]): string[] {
  return loads.map(({ runtime }) => runtime);
}

function count<T>(items: readonly T[], matches: (item: T) => boolean): number {
  return items.filter(matches).length;
}
