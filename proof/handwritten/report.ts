/**
 * What was found, as tables.
 *
 * @module
 */
import type { Part, Table } from "../part.ts";
import { FAULTS } from "./case.ts";
import { NOTES } from "./notes.ts";
import type { Pair } from "./pairs.ts";
import { ASKED, type Problem } from "./problem.ts";
import { countFaults, type Finding, formatCount, keeps, sum, summarize } from "./score.ts";

export interface Result {
  findings: Finding[];
  /** Why the function could not be judged. */
  problems: string[];
}

export interface Comparison {
  pair: Pair;
  theirs: Result;
  ours: Result;
}

type Who = "theirs" | "ours";

export function report(comparisons: readonly Comparison[]): Part {
  const calls = comparisons.flatMap(({ theirs, ours }) => [...theirs.findings, ...ours.findings]).length;
  return {
    notes: [...NOTES, `${calls.toLocaleString("en")} calls, each through the real SDK into Deno.`],
    tables: [faultTable(comparisons), demandTable(comparisons), functionTable(comparisons)],
    aims: [],
    problems: [
      ...comparisons.flatMap(({ theirs, ours }) => [...theirs.problems, ...ours.problems]),
      ...new Set(
        comparisons.flatMap(({ pair, ours }) => ours.findings.flatMap((one) => describe(pair, one))),
      ),
    ],
  };
}

function faultTable(comparisons: readonly Comparison[]): Table {
  const count = (who: Who, fault?: string, anyStatus?: boolean) =>
    formatCount(sum(comparisons.flatMap((comparison) => {
      const faults = [...countFaults(comparison[who].findings, anyStatus)];
      return faults.filter(([name]) => !fault || name === fault).map(([, stood]) => stood);
    })));
  const row = (title: string, fault?: string) => [
    title,
    count("theirs", fault),
    count("theirs", fault, true),
    count("ours", fault),
  ];
  return {
    title: "By fault: functions that stand it",
    head: ["Fault", "Hand-written", "Hand-written, were any failing status right", "Ours"],
    rows: [...FAULTS.map((fault) => row(fault, fault)), row("All")],
  };
}

function demandTable(comparisons: readonly Comparison[]): Table {
  const count = (who: Who, asked: Problem["asked"]) =>
    formatCount(sum(comparisons.flatMap((comparison) => keeps(asked, comparison[who].findings))));
  const demands = Object.keys(ASKED) as Problem["asked"][];
  return {
    title: "By demand: functions that keep it, whatever goes wrong",
    head: ["Demand", "Hand-written", "Ours"],
    rows: demands.map((asked) => [ASKED[asked], count("theirs", asked), count("ours", asked)]),
  };
}

function functionTable(comparisons: readonly Comparison[]): Table {
  const count = ({ findings }: Result) => formatCount(sum(countFaults(findings).values()));
  return {
    title: "By function: faults that it stands",
    head: ["Hand-written", "Typical for", "Stands", "What goes wrong", "Ours", "Stands"],
    rows: comparisons.map(({ pair, theirs, ours }) => [
      `[${pair.theirs}](../proof/handwritten/functions/${pair.theirs}.ts)`,
      pair.pattern,
      count(theirs),
      summarize(theirs.findings),
      pair.ours,
      count(ours),
    ]),
  };
}

function describe({ ours }: Pair, { fault, at, problems }: Finding): string[] {
  return problems.map(({ words }) => `${ours}, ${fault}${at === undefined ? "" : ` at ${at}`}: ${words}`);
}
