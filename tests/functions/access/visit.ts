/**
 * Makes one call, and compares what became of it with what the rules say.
 *
 * @module
 */
import { isDeepStrictEqual } from "node:util";
import { type FakeBase44, platformHeaders, rejection } from "../../support/base44.ts";
import { Recording } from "../../support/recording.ts";
import { readAnswer, tokenOf, worldOf } from "../../support/replay.ts";
import { createWorld, functionRequest, type Handler, type World } from "../../support/world.ts";
import type { AccessCase, Visit } from "./case.ts";
import type { Person } from "./people.ts";
import { ranksHighest, STATUS_OF } from "./rules.ts";
import { type Found, searchFor } from "./search.ts";

export interface Outcome {
  /** A line each. */
  problems: string[];
  isAllowed: boolean;
  /** Requests that left although the call was refused. */
  providerRequests: number;
  /** Questions to Base44 in a call without credentials that count. */
  questions: number;
  searched: Found;
}

interface Answer {
  status: number;
  headers: Headers;
  text: string;
  body: unknown;
}

export async function runCase(handler: Handler, one: AccessCase): Promise<Outcome> {
  const { visit, verdict } = one;
  const { example } = visit.ask;
  const recording = new Recording(example, { service: handler.spec.service, tokens: [tokenOf(example)] });
  const world = createWorld({
    ...worldOf(example),
    ...(visit.connectionError && { connectionError: visit.connectionError }),
    secrets: visit.secrets,
    provider: (sent) => recording.react(sent),
  });
  const { before, ...others } = visit;
  const earlier = before && await runCase(handler, {
    ...one,
    visit: { ...others, person: before },
    verdict: "allowed",
    asks: "anything",
  });
  const answer = await call(handler, world, visit);
  const { sent, base44 } = world;
  const searched = searchFor(one, world, answer);
  const isRefused = verdict !== "allowed";
  return {
    problems: [
      ...earlier?.problems ?? [],
      ...searched.problems,
      ...askedProblems(one, base44),
      ...logProblems(world, answer),
      ...(isRefused
        ? [...refusalProblems(one, answer), ...sent.map(({ method, url }) => `sent ${method} ${url}`)]
        : await allowedProblems(one, answer, recording)),
    ],
    isAllowed: !isRefused,
    providerRequests: isRefused ? sent.length : 0,
    questions: one.asks === "nothing" ? base44.calls.length : 0,
    searched,
  };
}

async function call(handler: Handler, world: World, visit: Visit): Promise<Answer> {
  const { record, refusal } = visit.person;
  world.base44.me = async () => {
    world.base44.calls.push("me");
    await Promise.resolve();
    if (refusal) throw rejection(refusal);
    return record;
  };
  const response = await handler.with(world.environment)(requestOf(visit));
  const { text, body } = await readAnswer(response);
  return { status: response.status, headers: response.headers, text, body };
}

function requestOf({ person, ask, body = { json: ask.input }, query = "", headers = {} }: Visit): Request {
  const signsIn = hasToken(person);
  const set = new Headers(platformHeaders(signsIn ? "admin" : "anonymous"));
  for (const [name, value] of Object.entries(headers)) {
    if (value === null) set.delete(name);
    else set.set(name, value);
  }
  const url = `https://app.example.com/functions/test${query && "?"}${query}`;
  if ("form" in body) return new Request(url, functionRequest(body.form, Object.fromEntries(set)));
  const type = "bytes" in body ? "application/octet-stream" : "application/json";
  set.set("content-type", type);
  const content = "json" in body ? JSON.stringify(body.json) : "text" in body ? body.text : body.bytes;
  return new Request(url, { method: "POST", headers: set, body: content });
}

/** Somebody with nothing but a key has no token either. */
function hasToken({ who }: Person): boolean {
  return who !== "nobody" && who !== "key";
}

function refusalProblems({ verdict, visit }: AccessCase, { status, body }: Answer): string[] {
  if (verdict === "allowed") return [];
  const { code, outcome, retryable, hint } = body as Record<string, unknown>;
  const showsHint = hint !== undefined && hint !== "Ask the owner of this app" &&
    !ranksHighest(visit.person.who);
  return [
    ...(code === verdict ? [] : [`expected ${verdict}, got ${code ?? status}`]),
    ...(status === STATUS_OF[verdict] ? [] : [`expected status ${STATUS_OF[verdict]}, got ${status}`]),
    ...(outcome === "not_done" ? [] : [`expected not_done, got ${outcome}`]),
    ...(retryable === (verdict === "platform_unavailable") ? [] : [`is retryable: ${retryable}`]),
    ...(showsHint ? ["shows the owner's next step to somebody else"] : []),
  ];
}

/** What is recorded has to be the same, whoever asks; of the rest, nobody refuses the caller. */
async function allowedProblems(
  { visit: { ask } }: AccessCase,
  { status, body }: Answer,
  recording: Recording,
): Promise<string[]> {
  const { code } = body as Record<string, unknown>;
  if (!ask.isRecorded) {
    const isRefused = ["sign_in_required", "not_allowed", "not_configured", "invalid_request"].includes(
      `${code}`,
    );
    return isRefused ? [`expected to be let in, got ${code}`] : [];
  }
  if (status !== 200) return [`expected success, got ${code ?? status}`];
  const { recorded, sent } = await recording.compare();
  return [
    ...(isDeepStrictEqual(body, ask.example.output) ? [] : ["expected the example's output"]),
    ...(isDeepStrictEqual(sent, recorded) ? [] : ["expected exactly the example's requests"]),
  ];
}

function askedProblems({ asks, connection }: AccessCase, { calls, choices }: FakeBase44): string[] {
  const mayAsk: Record<AccessCase["asks"], string[]> = {
    "nothing": [],
    "no user": ["connection", "signFile"],
    "anything": calls,
  };
  const allowed = mayAsk[asks];
  const isChosen = choices.length > 0 && choices.every((choice) => isDeepStrictEqual(choice, connection));
  return [
    ...calls.filter((name) => !allowed.includes(name)).map((name) => `asked Base44: ${name}`),
    ...(connection && !isChosen ? [`asked for the connections ${JSON.stringify(choices)}`] : []),
  ];
}

function logProblems({ logs }: World, { status }: Answer): string[] {
  const logged = logs.map((line) => line.status);
  return [
    ...(isDeepStrictEqual(logged, [status]) ? [] : [`expected ${status} in the log, got ${logged}`]),
    ...logs.flatMap((line) => "at" in line ? [`the function threw ${line.error} ${line.at}`] : []),
  ];
}
