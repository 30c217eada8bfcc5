/**
 * Every fault that a function has to stand, and the problems that it has with them.
 *
 * @module
 */
import type { Example, NamedExample } from "../../../sandbox/example.ts";
import type { FunctionSpec } from "../../../shared/runtime/spec.ts";
import type { WireTrouble } from "../../runtimes/wire.ts";
import { type Exception, EXCEPTIONS } from "../expectations.ts";
import { answerFaults } from "./answer-faults.ts";
import { boundsFaults } from "./bounds-faults.ts";
import { type Fault, FAULT_NAMES, type FaultName } from "./fault.ts";
import { fileFaults } from "./file-faults.ts";
import { inputFaults, type Sample } from "./input-faults.ts";
import { platformFaults } from "./platform-faults.ts";
import { providerFaults } from "./provider-faults.ts";
import type { Rehearsal, Rehearse, Subject, Trouble } from "./rehearsal.ts";
import { countRepeats } from "./repeats.ts";
import { ruleProblems } from "./rules.ts";
import { stepsOf } from "./steps.ts";
import { wireFaults } from "./wire-faults.ts";

export interface Matrix {
  faults: number;
  cases: Case[];
  /** One line each. */
  problems: string[];
}

/** One fault at one place, with what was seen of it. */
export interface Case extends Seen {
  fault: FaultName;
  problems: string[];
}

export interface Seen {
  /** Calls of the function. */
  calls: number;
  /** Requests that the provider got in all of them. */
  requests: number;
  /** Requests that the provider got in a call: the fewest and the most. */
  least: number;
  most: number;
  /** Requests that must not be repeated, and were. */
  repeats: number;
  /** Log lines in which tokens and private texts were searched. */
  lines: number;
}

export interface MatrixOptions {
  exceptions?: readonly Exception[];
  /** Faults that are all run, so that every exception from them has to be needed. @default FAULT_NAMES */
  complete?: readonly FaultName[];
}

export async function runMatrix<T extends Trouble<unknown>>(
  subject: Subject<T>,
  examples: readonly NamedExample[],
  faults: readonly Fault<T>[],
  { exceptions = EXCEPTIONS, complete = FAULT_NAMES }: MatrixOptions = {},
): Promise<Matrix> {
  const own = exceptions.filter((entry) => entry.function === subject.spec.name);
  const used = new Set<Exception>();
  // Each fault has a world of its own, so all can happen at once.
  const cases = await Promise.all(faults.map(async (fault) => {
    const seen: Seen = { calls: 0, requests: 0, least: Infinity, most: 0, repeats: 0, lines: 0 };
    const rehearse = observed(subject, fault.name, seen);
    const name = fault.at === undefined ? fault.name : `${fault.name} at ${fault.at}`;
    const usual = await fault.run(rehearse);
    const exception = usual.differs.length > 0 ? own.find((entry) => covers(entry, fault)) : undefined;
    if (exception) used.add(exception);
    const differs = exception
      ? await exceptionalProblems(exception, fault, rehearse, examples)
      : usual.differs;
    const problems = [...usual.wrong, ...differs].map((problem) => `${name}: ${problem}`);
    return { ...seen, fault: fault.name, problems };
  }));
  const unused = own.filter((entry) => complete.includes(entry.fault) && !used.has(entry));
  const idle = unused.map(({ fault, route }) => `${fault} at ${route ?? "any request"}: needs no exception`);
  return { faults: cases.length, cases, problems: [...cases.flatMap(({ problems }) => problems), ...idle] };
}

/** All that need no real connection. */
export function faultsFor(
  spec: FunctionSpec,
  examples: readonly NamedExample[],
  sample?: Sample,
): Fault[] {
  const example = goodExample(examples);
  return [
    ...platformFaults(spec, example),
    ...boundsFaults(spec, examples),
    ...stepsOf(spec, example).flatMap((step) => [
      ...providerFaults(spec, example, step),
      ...answerFaults(spec, example, step),
    ]),
    ...inputFaults(spec, examples, sample),
    ...fileFaults(spec, examples),
  ];
}

/** Those that need one. */
export function wireFaultsFor(spec: FunctionSpec, examples: readonly NamedExample[]): Fault<WireTrouble>[] {
  const example = goodExample(examples);
  return stepsOf(spec, example).flatMap((step) => wireFaults(spec, example, step));
}

function goodExample([example]: readonly NamedExample[]): NamedExample {
  if (!example || example.error) throw new Error("Expected an example that ends well");
  return example;
}

/** Adds what no function of the collection may do, and counts. */
function observed<T extends Trouble<unknown>>(
  subject: Subject<T>,
  fault: FaultName,
  seen: Seen,
): Rehearse<T> {
  return async (example: Example, trouble?: T): Promise<Rehearsal> => {
    const run = await subject.rehearse(example, trouble);
    seen.calls++;
    seen.requests += run.sent.length;
    seen.least = Math.min(seen.least, run.sent.length);
    seen.most = Math.max(seen.most, run.sent.length);
    seen.lines += run.logs.length;
    const repeats = countRepeats(subject.spec, example, run, fault);
    seen.repeats += repeats;
    const repeated = repeats > 0
      ? [`the provider got ${repeats} requests again that may have been done`]
      : [];
    const problems = [...run.problems, ...ruleProblems(subject.spec.name, example, run), ...repeated];
    return { ...run, problems };
  };
}

function covers<T extends Trouble<unknown>>(exception: Exception, fault: Fault<T>): boolean {
  return exception.fault === fault.name && (exception.route === undefined || exception.route === fault.at);
}

async function exceptionalProblems<T extends Trouble<unknown>>(
  { expect }: Exception,
  fault: Fault<T>,
  rehearse: Rehearse<T>,
  examples: readonly NamedExample[],
): Promise<string[]> {
  if (!("example" in expect)) return (await fault.run(rehearse, expect)).differs;
  const isRecorded = examples.some((example) => example.case === expect.example);
  return isRecorded ? [] : [`expected the example ${expect.example}.json`];
}
