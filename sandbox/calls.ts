/**
 * What each call of a function asked for, and who answered. Tokens are hidden.
 *
 * @module
 */
import type { NamedExample } from "./example.ts";
import type { Player } from "./player.ts";

const KEPT_CALLS = 200;

export interface ProviderRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  /** Text; how many bytes where it is none, or too long to show. */
  body?: string;
  /** Who answered: an emulator, `examples`, `local provider`, `real`, `files`, or `nobody`. */
  servedBy: string;
  status?: number;
  ms?: number;
  /** Why nobody answered. */
  problem?: string;
}

/** What `/sandbox/calls/:id` tells. */
export interface CallRecord {
  id: string;
  function: string;
  /** The case that the caller chose. */
  example?: string;
  status?: number;
  ms?: number;
  requests: ProviderRequest[];
}

export interface Call {
  record: CallRecord;
  /** The origin that the function knows as `Base44-Api-Url`. */
  apiUrl: string;
  /** The example that the caller chose. */
  example: NamedExample | undefined;
  player: Player;
}

export interface CallLog {
  begin(call: Call): void;
  /** The function has answered. */
  end(call: Call): void;
  get(id: string): Call | undefined;
}

/** Forgets the calls that ended first. One that still runs needs its record to reach anything outside. */
export function createCallLog(): CallLog {
  const running = new Map<string, Call>();
  const ended = new Map<string, Call>();
  return {
    begin(call) {
      running.set(call.record.id, call);
    },
    end(call) {
      const { id } = call.record;
      if (!running.delete(id)) return;
      ended.set(id, call);
      const [oldest] = ended.keys();
      if (ended.size > KEPT_CALLS && oldest !== undefined) ended.delete(oldest);
    },
    get: (id) => running.get(id) ?? ended.get(id),
  };
}

const SECRET_PARAMETER = /token|key|secret|signature|password|^(sig|code)$/i;

/** Addresses carry permissions too, such as the signature of a pre-signed one. */
export function hideSecrets(address: string): string {
  const url = new URL(address);
  for (const name of url.searchParams.keys()) {
    if (SECRET_PARAMETER.test(name)) url.searchParams.set(name, "hidden");
  }
  return url.href;
}

const MAX_SHOWN = 20_000;
const TEXT_TYPE = /^(text\/|application\/(json|graphql|x-www-form-urlencoded|[\w.-]+\+json))/;

/** What a request says, without what it is allowed by. */
export async function describeRequest(request: Request): Promise<ProviderRequest> {
  const headers = [...request.headers]
    .filter(([name]) => !name.startsWith("x-sandbox"))
    .map(([name, value]) => [name, name === "authorization" ? "hidden" : value] as const);
  const body = await shownBody(request);
  return {
    method: request.method,
    url: hideSecrets(request.url),
    headers: Object.fromEntries(headers),
    ...(body !== undefined && { body }),
    servedBy: "nobody",
  };
}

async function shownBody(request: Request): Promise<string | undefined> {
  if (!request.body) return undefined;
  const length = request.headers.get("content-length");
  const isText = TEXT_TYPE.test(request.headers.get("content-type") ?? "");
  if (!isText || length === null || Number(length) > MAX_SHOWN) return `${length ?? "Some"} bytes`;
  return await request.clone().text();
}
