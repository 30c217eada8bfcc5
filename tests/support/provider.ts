/**
 * A `fetch` that reaches nobody: it keeps what was sent and lets a test answer, or fail in one of three ways.
 *
 * @module
 */
import type { Fault } from "../../sandbox/example.ts";
import type { VirtualClock } from "./clock.ts";

/** A request as it left. */
export interface Sent {
  method: string;
  url: URL;
  headers: Headers;
  body: Uint8Array<ArrayBuffer>;
}

/** `stall` breaks off inside the body of a 200; give a `Stall` for another answer. */
export type Reaction = Response | Fault | Stall;

export interface Stall {
  /** The answer whose body stops half-way. */
  stall: Response;
}

export type Provider = (sent: Sent, index: number) => Reaction | Promise<Reaction>;

export function fakeFetch(provider: Provider, clock: VirtualClock, log: Sent[]): typeof fetch {
  return async (input, init) => {
    const signal = init?.signal ?? new AbortController().signal;
    signal.throwIfAborted();
    const sent = await readSent(new Request(input, withoutSignal(init)));
    const reaction = await provider(sent, log.push(sent) - 1);
    if (reaction instanceof Response) return reaction;
    if (reaction === "reset") throw new TypeError("fetch failed");
    if (reaction === "timeout") {
      await clock.hang(signal);
      throw signal.reason;
    }
    const whole = reaction === "stall" ? Response.json({ ok: true }) : reaction.stall;
    return await stalled(whole, clock, signal);
  };
}

/** Thousands of requests share a signal here, and each would leave its listener on it. */
function withoutSignal({ signal: _, ...init }: RequestInit = {}): RequestInit {
  return init;
}

export async function readSent(request: Request): Promise<Sent> {
  return {
    method: request.method,
    url: new URL(request.url),
    headers: request.headers,
    body: new Uint8Array(await request.arrayBuffer()),
  };
}

async function stalled(whole: Response, clock: VirtualClock, signal: AbortSignal): Promise<Response> {
  const bytes = new Uint8Array(await whole.arrayBuffer());
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(bytes.subarray(0, Math.ceil(bytes.length / 2)));
    },
    async pull(controller) {
      await clock.hang(signal);
      controller.error(signal.reason);
    },
  }, { highWaterMark: 0 });
  return new Response(body, { status: whole.status, headers: whole.headers });
}
