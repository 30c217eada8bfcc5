/**
 * A function's example, run while something goes wrong: what may go wrong, and what came of it. Where the
 * function runs does not matter here; see virtual.ts and tests/runtimes/stage.ts.
 *
 * @module
 */
import type { Example, Exchange } from "../../../sandbox/example.ts";
import type { Service } from "../../../shared/runtime/service.ts";
import type { FunctionSpec } from "../../../shared/runtime/spec.ts";
import { hostMatches } from "../../../shared/runtime/url.ts";
import { type FakeBase44, PROVIDER_TOKENS } from "../../support/base44.ts";
import type { Reaction, Sent } from "../../support/provider.ts";
import type { Recording } from "../../support/recording.ts";
import { findLeaks } from "../../support/replay.ts";
import type { WorldOptions } from "../../support/world.ts";

/** `R` is what the provider may do; on a real connection that is more than a `Response` can say. */
export interface Trouble<R = Reaction> {
  /** What is different from the example's world. */
  world?: WorldOptions;
  /** Reacts instead of the example, which then expects the same request once more. */
  intercept?: (exchange: Exchange, sent: Sent) => R | undefined;
  /** Gives the example's answer in another way. */
  deliver?: (exchange: Exchange) => R | undefined;
  /** @default the example's */
  input?: unknown;
}

export interface Rehearsal {
  /** 0 where no answer came; `text` says why then. */
  status: number;
  headers: Headers;
  text: string;
  body: Record<string, unknown>;
  /** What was called with. */
  input: unknown;
  /** The requests that reached the provider, in order. */
  sent: Sent[];
  base44: FakeBase44;
  /** The lines that the function printed; one that is no JSON is `{ level, text }`. */
  logs: Record<string, unknown>[];
  /** How long it took. */
  ms: number;
  /** By how many milliseconds times in its answer may be later than in the example, where time is real. */
  drift: number;
  /** What a request of the example was sent as, each time. */
  sends(exchange: Exchange): Sent[];
  /** Requests that the example does not hold. */
  extra: Sent[];
  quirks: Quirks;
  /** What is wrong with the time that passed before the request was made again. */
  waitProblems(exchange: Exchange, ms: number): string[];
  /** Bodies that the provider answered with, but for very long ones. */
  told: string[];
  /** What never may happen to anybody: tokens where they do not belong. */
  problems: string[];
}

/** What a runtime's HTTP client does in its own way. */
export interface Quirks {
  /** Sends a request that may be repeated again by itself, where a connection that was kept open breaks. */
  resends?: true;
  /** Takes an interim response (1xx) for the answer. */
  endsAtInterim?: true;
}

export type Rehearse<T extends Trouble<unknown> = Trouble> = (
  example: Example,
  trouble?: T,
) => Promise<Rehearsal>;

/** A function, wherever it runs. */
export interface Subject<T extends Trouble<unknown> = Trouble> {
  spec: FunctionSpec;
  rehearse: Rehearse<T>;
}

/** What only the place where the function ran can tell. */
export type Performance = Omit<Rehearsal, "body" | "sends" | "extra" | "problems">;

export function tokensOf({ connection }: Example): readonly string[] {
  return connection?.accessToken ? [connection.accessToken] : PROVIDER_TOKENS;
}

export function rehearsalOf<R>(
  { service }: FunctionSpec,
  example: Example,
  recording: Recording<R>,
  performance: Performance,
): Rehearsal {
  const tokens = tokensOf(example);
  const { headers, text, sent } = performance;
  const body = headers.get("content-type")?.includes("json") ? parse(text) : text;
  const strays = sent.filter(({ url, headers }) => !isOwn(service, url) && holdsAny(headers, tokens));
  return {
    ...performance,
    body: typeof body === "object" && body !== null ? body as Record<string, unknown> : { text: body },
    sends: (exchange) => recording.sends.get(exchange) ?? [],
    extra: recording.extra,
    problems: [
      ...findLeaks(performance, performance, text, tokens).map((place) => `a token is in ${place}`),
      ...strays.map(({ url }) => `the provider's token went to ${url.host}`),
    ],
  };
}

/** No other host may get the connection's token. */
function isOwn(service: Service | undefined, { host }: URL): boolean {
  const { baseUrl, hosts = [] } = service ?? {};
  return (typeof baseUrl === "string" && new URL(baseUrl).host === host) || hostMatches(host, hosts);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function holdsAny(headers: Headers, tokens: readonly string[]): boolean {
  return [...headers.values()].some((value) => tokens.some((token) => value.includes(token)));
}

const LONGEST_TOLD = 1_000_000;

/** Keeps what a provider says, without taking it from the function. */
export function keepTold(response: Response, told: string[]): Response {
  const type = response.headers.get("content-type") ?? "";
  if (!response.body || !type.includes("json")) return response;
  response.clone().text().then((text) => text.length <= LONGEST_TOLD && told.push(text), () => {});
  return response;
}
