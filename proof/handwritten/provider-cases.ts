/**
 * What a provider refuses or fails with.
 *
 * @module
 */
import type { Exchange } from "../../sandbox/example.ts";
import { faultsOf, type Spelled } from "../../tests/functions/faults/providers.ts";
import type { Step } from "../../tests/functions/faults/steps.ts";
import { PROVIDER_TOKENS } from "../../tests/support/base44.ts";
import type { Reaction } from "../../tests/support/provider.ts";
import { responseOf } from "../../tests/support/recording.ts";
import { type Case, caseOf } from "./case.ts";
import type { Demand, Failure } from "./judge.ts";
import { isDone, timesOf } from "./repeats.ts";
import type { Side } from "./side.ts";

const SHORT = 2;
const LONG = 120;
/** Timers of two processes differ a little. */
const SLACK_MS = 100;

const BROKEN = "upstream connect error or disconnect: shard 12 of db-primary.internal refused";
const UNAVAILABLE = "<html><body>Service temporarily unavailable, backend be-17.internal</body></html>";

export function providerCases(side: Side, step: Step): Case[] {
  const spelled = faultsOf(side.spec.service?.connector ?? "", step.presigned);
  const { exchange, route } = step;
  const at = (
    fault: Case["fault"],
    demand: Demand,
    react: () => Reaction,
    tokens = PROVIDER_TOKENS.slice(0, 1),
  ) =>
    caseOf(
      side,
      fault,
      { exchange, ...demand },
      () => ({
        world: { tokens },
        intercept: (intercepted: Exchange) => intercepted === exchange ? react() : undefined,
      }),
      route,
    );
  const told = (fault: Case["fault"], end: Failure, answer: Spelled | undefined) => {
    if (!answer) return [];
    const plain = withoutToken(answer);
    const demand = { end, orDone: isDone(step), raw: JSON.stringify(plain.json) };
    return [at(fault, demand, () => responseOf(plain))];
  };
  const broken = (fault: Case["fault"], times: Demand["times"], react: () => Reaction, raw?: string) =>
    at(fault, { end: "provider", orDone: isDone(step), times, raw }, react);
  const careful = timesOf(side, step);
  const eager = step.reads ? "again" : careful;
  const { rateLimited, expired } = spelled;

  return [
    ...(step.presigned ? [] : [
      freshToken(side, step, expired),
      ...told("expired for good", "connection", expired),
    ]),
    ...told("403", "refusal", spelled.denied),
    ...told("missing scope", "connection", spelled.missingScope),
    ...told("404", "refusal", spelled.notFound),
    ...told("409", "refusal", spelled.conflict),
    shortLimit(side, step, rateLimited),
    ...told("429 long", "limit", delayed(rateLimited, LONG)),
    broken("500", careful, () => new Response(BROKEN, { status: 500 }), BROKEN),
    broken("503", eager, () => new Response(UNAVAILABLE, { status: 503 }), UNAVAILABLE),
    ...told("fault inside a 200", "provider", spelled.faultInside200),
    broken("reset", eager, () => "reset"),
    broken("timeout", careful, () => "timeout"),
  ];
}

function freshToken(side: Side, step: Step, expired: Spelled): Case {
  const { exchange, route } = step;
  const demand: Demand = {
    end: "done at the second attempt, or connection",
    exchange,
    orDone: isDone(step),
  };
  return caseOf(side, "expired, then fresh", demand, () => {
    let refusals = 0;
    return {
      world: { tokens: PROVIDER_TOKENS },
      intercept: (intercepted) =>
        intercepted === exchange && refusals++ === 0 ? responseOf(withoutToken(expired)) : undefined,
    };
  }, route);
}

/** The provider refuses until the time is over that it asked to wait. */
function shortLimit(side: Side, step: Step, limited: Spelled): Case {
  const { exchange, route } = step;
  const answer = delayed(withoutToken(limited), SHORT);
  const demand: Demand = { end: "done at the second attempt", exchange, orDone: isDone(step) };
  return caseOf(side, "429 short", demand, () => {
    let until: number | undefined;
    return {
      intercept(intercepted) {
        if (intercepted !== exchange) return undefined;
        until ??= performance.now() + SHORT * 1_000 - SLACK_MS;
        return performance.now() < until ? responseOf(answer) : undefined;
      },
    };
  }, route);
}

function delayed(answer: Spelled, seconds: number): Spelled {
  return { ...answer, headers: { ...answer.headers, "retry-after": String(seconds) } };
}

/** The matrix lets providers echo the token; none is known that does. */
function withoutToken(answer: Spelled): Spelled {
  const text = JSON.stringify(answer.json) ?? "null";
  return { ...answer, json: JSON.parse(text.replaceAll(PROVIDER_TOKENS[0], "see the documentation")) };
}
