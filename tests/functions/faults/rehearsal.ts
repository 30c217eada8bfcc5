/**
 * Runs a function's example while something goes wrong, and tells what never may happen, whatever goes wrong.
 *
 * @module
 */
import type { Example, Exchange } from "../../../sandbox/example.ts";
import { PROVIDER_TOKENS } from "../../support/base44.ts";
import type { Reaction, Sent } from "../../support/provider.ts";
import { Recording } from "../../support/recording.ts";
import { findLeaks, inputOf, readAnswer, worldOf } from "../../support/replay.ts";
import { createWorld, type Handler, type World, type WorldOptions } from "../../support/world.ts";
import { NARROWED } from "../expectations.ts";

export interface Trouble {
  /** What is different from the example's world. */
  world?: WorldOptions;
  /** Reacts instead of the example, which then expects the same request once more. */
  intercept?: (exchange: Exchange, sent: Sent) => Reaction | undefined;
  /** @default the example's */
  input?: unknown;
}

export interface Rehearsal {
  world: World;
  status: number;
  headers: Headers;
  body: Record<string, unknown>;
  /** What a request of the example was sent as, each time. */
  sends(exchange: Exchange): Sent[];
  /** Requests that the example does not hold. */
  extra: Sent[];
  /** What never may happen. */
  problems: string[];
}

export async function rehearse(
  handler: Handler,
  example: Example,
  trouble: Trouble = {},
): Promise<Rehearsal> {
  const tokens = example.connection?.accessToken ? [example.connection.accessToken] : PROVIDER_TOKENS;
  const recording = new Recording(example, {
    service: handler.spec.service,
    tokens,
    intercept: trouble.intercept,
  });
  const world = createWorld({
    ...worldOf(example),
    provider: (sent) => recording.react(sent),
    ...trouble.world,
  });
  const input = trouble.input ?? inputOf(example);
  const response = await world.call(handler, input);
  const { text, body } = await readAnswer(response);
  const sends = (exchange: Exchange) => recording.sends.get(exchange) ?? [];
  return {
    world,
    status: response.status,
    headers: response.headers,
    body: typeof body === "object" && body !== null ? body as Record<string, unknown> : { text: body },
    sends,
    extra: recording.extra,
    problems: [
      ...findLeaks(world, response, text, tokens).map((place) => `a token is in ${place}`),
      ...logProblems(world, response, input),
      ...[...recording.sends].filter(([{ route }, sends]) =>
        hasVariants(sends) && !isNarrowed(handler.spec.name, route)
      ).map(([, [first]]) => `${first?.url.pathname} was sent again with another body`),
    ],
  };
}

function logProblems({ logs }: World, { status }: Response, input: unknown): string[] {
  const [line] = logs;
  if (!line || logs.length > 1) return [`expected one line in the log, got ${logs.length}`];
  const text = JSON.stringify(line);
  return [
    ...(line.status === status ? [] : [`expected status ${status} in the log, got ${line.status}`]),
    ...privateTexts(input).filter((value) => text.includes(value)).map((value) =>
      `the log holds the input ${value}`
    ),
    ...("at" in line ? [`the function threw ${line.error} ${line.at}`] : []),
  ];
}

const TELLING_LENGTH = 8;

/** Texts of an input that are long enough to be nothing else. */
function privateTexts(value: unknown): string[] {
  if (typeof value === "string") return value.length >= TELLING_LENGTH ? [value] : [];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(privateTexts) : [];
}

/** What is sent again has to be the same: an ID that is chosen anew does the job twice. */
function hasVariants([first, ...others]: Sent[]): boolean {
  return others.some((sent) =>
    !first || sent.url.href !== first.url.href || Buffer.compare(sent.body, first.body) !== 0
  );
}

function isNarrowed(name: string, route: string): boolean {
  return NARROWED.some((entry) => entry.function === name && entry.route === route);
}
