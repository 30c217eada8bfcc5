/**
 * Answers a function's requests from its examples: the provider for services that have no emulator.
 *
 * @module
 */
import { isDeepStrictEqual } from "node:util";
import { type Example, type Exchange, exchangesOf, matchRoute } from "./example.ts";

/** The player of one call. `undefined` means that no example has such a request. */
export type Player = (request: Request) => Promise<Response | undefined>;

/** An example as far as it has been played. The first step holds more than one exchange where any may come. */
interface Track {
  example: Example;
  steps: Exchange[][];
}

/**
 * Methods and paths decide which examples still fit; values only choose between these, so a call with an
 * example's own values gets that example's answer. Else earlier examples are preferred.
 */
export function createPlayer(examples: readonly Example[]): Player {
  let tracks = examples.map((example): Track => ({
    example,
    steps: example.exchanges.map((entry) => "anyOrder" in entry ? entry.anyOrder : [entry]),
  }));
  return async (request) => {
    const body = await request.text();
    const fitting = tracks.flatMap((track) => {
      const exchange = track.steps[0]?.find((candidate) => fits(candidate, request));
      return exchange ? [{ track, exchange }] : [];
    });
    const chosen = fitting.find(({ exchange }) => isSame(exchange, request, body)) ?? fitting[0];
    if (!chosen) {
      const repeated = examples.flatMap(exchangesOf).findLast((exchange) => fits(exchange, request));
      return repeated && respond(repeated);
    }
    const others = fitting.filter((other) => other !== chosen);
    tracks = [chosen, ...others].map(({ track, exchange }) => advance(track, exchange));
    return respond(chosen.exchange);
  };
}

function fits({ route, request }: Exchange, { method, url }: Request): boolean {
  return matchRoute(route, method, url) && new URL(request.url).host === new URL(url).host;
}

function isSame({ request }: Exchange, { url }: Request, body: string): boolean {
  if (new URL(request.url).href !== url) return false;
  if (!("json" in request)) return true;
  try {
    return isDeepStrictEqual(JSON.parse(body), request.json);
  } catch {
    return false;
  }
}

function advance({ example, steps: [first = [], ...later] }: Track, played: Exchange): Track {
  const rest = first.filter((exchange) => exchange !== played);
  return { example, steps: rest.length > 0 ? [rest, ...later] : later };
}

/** The recorded answer, or the recorded failure: no answer, half an answer, a lost connection. */
async function respond({ response, fault }: Exchange): Promise<Response> {
  switch (fault) {
    case "timeout":
      return await new Promise(() => {});
    case "reset":
      throw new Error("The example loses the connection here");
    case "stall":
      return new Response(new ReadableStream({ start: (stream) => stream.enqueue(new Uint8Array([0x7b])) }));
  }
  const { status = 200, headers, json, text, base64 } = response ?? {};
  if (json !== undefined) return Response.json(json, { status, ...(headers && { headers }) });
  const body = base64 === undefined ? text : Buffer.from(base64, "base64");
  return new Response(body ?? null, { status, ...(headers && { headers }) });
}
