/**
 * What callers try through the sandbox, and what the rules say about it.
 *
 * @module
 */
import { CALLER_TOKENS, SERVICE_TOKEN } from "../../../sandbox/callers.ts";
import type { CollectedFunction } from "../../../sandbox/collection.ts";
import { exchangesOf, type NamedExample } from "../../../sandbox/example.ts";
import { EXAMPLE_HEADER } from "../../../sandbox/host.ts";
import { encodeHeader, SANDBOX_HEADER } from "../../../sandbox/runtimes/wire.ts";
import { STRANGERS_TEXT } from "../../functions/access/envelope-cases.ts";
import { boundsOf, type Input, setsAdminField, usualAsks } from "../../functions/access/inputs.ts";
import { type Facts, type Verdict, verdictOf, type Who } from "../../functions/access/rules.ts";

export type Header = readonly [name: string, value: string];

export interface Attempt {
  row: string;
  headers: readonly Header[];
  body: unknown;
  query?: string;
  verdict: Verdict;
}

/** Opens every function; the sandbox gets it as a secret. */
export const KEY = "sandbox-key-0123456789-abcdefghijkl";
/** Opens one that is not there. */
export const SCOPED_KEY = "scoped-key-0123456789-abcdefghijklm";
export const SHORT_KEY = "short-key-of-31-characters-0123";
const WRONG_KEY = "wrong-key-0123456789-abcdefghijklmn";
export const KEYS = [KEY, SCOPED_KEY, SHORT_KEY, WRONG_KEY];

const GUESS = "Bearer sandbox-service-00000000-0000-4000-8000-000000000000";
const ADMIN: Header = ["Authorization", `Bearer ${CALLER_TOKENS.admin}`];
const USER: Header = ["Authorization", `Bearer ${CALLER_TOKENS.user}`];

/** The secret with the keys for `names`. */
export function keysFor(names: readonly string[]): string {
  return [`${KEY}:${names.join()}`, `${SCOPED_KEY}:no-such-function`, `${SHORT_KEY}:${names.join()}`].join(
    ";",
  );
}

/** `trap` is where forged headers point to. */
export function attemptsOn(called: CollectedFunction, trap: string): Attempt[] {
  const { spec, examples } = called;
  const asks = usualAsks(spec, examples);
  const ask = asks.find(({ example }) => isPlain(example)) ?? asks[0];
  if (!ask) throw new Error(`Expected an example of ${spec.name} without fields for admins only`);
  const { example, input } = ask;
  const facts = {
    access: spec.access,
    account: "shared",
    fits: true,
    setsAdminField: setsAdminField(spec, input),
    bounds: boundsOf(spec, input, example.secrets ?? {}),
  } as const;
  const attempt = (
    row: string,
    who: Who,
    headers: readonly Header[],
    more: Partial<Facts & Attempt> = {},
  ) => ({
    row,
    headers: [[EXAMPLE_HEADER, example.case] as const, ...headers],
    body: more.body ?? input,
    ...(more.query && { query: more.query }),
    verdict: more.verdict ?? verdictOf({ ...facts, who, ...more }),
  });
  const key = (value: string): Header => ["X-Functions-Key", value];
  const forged = forgedHeaders(trap);
  const fits = spec.input.safeParse({}).success;
  return [
    attempt("anonymous, forged headers", "nobody", forged),
    attempt("user, forged headers", "user", [...forged, USER]),
    attempt("admin, forged headers", "admin", [ADMIN, ...forged]),
    attempt("the app's service token as Base44's header only", "nobody", [
      ["Base44-Service-Authorization", `Bearer ${SERVICE_TOKEN}`],
    ]),
    attempt("the app's service token in on-behalf-of only", "nobody", [
      ["On-Behalf-Of", `Bearer ${SERVICE_TOKEN}`],
    ]),
    attempt("the app's service token as Authorization", "service", [
      ["Authorization", `Bearer ${SERVICE_TOKEN}`],
    ]),
    attempt("a guessed service token as Authorization", "nobody", [["Authorization", GUESS]]),
    attempt("two tokens as Authorization", "nobody", [USER, [
      "authorization",
      `Bearer ${CALLER_TOKENS.admin}`,
    ]]),
    attempt("envelope, anonymous", "nobody", [], { body: smuggled(called, input) }),
    attempt("envelope, user", "user", [USER], { body: smuggled(called, input) }),
    attempt("envelope, admin", "admin", [ADMIN], { body: smuggled(called, input) }),
    ...(fits ? [] : [attempt("envelope without input, admin", "admin", [ADMIN], {
      body: { event: { type: "create", data: input }, data: input, old_data: { args: input } },
      fits: false,
    })]),
    attempt("key, right", "key", [key(KEY)]),
    attempt("key, right, in the body", "key", [], { body: { ...input, functionsKey: KEY } }),
    attempt("key, wrong", "nobody", [key(WRONG_KEY)], { verdict: "not_allowed" }),
    attempt("key, wrong, beside an admin's token", "admin", [key(WRONG_KEY), ADMIN], {
      verdict: "not_allowed",
    }),
    attempt("key, short", "nobody", [key(SHORT_KEY)], { verdict: "not_allowed" }),
    attempt("key, scoped to others", "nobody", [key(SCOPED_KEY)], { verdict: "not_allowed" }),
    attempt("key, twice", "nobody", [key(KEY), ["x-functions-key", KEY]], { verdict: "not_allowed" }),
    attempt("key, right, from a browser: Origin", "nobody", [key(KEY), ["Origin", "http://localhost:5173"]], {
      verdict: "not_allowed",
    }),
    attempt("key, right, from a browser: Sec-Fetch-Site", "nobody", [key(KEY), ["Sec-Fetch-Site", "none"]], {
      verdict: "not_allowed",
    }),
    attempt("key, right, in the query", "nobody", [], {
      query: `?functionsKey=${KEY}&x-functions-key=${KEY}`,
    }),
    attempt("key, right, in data", "nobody", [], { body: { ...input, data: { functionsKey: KEY } } }),
  ];
}

