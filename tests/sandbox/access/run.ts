/**
 * Runs the attempts through the real sandbox, over HTTP, with functions in workerd.
 *
 * @module
 */
import { bundleFunctions } from "../../../sandbox/bundle.ts";
import { SERVICE_TOKEN } from "../../../sandbox/callers.ts";
import type { CallRecord, ProviderRequest } from "../../../sandbox/calls.ts";
import type { CollectedFunction } from "../../../sandbox/collection.ts";
import { CALL_HEADER } from "../../../sandbox/host.ts";
import { type Sandbox, startSandbox } from "../../../sandbox/sandbox.ts";
import { STRANGERS_TEXT } from "../../functions/access/envelope-cases.ts";
import { STATUS_OF } from "../../functions/access/rules.ts";
import { type Attempt, attemptsOn, KEYS, keysFor } from "./attempts.ts";
import { openTrap, type RawAnswer, sendRaw, type Trap } from "./raw.ts";

export interface Tried {
  attempt: Attempt;
  /** A line each. */
  problems: string[];
  /** Requests of the function to a provider, as the sandbox saw them. */
  providerRequests: number;
  /** Texts in which no token and no key may be. */
  places: number;
  characters: number;
}

export interface AccessSandbox {
  /** Every attempt on one function, one after the other. */
  tryAll(called: CollectedFunction): Promise<Tried[]>;
  /** How often somebody came to where forged headers point. */
  hits(): number;
  close(): Promise<void>;
}

export async function startAccessSandbox(
  functions: ReadonlyMap<string, CollectedFunction>,
): Promise<AccessSandbox> {
  const reports = new Map<string, ProviderRequest[]>();
  const lines: string[] = [];
  const trap = await openTrap();
  const sandbox = await startSandbox({
    functions,
    bundles: await bundleFunctions([...functions.keys()]),
    runtime: "workerd",
    port: 0,
    environment: { SANDBOX_SECRET_CONNECTOR_FUNCTIONS_KEYS: keysFor([...functions.keys()]) },
    log: (line) => lines.push(line),
    report(request, { record }) {
      reports.set(record.id, [...reports.get(record.id) ?? [], request]);
    },
  });
  return {
    async tryAll(called) {
      const tried: Tried[] = [];
      for (const attempt of attemptsOn(called, trap.url)) {
        tried.push(await tryOne(sandbox, called, attempt, reports, lines));
      }
      return tried;
    },
    hits: () => trap.hits(),
    close: () => closeAll(sandbox, trap),
  };
}

async function closeAll(sandbox: Sandbox, trap: Trap): Promise<void> {
  trap.close();
  await sandbox.close();
}

async function tryOne(
  { url }: Sandbox,
  { name, spec }: CollectedFunction,
  attempt: Attempt,
  reports: ReadonlyMap<string, ProviderRequest[]>,
  lines: string[],
): Promise<Tried> {
  const address = `${url}/api/apps/sandbox/functions/${name}${attempt.query ?? ""}`;
  const headers = [["Content-Type", "application/json"] as const, ...attempt.headers];
  const answer = await sendRaw(address, headers, JSON.stringify(attempt.body));
  const id = answer.headers.get(CALL_HEADER) ?? "";
  const record = await (await fetch(`${url}/sandbox/calls/${id}`)).json() as CallRecord;
  const requests = reports.get(id) ?? [];
  const body = parsed(answer.text);
  const texts = {
    "the answer": answer.text,
    "the answer's headers": JSON.stringify([...answer.headers]),
    "the record of the call": JSON.stringify(record),
    "the provider requests": JSON.stringify(requests),
    "the log": lines.splice(0).join("\n"),
  };
  const hidden = [...KEYS, SERVICE_TOKEN, STRANGERS_TEXT];
  return {
    attempt,
    problems: [
      ...answerProblems(attempt, answer, body),
      ...recordProblems(record, name, answer, requests),
      ...(attempt.verdict === "allowed" && !spec.output.safeParse(body).success ? ["answers no output"] : []),
      ...(attempt.verdict === "allowed" ? [] : requests.map((sent) => `sent ${sent.method} ${sent.url}`)),
      ...Object.entries(texts).flatMap(([place, text]) =>
        hidden.filter((secret) => text.includes(secret)).map((secret) => `${secret} is in ${place}`)
      ),
    ],
    providerRequests: requests.length,
    places: Object.keys(texts).length,
    characters: Object.values(texts).join("").length,
  };
}

function answerProblems({ verdict }: Attempt, { status, text }: RawAnswer, body: unknown): string[] {
  const { code, outcome } = (body ?? {}) as Record<string, unknown>;
  const got = code ?? (status === 200 ? "success" : `${status} ${text.slice(0, 100)}`);
  if (verdict === "allowed") return status === 200 ? [] : [`expected success, got ${got}`];
  return [
    ...(code === verdict && status === STATUS_OF[verdict] ? [] : [`expected ${verdict}, got ${got}`]),
    ...(outcome === "not_done" ? [] : [`expected not_done, got ${outcome}`]),
  ];
}

/** What the sandbox tells of a call is what happened in it. */
function recordProblems(
  record: CallRecord,
  name: string,
  { status }: RawAnswer,
  requests: readonly ProviderRequest[],
): string[] {
  return [
    ...(record.function === name ? [] : [`its record names ${record.function}`]),
    ...(record.status === status ? [] : [`its record has status ${record.status}, not ${status}`]),
    ...(record.requests?.length === requests.length
      ? []
      : [`its record has ${record.requests?.length} requests, not ${requests.length}`]),
    ...requests.filter(({ servedBy }) => servedBy === "nobody").map(({ url }) => `nobody answers ${url}`),
  ];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
