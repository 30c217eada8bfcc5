/**
 * Checks the exchanges of an example against the provider's contract.
 *
 * @module
 */
import { type Example, type Exchange, exchangesOf, matchRoute } from "../../sandbox/example.ts";
import { FILE_HOSTS } from "../../shared/runtime/files.ts";
import { checkAnswer } from "./answer.ts";
import { checkRequestBody } from "./body.ts";
import type { Contract, Match } from "./contract.ts";
import { checkGraphql } from "./graphql.ts";
import { wasGiven } from "./opaque.ts";
import { checkHeaders, checkQuery } from "./parameters.ts";
import { payloadOf } from "./payload.ts";
import type { Check, Problem, Violation } from "./report.ts";
import { checkScopes } from "./scopes.ts";
import { loadContract, type ServiceContract } from "./specs.ts";

export interface CheckOptions {
  /** The scopes that the function declares; not checked where absent. */
  scopes?: readonly string[];
  /** What the service adds to every request with the token. Where absent, no header counts as missing. */
  headers?: Record<string, string>;
}

interface ExchangeCheck {
  request: Problem[];
  response: Problem[];
  notes?: Problem[];
  isExempt?: boolean;
  isUndescribed?: boolean;
}

/** `connector` is Base44's type. Throws where there is no contract for it. */
export function checkExample(connector: string, example: Example, options: CheckOptions = {}): Check {
  return checkAgainst(loadContract(connector), example, options);
}

export function checkAgainst(contract: ServiceContract, example: Example, options: CheckOptions = {}): Check {
  const exchanges = exchangesOf(example);
  const check: Check = { violations: [], exchanges: exchanges.length, exempt: 0, undescribed: 0, notes: [] };
  for (const [index, exchange] of exchanges.entries()) {
    const result = checkExchange(contract, example, exchange, exchanges.slice(0, index), options);
    check.violations.push(...violations(index, "request", result.request));
    check.violations.push(...violations(index, "response", result.response));
    check.notes.push(...violations(index, "response", result.notes ?? []));
    if (result.isExempt) check.exempt++;
    if (result.isUndescribed) check.undescribed++;
  }
  return check;
}

function checkExchange(
  contract: ServiceContract,
  example: Example,
  exchange: Exchange,
  earlier: readonly Exchange[],
  options: CheckOptions,
): ExchangeCheck {
  const { request, route } = exchange;
  const url = new URL(request.url);
  const routeProblems = matchRoute(route, request.method, url)
    ? []
    : [{ pointer: "/route", message: `Expected ${route}, got ${request.method} ${url.pathname}` }];
  // Base44's own storage, where `fileUrl` leads: no provider's contract describes it.
  if (request.method === "GET" && FILE_HOSTS.includes(url.hostname)) {
    return { request: routeProblems, response: [], isExempt: true };
  }
  if (contract.kind === "graphql") {
    const result = checkGraphql(contract.schema, exchange, (address) => wasGiven(address, example, earlier));
    return { ...result, request: [...routeProblems, ...result.request] };
  }
  const matches = contract.rest.match(request.method, url);
  if (matches.length === 0) {
    const message = contract.rest.explainMismatch(request.method, url);
    return { request: [...routeProblems, { pointer: "/url", message }], response: [] };
  }
  const isGiven = wasGiven(url, example, earlier);
  const checks = matches.map((match) => checkMatch(contract.rest, match, exchange, isGiven, options));
  const [closest] = checks.toSorted((a, b) => problemCount(a) - problemCount(b));
  return { response: [], ...closest, request: [...routeProblems, ...(closest?.request ?? [])] };
}

function checkMatch(
  contract: Contract,
  match: Match,
  { request, response }: Exchange,
  isGiven: boolean,
  options: CheckOptions,
): ExchangeCheck {
  const url = new URL(request.url);
  const headers = new Headers(match.operation.isOpaque ? {} : options.headers);
  for (const [name, value] of Object.entries(request.headers ?? {})) headers.set(name, value);
  const isUnknownAddress = match.operation.isOpaque && !isGiven;
  const answer = response && checkAnswer(contract, match, url, response);
  return {
    request: [
      ...(isUnknownAddress
        ? [{ pointer: "/url", message: `Expected an address that an earlier answer gave` }]
        : []),
      ...checkQuery(contract, match, url),
      ...checkHeaders(contract, match, headers, options.headers !== undefined),
      ...checkRequestBody(contract, match, payloadOf(request, headers)),
      ...(options.scopes ? checkScopes(contract, match, options.scopes) : []),
    ],
    response: answer?.problems ?? [],
    notes: answer?.notes ?? [],
    isUndescribed: answer?.isUndescribed ?? false,
  };
}

function problemCount({ request, response }: ExchangeCheck): number {
  return request.length + response.length;
}

function violations(exchange: number, side: Violation["side"], problems: readonly Problem[]): Violation[] {
  return problems.map((problem) => ({ exchange, side, ...problem }));
}
