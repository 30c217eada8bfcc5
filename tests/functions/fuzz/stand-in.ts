/**
 * A provider that answers whatever goes where one of a function's examples goes, with that example's answer.
 *
 * @module
 */
import { type Example, type Exchange, exchangesOf, matchRoute } from "../../../sandbox/example.ts";
import { FILE_HOSTS } from "../../../shared/runtime/files.ts";
import { hostMatches } from "../../../shared/runtime/url.ts";
import type { Provider, Reaction, Sent } from "../../support/provider.ts";
import { reactionOf } from "../../support/recording.ts";
import { UNRECORDED } from "./unrecorded.ts";

/** No honest job takes more requests than this. */
export const MAX_REQUESTS = 300;

export class StandIn {
  #exchanges: Exchange[];

  /** Answers of examples that end well come first, others stand in where there is no such one. */
  constructor(name: string, examples: readonly Example[]) {
    const well = examples.filter(({ error }) => !error);
    const badly = examples.filter(({ error }) => error);
    const recorded = [...well, ...badly].flatMap(exchangesOf).filter(({ response }) =>
      response !== undefined
    );
    const others = UNRECORDED.filter((entry) => entry.function === name).map(({ exchange }) => exchange);
    this.#exchanges = [...recorded, ...others];
  }

  /** For one call. */
  provider(): Provider {
    const used = new Set<Exchange>();
    return (sent, index) => {
      if (index >= MAX_REQUESTS) return "reset";
      const exchange = this.#best(sent, used);
      if (!exchange) return isStoredFile(sent.url) ? this.#anyFile() : "reset";
      used.add(exchange);
      return reactionOf(exchange);
    };
  }

  /** Where a request goes, in the words of the examples; `undefined` for what goes somewhere else. */
  routeOf({ method, url }: Pick<Sent, "method" | "url">): string | undefined {
    const there = this.#exchanges.filter((exchange) => isAt(exchange, method, url));
    const [exact] = there.map(({ route }) => route).sort((a, b) => plainLength(b) - plainLength(a));
    return exact && `${url.origin} ${exact}`;
  }

  /** The routes of all examples. */
  routes(): string[] {
    return [...new Set(this.#exchanges.map(({ route, request }) => `${originOf(request.url)} ${route}`))];
  }

  /** The recorded requests that go there. */
  recorded(route: string): Exchange["request"][] {
    const there = this.#exchanges.filter(({ request, route: template }) =>
      `${new URL(request.url).origin} ${template}` === route
    );
    return there.map(({ request }) => request);
  }

  #anyFile(): Reaction {
    const file = this.#exchanges.find(({ request, response }) =>
      isStoredFile(new URL(request.url)) && response?.status === 200
    );
    return file ? reactionOf(file) : new Response("name,total\nAnn,12\n");
  }

  #best(sent: Sent, used: ReadonlySet<Exchange>): Exchange | undefined {
    const there = this.#exchanges.filter((exchange) => isAt(exchange, sent.method, sent.url));
    return there.sort((a, b) => likeness(b, sent, used) - likeness(a, sent, used))[0];
  }
}

/** Base44's own storage: callers name addresses in it. */
export function isStoredFile(url: URL): boolean {
  return url.protocol === "https:" && hostMatches(url.host, FILE_HOSTS);
}

function isAt({ route, request }: Exchange, method: string, url: URL): boolean {
  return originOf(request.url) === url.origin && matchRoute(route, method, url);
}

/** One route may answer differently: by GraphQL document, by the names of the query, page by page. */
function likeness(exchange: Exchange, { url, body }: Sent, used: ReadonlySet<Exchange>): number {
  const { json } = exchange.request;
  const document = typeof json === "object" && json !== null && "query" in json ? json.query : undefined;
  const sameDocument = typeof document === "string" &&
    new TextDecoder().decode(body).includes(JSON.stringify(document));
  const sameQuery = queryNames(new URL(exchange.request.url)) === queryNames(url);
  const answers = exchange.response && exchange.response.status < 400;
  return (answers ? 8 : 0) + (sameDocument ? 4 : 0) + (sameQuery ? 2 : 0) + (used.has(exchange) ? 0 : 1);
}

/** How much of a route is no value. */
function plainLength(route: string): number {
  return route.replace(/\{[^{}]*\}/g, "").length;
}

function originOf(address: string): string {
  return new URL(address).origin;
}

function queryNames({ searchParams }: URL): string {
  return [...searchParams.keys()].sort().join();
}
