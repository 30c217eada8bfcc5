/**
 * What a provider may refuse or fail with, at every request of a function.
 *
 * @module
 */
import type { Example, Exchange } from "../../../sandbox/example.ts";
import type { ErrorCode } from "../../../shared/runtime/errors.ts";
import type { FunctionSpec } from "../../../shared/runtime/spec.ts";
import type { Reaction } from "../../support/provider.ts";
import { responseOf } from "../../support/recording.ts";
import { type Expected, type Fault, type FaultName, verdict } from "./fault.ts";
import { faultsOf, type Spelled } from "./providers.ts";
import { staleTokenFaults } from "./stale-token-faults.ts";
import type { Step } from "./steps.ts";
import { after, different, failureProblems, successProblems } from "./verdict.ts";

const SHORT = 2;
const LONG = 120;
const MAX_ATTEMPTS = 3;

export function providerFaults(spec: FunctionSpec, example: Example, step: Step): Fault[] {
  const spelled = faultsOf(spec.service?.connector ?? "", step.presigned);
  const fails = (name: FaultName, react: () => Reaction, expected: Expected): Fault => ({
    name,
    at: step.route,
    async run(rehearse, changes) {
      const intercept = (exchange: Exchange) => exchange === step.exchange ? react() : undefined;
      const run = await rehearse(example, { intercept });
      return verdict(run, failureProblems(run, { ...expected, ...changes }, step));
    },
  });
  const refused = (name: FaultName, answer: Spelled, code: ErrorCode): Fault =>
    fails(name, () => responseOf(answer), { code, outcome: after(step, "not_done"), attempts: 1 });
  const broken = (name: FaultName, react: () => Reaction, changes: Partial<Expected> = {}): Fault =>
    fails(name, react, {
      code: "provider_unavailable",
      outcome: after(step, step.reads ? "not_done" : "unknown"),
      attempts: step.repeatable ? MAX_ATTEMPTS : 1,
      ...changes,
    });
  const { missingScope, faultInside200 } = spelled;
  const usesToken = !step.presigned && spec.connection !== "none";

  return [
    ...(usesToken ? staleTokenFaults(example, step, spelled.expired) : []),
    ...(missingScope ? [refused("missing scope", missingScope, "missing_scope")] : []),
    refused("403", spelled.denied, "provider_denied"),
    refused("404", spelled.notFound, "not_found"),
    refused("409", spelled.conflict, "conflict"),
    shortLimit(example, step, spelled.rateLimited),
    longLimit(example, step, spelled.rateLimited),
    broken("500", () => new Response("Internal Server Error", { status: 500 })),
    broken(
      "503",
      () => new Response("<html>503</html>", { status: 503, headers: { "content-type": "text/html" } }),
    ),
    ...(faultInside200 ? [broken("fault inside a 200", () => responseOf(faultInside200))] : []),
    broken("reset", () => "reset", { breaks: true }),
    // Where the time budget ends first, there are fewer attempts.
    broken("timeout", () => "timeout", {
      code: "provider_timeout",
      ...(step.repeatable && { attempts: [1, MAX_ATTEMPTS] }),
    }),
  ];
}

/** A short wait that the provider asks for is made, whatever the request. */
function shortLimit(example: Example, step: Step, limited: Spelled): Fault {
  return {
    name: "429 short",
    at: step.route,
    async run(rehearse) {
      let times = 0;
      const intercept = (exchange: Exchange) =>
        exchange === step.exchange && times++ === 0 ? responseOf(delayed(limited, SHORT)) : undefined;
      const run = await rehearse(example, { intercept });
      return verdict(
        run,
        successProblems(run, example.output),
        run.waitProblems(step.exchange, SHORT * 1_000),
        different("attempts", run.sends(step.exchange).length, 2),
      );
    },
  };
}

/** A long one is handed to the caller. */
function longLimit(example: Example, step: Step, limited: Spelled): Fault {
  return {
    name: "429 long",
    at: step.route,
    async run(rehearse, changes) {
      const intercept = (exchange: Exchange) =>
        exchange === step.exchange ? responseOf(delayed(limited, LONG)) : undefined;
      const run = await rehearse(example, { intercept });
      const expected: Expected = { code: "rate_limited", outcome: after(step, "not_done"), attempts: 1 };
      return verdict(
        run,
        failureProblems(run, { ...expected, ...changes }, step),
        different("retryAfter", run.body.retryAfter, LONG),
        different("Retry-After", run.headers.get("retry-after"), String(LONG)),
      );
    },
  };
}

function delayed(answer: Spelled, seconds: number): Spelled {
  return { ...answer, headers: { ...answer.headers, "retry-after": String(seconds) } };
}
