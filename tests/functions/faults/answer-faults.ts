/**
 * Answers that say success, and cannot be used: at every request of a function.
 *
 * A function that needs nothing of an answer may well succeed; then its output has to be the example's.
 *
 * @module
 */
import type { Example, Exchange } from "../../../sandbox/example.ts";
import { DEFAULT_LIMITS, type FunctionSpec, MEGABYTE } from "../../../shared/runtime/spec.ts";
import type { Reaction } from "../../support/provider.ts";
import { responseOf } from "../../support/recording.ts";
import { type Expected, type Fault, type FaultName, verdict } from "./fault.ts";
import { faultsOf } from "./providers.ts";
import type { Step } from "./steps.ts";
import { after, failureProblems, successProblems } from "./verdict.ts";

type Recorded = NonNullable<Exchange["response"]>;

const PAGE = "<!doctype html><title>Sign in to the network</title>";

export function answerFaults(spec: FunctionSpec, example: Example, step: Step): Fault[] {
  const { response } = step.exchange;
  if (!response) return [];
  const { status, headers = {}, json } = response;
  const limit = spec.limits?.response ?? DEFAULT_LIMITS.response;
  const { needsJson = false } = faultsOf(spec.service?.connector ?? "", step.presigned);
  const unusable = (
    name: FaultName,
    react: () => Reaction,
    expected: Expected = unreadable(step),
  ): Fault => ({
    name,
    at: step.route,
    async run(rehearse, changes) {
      const intercept = (exchange: Exchange) => exchange === step.exchange ? react() : undefined;
      const run = await rehearse(example, { intercept });
      if (run.status === 200 && !needsJson) return verdict(run, successProblems(run, example.output));
      return verdict(run, failureProblems(run, { ...expected, ...changes }, step));
    },
  });
  return [
    unusable("non-JSON", () => new Response(PAGE, { status: 200, headers: { "content-type": "text/html" } })),
    unusable("empty", () => new Response(null, { status: 200, headers })),
    unusable("oversized", () => new Response(endless(limit), { status: 200, headers })),
    // What has no body cannot stop inside it.
    ...(status === 204 ? [] : [unusable("stall", () => ({ stall: responseOf(response) }), stalled(step))]),
    ...(json === undefined ? [] : [
      unusable("truncated", () => new Response(half(response), { status, headers })),
      unusable("misfit", () => Response.json(retyped(json), { status })),
    ]),
  ];
}

/** The job is done where it changes something, only the answer is of no use. */
function unreadable(step: Step): Expected {
  return {
    code: "provider_invalid_response",
    outcome: after(step, step.reads ? "not_done" : "done"),
    attempts: 1,
  };
}

/** What repeats may help with is repeated, while there is time. */
function stalled(step: Step): Expected {
  return {
    ...unreadable(step),
    ...(step.reads && { code: "provider_timeout" }),
    ...(step.repeatable && { attempts: [1, 3] }),
  };
}

function half({ json }: Recorded): string {
  const text = JSON.stringify(json);
  return text.slice(0, Math.ceil(text.length / 2));
}

const CHUNK = new Uint8Array(MEGABYTE).fill(0x20);

/** Blanks, more of them than the function takes. */
function endless(limit: number): ReadableStream<Uint8Array> {
  let left = limit + 2 * MEGABYTE;
  return new ReadableStream({
    pull(controller) {
      if (left <= 0) return controller.close();
      left -= MEGABYTE;
      controller.enqueue(CHUNK);
    },
  });
}

/** The same JSON with values of other types. Booleans stay: they tell success from failure. */
function retyped(value: unknown): unknown {
  if (Array.isArray(value)) return { 0: "an object" };
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, retyped(item)]));
  }
  if (typeof value === "boolean") return value;
  return typeof value === "string" ? { text: value } : ["a list"];
}
