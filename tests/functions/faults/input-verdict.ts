/**
 * How a function may take input that no honest caller sends: with success, or by saying what is wrong with
 * which field before anything is changed. Nothing leaves for another place than the examples' requests go to.
 *
 * @module
 */
import { type Exchange, matchRoute } from "../../../sandbox/example.ts";
import type { FunctionSpec } from "../../../shared/runtime/spec.ts";
import type { Provider, Sent } from "../../support/provider.ts";
import { reactionOf } from "../../support/recording.ts";
import type { Rehearsal } from "./rehearsal.ts";
import { described } from "./verdict.ts";
import { graphqlDocument, traitsOf } from "./steps.ts";

/** Answers every request that goes where one of the examples' goes; for one call. */
export function answering(exchanges: readonly Exchange[]): Provider {
  const used = new Set<Exchange>();
  return (sent) => {
    const there = exchanges.filter((exchange) => isAt(exchange, sent.method, sent.url));
    const [exchange] = there.sort((a, b) => likeness(b, sent, used) - likeness(a, sent, used));
    if (!exchange) return "reset";
    used.add(exchange);
    return reactionOf(exchange);
  };
}

/** One route may answer differently: GraphQL's by its document, Drive's with alt=media, or page by page. */
function likeness(exchange: Exchange, { url, body }: Sent, used: ReadonlySet<Exchange>): number {
  const document = graphqlDocument(exchange);
  const sameDocument = document !== undefined &&
    new TextDecoder().decode(body).includes(JSON.stringify(document));
  const sameQuery = queryNames(new URL(exchange.request.url)) === queryNames(url);
  return (sameDocument ? 4 : 0) + (sameQuery ? 2 : 0) + (used.has(exchange) ? 0 : 1);
}

function queryNames({ searchParams }: URL): string {
  return [...searchParams.keys()].sort().join();
}

const REFUSALS = new Set([
  "invalid_input",
  "invalid_request",
  "not_allowed",
  "not_found",
  "payload_too_large",
]);

export function inputProblems(
  run: Rehearsal,
  exchanges: readonly Exchange[],
  spec: FunctionSpec,
): string[] {
  const { status, body, sent } = run;
  const strays = sent.filter(({ method, url }) => !exchanges.some((exchange) => isAt(exchange, method, url)))
    .map(({ method, url }) => `${method} ${url.href.slice(0, 200)} is on no example's way`);
  if (status === 200) return strays;
  return [
    ...strays,
    ...(REFUSALS.has(String(body.code)) ? [] : [`expected success or a refusal, got ${described(run)}`]),
    ...(body.code === "invalid_input" && !saysWhy(body) ? ["expected issues that say what is wrong"] : []),
    ...changes(run, exchanges, spec).map((request) => `expected nothing that changes, got ${request}`),
  ];
}

/** The field at `path` is what is wrong. */
export function fieldProblems(run: Rehearsal, path: string): string[] {
  const { issues, code } = run.body;
  const [issue] = Array.isArray(issues) ? issues : [];
  return [
    ...(code === "invalid_input" ? [] : [`expected invalid_input, got ${code ?? "success"}`]),
    ...(issue?.path === path ? [] : [`expected an issue at ${path}, got one at ${issue?.path}`]),
    ...sentProblems(run),
  ];
}

/** Some values can only be judged by what the provider holds, such as a column's name. */
function changes(run: Rehearsal, exchanges: readonly Exchange[], spec: FunctionSpec): string[] {
  const changing = run.sent.filter((sent) => {
    const there = exchanges.filter((exchange) => isAt(exchange, sent.method, sent.url));
    const [exchange] = there.sort((a, b) => likeness(b, sent, NONE) - likeness(a, sent, NONE));
    return exchange && !traitsOf(spec, exchange).reads;
  });
  return changing.map(({ method, url }) => `${method} ${url.href.slice(0, 200)}`);
}

const NONE: ReadonlySet<Exchange> = new Set();

export function sentProblems({ sent }: Rehearsal): string[] {
  return sent.map(({ method, url }) =>
    `expected no provider request, got ${method} ${url.href.slice(0, 200)}`
  );
}

function saysWhy({ issues }: Record<string, unknown>): boolean {
  return Array.isArray(issues) && issues.length > 0 && issues.every(({ message }) => message);
}

function isAt({ route, request }: Exchange, method: string, url: URL): boolean {
  return new URL(request.url).origin === url.origin && matchRoute(route, method, url);
}
