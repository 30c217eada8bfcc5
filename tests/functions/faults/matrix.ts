/**
 * Every fault that a function has to stand, and the problems that it has with them.
 *
 * @module
 */
import type { NamedExample } from "../../../sandbox/example.ts";
import type { Handler } from "../../support/world.ts";
import { type Exception, EXCEPTIONS } from "../expectations.ts";
import { answerFaults } from "./answer-faults.ts";
import { boundsFaults } from "./bounds-faults.ts";
import type { Fault } from "./fault.ts";
import { fileFaults } from "./file-faults.ts";
import { inputFaults } from "./input-faults.ts";
import { platformFaults } from "./platform-faults.ts";
import { providerFaults } from "./provider-faults.ts";
import { stepsOf } from "./steps.ts";

export interface Matrix {
  faults: number;
  /** One line each. */
  problems: string[];
}

export async function runMatrix(
  handler: Handler,
  examples: readonly NamedExample[],
  exceptions: readonly Exception[] = EXCEPTIONS,
): Promise<Matrix> {
  const own = exceptions.filter((entry) => entry.function === handler.spec.name);
  const used = new Set<Exception>();
  const faults = faultsFor(handler, examples);
  // Each fault has a world of its own, so all can happen at once.
  const found = await Promise.all(faults.map(async (fault) => {
    const name = fault.at === undefined ? fault.name : `${fault.name} at ${fault.at}`;
    const usual = await fault.run();
    const exception = usual.differs.length > 0 ? own.find((entry) => covers(entry, fault)) : undefined;
    if (exception) used.add(exception);
    const differs = exception ? await exceptionalProblems(exception, fault, examples) : usual.differs;
    return [...usual.wrong, ...differs].map((problem) => `${name}: ${problem}`);
  }));
  const unused = own.filter((entry) => !used.has(entry));
  const idle = unused.map(({ fault, route }) => `${fault} at ${route ?? "any request"}: needs no exception`);
  return { faults: faults.length, problems: [...found.flat(), ...idle] };
}

function faultsFor(handler: Handler, examples: readonly NamedExample[]): Fault[] {
  const [example] = examples;
  if (!example || example.error) throw new Error("Expected an example that ends well");
  return [
    ...platformFaults(handler, example),
    ...boundsFaults(handler, examples),
    ...stepsOf(handler.spec, example).flatMap((step) => [
      ...providerFaults(handler, example, step),
      ...answerFaults(handler, example, step),
    ]),
    ...inputFaults(handler, examples),
    ...fileFaults(handler, examples),
  ];
}

function covers(exception: Exception, fault: Fault): boolean {
  return exception.fault === fault.name && (exception.route === undefined || exception.route === fault.at);
}

async function exceptionalProblems(
  { expect }: Exception,
  fault: Fault,
  examples: readonly NamedExample[],
): Promise<string[]> {
  if (!("example" in expect)) return (await fault.run(expect)).differs;
  const isRecorded = examples.some((example) => example.case === expect.example);
  return isRecorded ? [] : [`expected the example ${expect.example}.json`];
}