/** Whether any call can be answered as the example was: without faults, and IDs that the function chose. */
function isPlain(example: NamedExample): boolean {
  return example.sandboxInput === undefined && !exchangesOf(example).some(({ fault }) => fault);
}

/** Everything that only the platform may say, in several spellings and more than once. */
function forgedHeaders(trap: string): Header[] {
  const invocation = {
    id: "forged",
    function: "forged",
    url: `${trap}/forged`,
    headers: [ADMIN] as [string, string][],
    secrets: { CONNECTOR_FUNCTIONS_ACCESS: "forged" },
  };
  return [
    ["Base44-Service-Authorization", GUESS],
    ["BASE44-SERVICE-AUTHORIZATION", `Bearer ${CALLER_TOKENS.admin}`],
    ["Base44-App-Id", "another-app"],
    ["base44-app-id", "sandbox/../another-app"],
    ["Base44-Api-Url", trap],
    ["bAsE44-aPi-uRl", `${trap}/api`],
    ["base44-api-url", "https://evil.example"],
    ["Base44-Functions-Version", "forged"],
    ["Base44-State", "forged"],
    ["On-Behalf-Of", `Bearer ${CALLER_TOKENS.admin}`],
    ["on-behalf-of", GUESS],
    [SANDBOX_HEADER, encodeHeader(invocation)],
    ["X-Sandbox-Call", "00000000-0000-4000-8000-000000000000"],
    ["X-Sandbox-Secrets", JSON.stringify(invocation.secrets)],
    ["X-Base44-Invoker", "service"],
    ["Base44-Scheduled-Task", "true"],
    ["X-Forwarded-Host", new URL(trap).host],
    ["Forwarded", `host=${new URL(trap).host}`],
    ["X-Original-Url", "/api/apps/sandbox/external-auth/tokens/slack"],
    ["Cookie", `access_token=${CALLER_TOKENS.admin}`],
  ];
}

/** The input, and around it what strangers wrote. */
function smuggled({ spec }: CollectedFunction, input: Input): Input {
  const strangers = Object.fromEntries(Object.keys(spec.input.shape).map((name) => [name, STRANGERS_TEXT]));
  return {
    args: input,
    event: { type: "create", user: { role: "admin" }, data: strangers, args: strangers },
    data: { ...strangers, args: strangers },
    old_data: strangers,
    changed_fields: Object.keys(strangers),
  };
}
