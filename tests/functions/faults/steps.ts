/**
 * The provider requests of an example, with what a failure of each may have left behind.
 *
 * @module
 */
import type { Example, Exchange } from "../../../sandbox/example.ts";
import type { FunctionSpec } from "../../../shared/runtime/spec.ts";
import { FILE_HOSTS } from "../../../shared/runtime/files.ts";
import { hostMatches } from "../../../shared/runtime/url.ts";
import { isPresigned } from "../../support/recording.ts";
import { ROUTES } from "../expectations.ts";

export interface Step {
  exchange: Exchange;
  route: string;
  /** Changes nothing. */
  reads: boolean;
  /** May be made twice. */
  repeatable: boolean;
  /** To an address that carries its own permission. */
  presigned: boolean;
  /** Whether an earlier request left something behind; `maybe` beside others that are made at the same time. */
  afterWrites: boolean | "maybe";
}

/** Of requests that are made in a row, and of groups made side by side, the ones at both ends are enough. */
const MAX_IN_A_ROW = 8;
const READING = new Set(["GET", "HEAD"]);
const REPEATABLE = new Set(["GET", "HEAD", "PUT", "DELETE"]);

export function stepsOf(spec: FunctionSpec, example: Example): Step[] {
  const steps: Step[] = [];
  let written = false;
  for (const entry of example.exchanges) {
    const group = "anyOrder" in entry ? entry.anyOrder : [entry];
    const traits = group.map((exchange) => ({ exchange, ...traitsOf(spec, exchange) }));
    const writes = traits.some(({ reads, exchange }) => !reads && !isRefused(exchange));
    const afterWrites: Step["afterWrites"] = written || (writes && group.length > 1 ? "maybe" : false);
    steps.push(...ends(traits, 1).map((trait) => ({ ...trait, afterWrites })));
    written ||= writes;
  }
  return ends(steps.filter(isProvider), MAX_IN_A_ROW / 2);
}

export function traitsOf(spec: FunctionSpec, exchange: Exchange): Omit<Step, "exchange" | "afterWrites"> {
  const { route, request } = exchange;
  const known = ROUTES.find((entry) => entry.function === spec.name && entry.route === route);
  const reads = spec.effect === "read" || READING.has(request.method) || known?.reads === true ||
    /^\s*(query\b|\{)/.test(graphqlDocument(exchange) ?? "");
  return {
    route,
    reads,
    repeatable: reads || (known?.repeatable ?? REPEATABLE.has(request.method)),
    presigned: isPresigned(spec.service, new URL(request.url)),
  };
}

/** The GraphQL document of a request, where it has one. */
export function graphqlDocument({ route, request: { json } }: Exchange): string | undefined {
  if (!route.endsWith("/graphql") || typeof json !== "object" || json === null) return undefined;
  return "query" in json && typeof json.query === "string" ? json.query : undefined;
}

/** What was refused left nothing behind. */
function isRefused({ response }: Exchange): boolean {
  return response !== undefined && response.status >= 400 && response.status < 500;
}

/** Files that come from Base44's storage are no provider's. */
function isProvider({ exchange }: Step): boolean {
  return !hostMatches(new URL(exchange.request.url).host, FILE_HOSTS);
}

function ends<T>(list: T[], count: number): T[] {
  return list.length <= 2 * count ? list : [...list.slice(0, count), ...list.slice(-count)];
}
