/**
 * A provider that answers from an example's exchanges: in order, a group marked `anyOrder` as a set.
 *
 * @module
 */
import { isDeepStrictEqual } from "node:util";
import { type Example, type Exchange, matchRoute } from "../../sandbox/example.ts";
import { FILE_HOSTS } from "../../shared/runtime/files.ts";
import type { Service } from "../../shared/runtime/service.ts";
import { hostMatches } from "../../shared/runtime/url.ts";
import type { Reaction, Sent } from "./provider.ts";
import { plainRecorded, type PlainRequest, plainSent } from "./request.ts";

export interface RecordingOptions<R> {
  service: Service | undefined;
  /** The tokens that count as the connection's. */
  tokens: readonly string[];
  /** Reacts instead of the example, which then expects the same request once more. */
  intercept?: ((exchange: Exchange, sent: Sent) => R | undefined) | undefined;
  /** Gives the example's answer in another way. */
  deliver?: ((exchange: Exchange) => R | undefined) | undefined;
}

/** `R` is how an interception may react. */
export class Recording<R = Reaction> {
  /** What was sent, by the exchange that it belongs to. */
  readonly sends = new Map<Exchange, Sent[]>();
  /** What belongs to no exchange. */
  readonly extra: Sent[] = [];
  #groups: Exchange[][];
  #options: RecordingOptions<R>;
  #recorded: PlainRequest[] = [];
  #sent: PlainRequest[] = [];

  constructor(example: Example, options: RecordingOptions<R>) {
    this.#groups = example.exchanges.map((entry) => "anyOrder" in entry ? [...entry.anyOrder] : [entry]);
    this.#options = options;
  }

  /** The recorded reaction to a request; a lost connection where there is none. */
  async react(sent: Sent): Promise<Reaction | R> {
    const found = await this.#find(sent);
    const [group] = this.#groups;
    if (!found || !group) {
      this.extra.push(sent);
      return "reset";
    }
    const { exchange } = found;
    this.sends.set(exchange, [...this.sends.get(exchange) ?? [], sent]);
    const intercepted = this.#options.intercept?.(exchange, sent);
    if (intercepted !== undefined) return intercepted;

    group.splice(group.indexOf(exchange), 1);
    if (group.length === 0) this.#groups.shift();
    this.#recorded.push(found.recorded);
    this.#sent.push(found.sent);
    return this.#options.deliver?.(exchange) ?? reactionOf(exchange);
  }

  /** What was recorded beside what left, in two lists that have to be equal. */
  async compare(): Promise<{ recorded: unknown[]; sent: unknown[] }> {
    const missing = this.#groups.flat().map(({ request }) => this.#plain(request));
    const extra = this.extra.map(({ method, url }) => `${method} ${url}`);
    return { recorded: [...this.#recorded, ...await Promise.all(missing)], sent: [...this.#sent, ...extra] };
  }

  /** Of the exchanges that are due. One that was intercepted is over when the function goes on to the next. */
  async #find(sent: Sent) {
    for (const [index, group] of this.#groups.entries()) {
      const found = await this.#match(group, sent);
      if (found) {
        this.#groups.splice(0, index);
        return found;
      }
      if (!group.every((exchange) => this.sends.has(exchange))) return undefined;
    }
  }

  /** The exchange that is equal, or at least has the route. */
  async #match(group: readonly Exchange[], sent: Sent) {
    const due = group.filter(({ route }) => matchRoute(route, sent.method, sent.url));
    const candidates = await Promise.all(due.map(async (exchange) => ({
      exchange,
      recorded: await this.#plain(exchange.request),
      sent: await plainSent(sent, exchange.request, this.#options.tokens),
    })));
    return candidates.find(({ recorded, sent }) => isDeepStrictEqual(recorded, sent)) ?? candidates[0];
  }

  #plain(request: Exchange["request"]): Promise<PlainRequest> {
    return plainRecorded(request, takesToken(this.#options.service, new URL(request.url)));
  }
}

/** Pre-signed addresses and Base44's file storage must not get the provider's token; all others need it. */
export function takesToken(service: Service | undefined, url: URL): boolean {
  return usesToken(service) && !isPresigned(service, url) && !hostMatches(url.host, FILE_HOSTS);
}

/** The API's own host gets the token even where it fits a pattern of pre-signed hosts, as TikTok's does. */
export function isPresigned(service: Service | undefined, { host }: URL): boolean {
  const isOwn = typeof service?.baseUrl === "string" && new URL(service.baseUrl).host === host;
  return !isOwn && hostMatches(host, service?.presignedHosts ?? []);
}

/** Discord's webhooks do not: their permission is in their address. */
function usesToken(service: Service | undefined): boolean {
  const headers = service?.headers({ accessToken: "probe-token", connectionConfig: null }) ?? {};
  return Object.values(headers).some((value) => value.includes("probe-token"));
}

export function reactionOf({ response, fault }: Exchange): Reaction {
  return response ? responseOf(response) : fault ?? "reset";
}

export function responseOf(
  { status, headers, json, text, base64 }: NonNullable<Exchange["response"]>,
): Response {
  const body = json !== undefined
    ? JSON.stringify(json)
    : base64 === undefined
    ? text
    : Buffer.from(base64, "base64");
  const type = json === undefined ? {} : { "content-type": "application/json" };
  return new Response(body ?? null, { status, headers: { ...type, ...headers } });
}
