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
  /** Who answered: an emulator, `examples`, `real`, `files`, or `nobody`. */
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
  add(call: Call): void;
  get(id: string): Call | undefined;
}

/** Forgets the oldest calls. */
export function createCallLog(): CallLog {
  const calls = new Map<string, Call>();
  return {
    add(call) {
      calls.set(call.record.id, call);
      for (const id of calls.keys()) {
        if (calls.size <= KEPT_CALLS) break;
        calls.delete(id);
      }
    },
    get: (id) => calls.get(id),
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
