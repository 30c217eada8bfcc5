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

export interface Comparison {
  recorded: PlainRequest | undefined;
  sent: PlainRequest | undefined;
}

export class Recording {
  #groups: Exchange[][];
  #service: Service | undefined;
  #token: string;
  #comparisons: Comparison[] = [];
  #extra: string[] = [];

  constructor(example: Example, service: Service | undefined, token: string) {
    this.#groups = example.exchanges.map((entry) => "anyOrder" in entry ? [...entry.anyOrder] : [entry]);
    this.#service = service;
    this.#token = token;
  }

  /** The recorded reaction to a request; a lost connection where there is none. */
  async react(sent: Sent): Promise<Reaction> {
    const exchange = await this.#take(sent);
    if (!exchange) {
      this.#extra.push(`${sent.method} ${sent.url}`);
      return "reset";
    }
    return reactionOf(exchange);
  }

  /** What was recorded beside what left, in two lists that have to be equal. */
  async compare(): Promise<{ recorded: unknown[]; sent: unknown[] }> {
    const missing = this.#groups.flat().map(({ request }) => this.#recorded(request));
    return {
      recorded: [...this.#comparisons.map(({ recorded }) => recorded), ...await Promise.all(missing)],
      sent: [...this.#comparisons.map(({ sent }) => sent), ...this.#extra],
    };
  }

  async #take(sent: Sent): Promise<Exchange | undefined> {
    const [group] = this.#groups;
    if (!group) return undefined;
    const pairs = await Promise.all(group.map(async (exchange) => ({
      exchange,
      recorded: await this.#recorded(exchange.request),
      sent: await plainSent(sent, exchange.request, this.#token),
    })));
    const pair = pairs.find(({ recorded, sent }) => isDeepStrictEqual(recorded, sent)) ??
      pairs.find(({ exchange }) => matchRoute(exchange.route, sent.method, sent.url)) ?? pairs[0];
    if (!pair || !group.includes(pair.exchange)) return await this.#take(sent);
    group.splice(group.indexOf(pair.exchange), 1);
    if (group.length === 0) this.#groups.shift();
    this.#comparisons.push({ recorded: pair.recorded, sent: pair.sent });
    return pair.exchange;
  }

  #recorded(request: Exchange["request"]): Promise<PlainRequest> {
    return plainRecorded(request, takesToken(this.#service, new URL(request.url)));
  }
}

/** Pre-signed addresses and Base44's file storage must not get the provider's token; all others need it. */
function takesToken(service: Service | undefined, { host }: URL): boolean {
  return !hostMatches(host, [...service?.presignedHosts ?? [], ...FILE_HOSTS]);
}

export function reactionOf({ response, fault }: Exchange): Reaction {
  if (!response) return fault ?? "reset";
  const { status, headers, json, text, base64 } = response;
  const body = json !== undefined
    ? JSON.stringify(json)
    : base64 !== undefined
    ? Buffer.from(base64, "base64")
    : text;
  const type = json === undefined ? {} : { "content-type": "application/json" };
  return new Response(body ?? null, { status, headers: { ...type, ...headers } });
}
