/**
 * Fuzzes one function: calls that fit, nearly fit or mean harm, and after each of them what has to hold.
 *
 * `FUZZ_RUNS` says how many calls each function gets (200 where it is not set), `FUZZ_SEED` where the random
 * numbers start; the same seed makes the same calls.
 *
 * @module
 */
import fc from "fast-check";
import type { Example } from "../../../sandbox/example.ts";
import { isTooDeep } from "../../../shared/runtime/depth.ts";
import type { Handler } from "../../support/world.ts";
import { type Call, describeCall, type Kind, KINDS } from "./call.ts";
import { toJson } from "./json.ts";
import { type Run, runCall } from "./run.ts";
import { createSubject, ownNames, type Subject } from "./subject.ts";
import { codeOf, runProblems } from "./verdict.ts";
import { compareQueries, readingProblems } from "./widening.ts";

export interface FuzzOptions {
  runs: number;
  seed: number;
}

/** From the environment. */
export function fuzzOptions(): FuzzOptions {
  const { FUZZ_RUNS: runs = "200", FUZZ_SEED: seed = "20260801" } = process.env;
  if (!/^[1-9]\d*$/.test(runs) || !/^-?\d+$/.test(seed)) {
    throw new Error("Expected whole numbers in FUZZ_RUNS and FUZZ_SEED");
  }
  return { runs: Number(runs), seed: Number(seed) };
}

export interface FuzzResult {
  /** Calls by kind, and those of them that reached the provider. */
  runs: Record<Kind, number>;
  reached: Record<Kind, number>;
  /** Whether there is a provider to reach. */
  asksProvider: boolean;
  requests: number;
  compared: number;
  /** How often calls ended with each code, `success` among them. */
  codes: Record<string, number>;
  /** In milliseconds. */
  longest: { took: number; call: string };
  /** With seed, path and input. */
  problems: string[];
}

/** Shrinking is for the reader: it need not find the very shortest. */
const SHRINKING_LIMIT = 15_000;

export async function fuzz(
  handler: Handler,
  examples: readonly Example[],
  options: FuzzOptions,
): Promise<FuzzResult> {
  const subject = await createSubject(handler, examples);
  const none = () => Object.fromEntries(KINDS.map((kind) => [kind, 0])) as Record<Kind, number>;
  const result: FuzzResult = {
    runs: none(),
    reached: none(),
    asksProvider: subject.asksProvider,
    requests: 0,
    compared: 0,
    codes: {},
    longest: { took: 0, call: "" },
    problems: [],
  };
  let failed: number | undefined;
  const property = fc.asyncProperty(subject.calls, async (call) => {
    if (failed !== undefined && Date.now() - failed > SHRINKING_LIMIT) return;
    const { run, compared, problems } = await tryCall(subject, call);
    if (failed === undefined) count(result, run, compared);
    if (problems.length === 0) return;
    failed ??= Date.now();
    throw new Error(problems.join("; "));
  });
  const report = await fc.check(property, { numRuns: options.runs, seed: options.seed });
  if (report.failed) {
    const { seed, counterexamplePath: path, counterexample, errorInstance } = report;
    const shown = counterexample ? describeCall(counterexample[0]) : "no input";
    const said = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
    result.problems.push(
      `${handler.spec.name}: ${said.slice(0, 600)} (seed ${seed}, path ${path}; ${shown})`,
    );
  }
  return result;
}

async function tryCall(
  subject: Subject,
  call: Call,
): Promise<{ run: Run; compared: number; problems: string[] }> {
  const { name, input: schema } = subject.handler.spec;
  const run = await runCall(subject, call);
  const { sent } = run.world;
  const problems = [...runProblems(subject, run), ...readingProblems(name, call.input, sent)];
  if (sent.length === 0) return { run, compared: 0, problems };
  const own = ownNames(schema, parsed(call.input));
  if (call.kind === "valid") {
    subject.vocabulary.learn(sent, own);
    return { run, compared: 0, problems };
  }
  // Another type of value may well be another kind of request.
  const strange = () =>
    subject.vocabulary.strange(sent, own).filter((name) => call.kind === "hostile" || isOuter(name));
  if (strange().length === 0 && call.kind === "near") return { run, compared: 0, problems };
  const ordinary = (await runCall(subject, call, call.ordinary)).world.sent;
  subject.vocabulary.learn(ordinary, ownNames(schema, call.ordinary));
  const { compared, problems: widened } = compareQueries(subject, call, sent, ordinary);
  return {
    run,
    compared,
    problems: [...problems, ...strange(), ...call.kind === "hostile" ? widened : []],
  };
}

/** Outside of the body. */
function isOuter(name: string): boolean {
  return / has the (?:parameter|header) /.test(name);
}

function count(result: FuzzResult, { call, world, body, response, took }: Run, compared: number): void {
  result.runs[call.kind]++;
  if (world.sent.length > 0) result.reached[call.kind]++;
  result.requests += world.sent.length;
  result.compared += compared;
  const code = response.ok ? "success" : codeOf(body) ?? String(response.status);
  result.codes[code] = (result.codes[code] ?? 0) + 1;
  if (took > result.longest.took) result.longest = { took, call: describeCall(call) };
}

/** As the function gets it, where that can be read at all. */
function parsed(input: unknown): unknown {
  try {
    const value = JSON.parse(toJson(input));
    return isTooDeep(value) ? undefined : value;
  } catch {
    return undefined;
  }
}
