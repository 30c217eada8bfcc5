/**
 * What a provider may refuse or fail with, at every request of a function.
 *
 * @module
 */
import type { Example, Exchange } from "../../../sandbox/example.ts";
import type { ErrorCode } from "../../../shared/runtime/errors.ts";
import { PROVIDER_TOKENS } from "../../support/base44.ts";
import type { Reaction } from "../../support/provider.ts";
import { responseOf } from "../../support/recording.ts";
import type { Handler, WorldOptions } from "../../support/world.ts";
import type { Fault, FaultName } from "./fault.ts";
import { faultsOf, type Spelled } from "./providers.ts";
import { rehearse, type Rehearsal } from "./rehearsal.ts";
import type { Step } from "./steps.ts";
import { after, type Expected, failureProblems, successProblems } from "./verdict.ts";

const SHORT = 2;
const LONG = 120;
const MAX_ATTEMPTS = 3;

export function providerFaults(handler: Handler, example: Example, step: Step): Fault[] {
  const at = step.route;
  const spelled = faultsOf(handler.spec.service?.connector ?? "", step.presigned);

  const rehearsed = (react: () => Reaction, times = Infinity, world: WorldOptions = {}): Promise<Rehearsal> => {
    let left = times;
    const intercept = (exchange: Exchange) => exchange === step.exchange && left-- > 0 ? react() : undefined;
    return rehearse(handler, example, { world, intercept });
  };
  const fails = (name: FaultName, react: () => Reaction, expected: Expected, world?: WorldOptions): Fault => ({
    name,
    at,
    run: async () => failureProblems(await rehearsed(react, Infinity, world), expected, step),
  });
  const refusal = (name: FaultName, answer: Spelled, code: ErrorCode): Fault =>
    fails(name, () => responseOf(answer), { code, outcome: after(step, "not_done"), attempts: 1 });
  const fault = (name: FaultName, react: () => Reaction): Fault => fails(name, react, broken(step, MAX_ATTEMPTS));

  return [
    ...(step.presigned ? [] : staleToken(step, spelled.expired, rehearsed)),
    ...(spelled.missingScope
      ? [fails("missing scope", reacting(spelled.missingScope), {
        code: "missing_scope",
        outcome: after(step, "not_done"),
        attempts: 1,
      })]
      : []),
    refusal("403", spelled.denied, "provider_denied"),
    refusal("404", spelled.notFound, "not_found"),
    refusal("409", spelled.conflict, "conflict"),
    {
      name: "429 short",
      at,
      async run() {
        const result = await rehearsed(reacting(delayed(spelled.rateLimited, SHORT)), 1);
        const { waits } = result.world.clock;
        return [
          ...successProblems(result, example.output),
          ...(waits.includes(SHORT * 1_000) ? [] : [`expected a wait of ${SHORT} s, got ${waits}`]),
          ...(result.sends(step.exchange).length === 2 ? [] : ["expected two attempts"]),
        ];
      },
    },
    fails("429 long", reacting(delayed(spelled.rateLimited, LONG)), {
      code: "rate_limited",
      outcome: after(step, "not_done"),
      attempts: 1,
      retryAfter: LONG,
    }),
    fault("500", () => new Response("Internal Server Error", { status: 500 })),
    fault("503", () => new Response("<html>503</html>", { status: 503, headers: { "content-type": "text/html" } })),
    ...(spelled.faultInside200 ? [fault("fault inside a 200", reacting(spelled.faultInside200))] : []),
    fault("reset", () => "reset"),
    // Where the time budget ends first, there are fewer attempts.
    fails("timeout", () => "timeout", {
      ...broken(step, step.repeatable ? [1, MAX_ATTEMPTS] : 1),
      code: "provider_timeout",
    }),
  ];
}

/** Base44 may hold a newer token than the one that it gave at first. */
function staleToken(
  step: Step,
  expired: Spelled,
  rehearsed: (react: () => Reaction, times?: number, world?: WorldOptions) => Promise<Rehearsal>,
): Fault[] {
  const at = step.route;
  const expected = { code: "connection_expired", outcome: after(step, "not_done") } as const;
  const asked = ({ world }: Rehearsal, times: number) => {
    const count = world.base44.count("connection");
    return count === times ? [] : [`expected ${times} questions for the connection, got ${count}`];
  };
  return [
    {
      name: "expired, then fresh",
      at,
      async run() {
        const result = await rehearsed(reacting(expired), 1, { tokens: PROVIDER_TOKENS });
        const last = result.sends(step.exchange).at(-1)?.headers.get("authorization");
        return [
          ...(result.status === 200 ? [] : [`expected success, got ${result.body.code}`]),
          ...result.problems,
          ...asked(result, 2),
          ...(last === `Bearer ${PROVIDER_TOKENS[1]}` ? [] : ["expected the new token in the second attempt"]),
        ];
      },
    },
    {
      name: "expired twice",
      at,
      async run() {
        const result = await rehearsed(reacting(expired), Infinity, { tokens: PROVIDER_TOKENS });
        return [...failureProblems(result, { ...expected, attempts: 2 }, step), ...asked(result, 2)];
      },
    },
    {
      name: "expired, same token",
      at,
      async run() {
        const result = await rehearsed(reacting(expired));
        return [...failureProblems(result, { ...expected, attempts: 1 }, step), ...asked(result, 2)];
      },
    },
  ];
}

function broken(step: Step, attempts: number | [number, number]): Expected {
  return {
    code: "provider_unavailable",
    outcome: after(step, step.reads ? "not_done" : "unknown"),
    attempts: step.repeatable ? attempts : 1,
  };
}

function reacting(answer: Spelled): () => Reaction {
  return () => responseOf(answer);
}

function delayed(answer: Spelled, seconds: number): Spelled {
  return { ...answer, headers: { ...answer.headers, "retry-after": String(seconds) } };
}
