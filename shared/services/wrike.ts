/**
 * Wrike: which of its data centres an account is in, and how it reports failure.
 *
 * @see https://developers.wrike.com/overview/
 * @module
 * @version 0.1.0
 */
import type { ErrorCode } from "../runtime/errors.ts";
import { FunctionError } from "../runtime/errors.ts";
import {
  type Answer,
  type BaseUrlContext,
  defineService,
  type Failure,
  failureMessage,
  statusFailure,
} from "../runtime/service.ts";
import * as z from "../runtime/zod.ts";

const NAME = "Wrike";
const HOSTS = ["www.wrike.com", "app-eu.wrike.com", "app-us2.wrike.com"];

/** The host of the account's data centre, such as app-eu.wrike.com. Saves the request that finds it out. */
export const WRIKE_HOST = "WRIKE_HOST";
/** Callers below admin may only use the folders that this secret lists, by ID. */
export const WRIKE_ALLOWED_FOLDERS = "WRIKE_ALLOWED_FOLDERS";

export const wrike = defineService({
  connector: "wrike",
  name: NAME,
  hosts: HOSTS,
  baseUrl: findBaseUrl,
  headers: ({ accessToken }) => ({ authorization: `Bearer ${accessToken}` }),
  failure: wrikeFailure,
});

async function findBaseUrl({ connection, optionalSecret, get }: BaseUrlContext): Promise<string> {
  const config = connection.connectionConfig ?? {};
  const named = [config.host, config.apiHost, config.baseUrl, optionalSecret(WRIKE_HOST)].find(Boolean);
  if (named) return baseUrl(named.toLowerCase().replace(/^https:\/\//, "").split("/", 1)[0] ?? "");

  let failure: unknown;
  for (const host of HOSTS) {
    try {
      await get(`${baseUrl(host)}account`);
      return baseUrl(host);
    } catch (error) {
      if (!isElsewhere(error)) throw error;
      failure ??= error;
    }
  }
  throw failure;
}

function baseUrl(host: string): string {
  return `https://${host}/api/v4/`;
}

/** A data centre answers 300 for accounts of another one, and may not know their tokens. */
function isElsewhere(error: unknown): boolean {
  const status = error instanceof FunctionError ? error.details.provider?.status : undefined;
  return status === 300 || status === 401;
}

const ErrorAnswer = z.object({ error: z.string(), errorDescription: z.string().default("") });

const CODES = new Map<string, ErrorCode>([
  ["not_authorized", "connection_expired"],
  ["access_forbidden", "provider_denied"],
  ["not_allowed", "provider_denied"],
  ["resource_not_found", "not_found"],
  ["too_many_requests", "rate_limited"],
  ["rate_limit_exceeded", "rate_limited"],
  ["server_error", "provider_unavailable"],
]);

const HINTS = new Map([
  ["not_allowed", "Wrike's plan or licence of the connected account lacks this feature"],
  [
    "access_forbidden",
    "Share the folder with the connected account, or authorize the connector with wsReadWrite",
  ],
  [
    "not_authorized",
    `Authorize the Wrike connector again, or set the secret ${WRIKE_HOST} to the account's host`,
  ],
]);

function wrikeFailure({ status, body }: Answer): Failure | undefined {
  const byStatus = statusFailure(NAME, status);
  if (!byStatus) return undefined;
  const { data } = ErrorAnswer.safeParse(body);
  const code = (data && CODES.get(data.error)) ?? byStatus.code;
  return {
    code,
    reason: data?.error,
    message: code === "provider_rejected" && data?.errorDescription
      ? `${NAME} refused: ${data.errorDescription}`
      : failureMessage(NAME, code),
    hint: data && HINTS.get(data.error),
  };
}

export const wrikeId = z.string().regex(
  /^[A-Za-z0-9_-]{1,64}$/,
  "Expected an API ID such as IEAGJJFWKRMLJ433",
);
