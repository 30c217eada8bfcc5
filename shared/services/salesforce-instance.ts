/**
 * Every Salesforce org has a host of its own; this finds out which one the connected org has.
 *
 * @module
 * @version 0.1.0
 */
import { FunctionError } from "../runtime/errors.ts";
import type { BaseUrlContext, Connection } from "../runtime/service.ts";
import { hostMatches, isPlainHttps } from "../runtime/url.ts";
import * as z from "../runtime/zod.ts";

/** The only hosts that may get the token. */
export const SALESFORCE_HOSTS = ["*.salesforce.com"];
/** The org's address, for connections that come without one. */
export const SALESFORCE_INSTANCE_URL = "SALESFORCE_INSTANCE_URL";

/** Where people sign in to production and to sandboxes. No org's data is there. */
const SIGN_IN_HOSTS = ["login.salesforce.com", "test.salesforce.com"];
/** Base44 does not document under which name it hands out the address. */
const CONFIG_KEYS = ["instance_url", "instanceUrl", "instance", "domain", "subdomain"];

/** Such as `https://acme.my.salesforce.com`. */
export async function findInstance(
  { connection, optionalSecret, get }: Pick<BaseUrlContext, "connection" | "optionalSecret" | "get">,
): Promise<string> {
  return fromConfig(connection) ?? fromSecret(optionalSecret(SALESFORCE_INSTANCE_URL)) ??
    await fromUserInfo(get);
}

/** The origin of an org that is given as an address, as a host or as the host's first label. */
export function instanceOrigin(text: string): string | undefined {
  const given = text.trim().toLowerCase();
  if (given === "login" || given === "test") return undefined;
  const address = /^[a-z0-9-]+$/.test(given)
    ? `https://${given}.my.salesforce.com`
    : given.includes("://")
    ? given
    : `https://${given}`;
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  const isInstance = isPlainHttps(url) && hostMatches(url.host, SALESFORCE_HOSTS) &&
    !SIGN_IN_HOSTS.includes(url.host);
  return isInstance ? url.origin : undefined;
}

function fromConfig({ connectionConfig }: Connection): string | undefined {
  return firstOrigin(CONFIG_KEYS.map((key) => connectionConfig?.[key]));
}

function firstOrigin(values: readonly unknown[]): string | undefined {
  return values.flatMap((value) => typeof value === "string" ? instanceOrigin(value) ?? [] : [])[0];
}

function fromSecret(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const origin = instanceOrigin(value);
  if (origin !== undefined) return origin;
  throw unknownInstance(`The secret ${SALESFORCE_INSTANCE_URL} holds no address of a Salesforce org`);
}

const UserInfo = z.object({
  urls: z.object({ custom_domain: z.string().optional(), rest: z.string().optional() }),
});

async function fromUserInfo(get: BaseUrlContext["get"]): Promise<string> {
  const refusals: FunctionError[] = [];
  for (const host of SIGN_IN_HOSTS) {
    const answer = await get(`https://${host}/services/oauth2/userinfo`).catch((error) => {
      refusals.push(asRefusal(error));
    });
    const { data } = UserInfo.safeParse(answer);
    const origin = firstOrigin([data?.urls.custom_domain, data?.urls.rest]);
    if (origin !== undefined) return origin;
  }
  const [expired] = refusals;
  if (expired && refusals.every(({ code }) => code === "connection_expired")) throw expired;
  throw unknownInstance("Salesforce does not tell the address of the connected org");
}

/** A token of a sandbox is refused where production signs in, and the other way round. */
const REFUSALS = new Set([
  "connection_expired",
  "missing_scope",
  "not_found",
  "provider_denied",
  "provider_rejected",
  "provider_invalid_response",
]);

function asRefusal(error: unknown): FunctionError {
  if (error instanceof FunctionError && REFUSALS.has(error.code)) return error;
  throw error;
}

function unknownInstance(message: string): FunctionError {
  return new FunctionError("not_configured", message, {
    hint:
      `Set the secret ${SALESFORCE_INSTANCE_URL} to the org's own address, such as https://acme.my.salesforce.com`,
    params: { secret: SALESFORCE_INSTANCE_URL },
  });
}
