/**
 * Answers and failures, written byte by byte where that is their point.
 *
 * @module
 */
import type { ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { Reaction } from "../support/provider.ts";
import type { Wire } from "./wire.ts";

/** Beside responses, what an example calls a fault. */
export function wireOf(reaction: Exclude<Reaction, Response>): Wire {
  if (reaction === "reset") return reset();
  if (reaction === "timeout") return silence();
  return stalling(reaction === "stall" ? Response.json({ ok: true }) : reaction.stall);
}

/** The connection is gone before an answer, as after a crash: a reset rather than an end. */
export function reset(): Wire {
  return { breaks: true, wire: ({ outgoing }) => breakOff(outgoing) };
}

/** The connection ends in order, without an answer: as a server does that gives up an idle connection. */
export function closed(): Wire {
  return { breaks: true, wire: ({ outgoing }) => void outgoing.socket?.end() };
}

export function silence(): Wire {
  return { idle: true, wire: () => {} };
}

export function late(response: Response, ms: number): Wire {
  return {
    idle: true,
    async wire({ outgoing }) {
      await wait(ms);
      const bytes = await bytesOf(response);
      outgoing.writeHead(response.status, headersOf(response, { "content-length": bytes.length }));
      outgoing.end(bytes);
    },
  };
}

/** Half of the body, and then nothing any more. */
export function stalling(response: Response): Wire {
  return {
    idle: true,
    async wire({ outgoing }) {
      const bytes = await bytesOf(response);
      // An empty body would be a whole one, and the connection free for the next request.
      const length = Math.max(1, bytes.length);
      outgoing.writeHead(response.status, headersOf(response, { "content-length": length }));
      outgoing.flushHeaders();
      outgoing.write(half(bytes));
    },
  };
}

/** Half of the body, and then no connection any more. */
export function breaking(response: Response, framing: "content-length" | "chunked"): Wire {
  return {
    async wire({ outgoing }) {
      const bytes = await bytesOf(response);
      const length = framing === "chunked" ? {} : { "content-length": bytes.length };
      outgoing.writeHead(response.status, headersOf(response, length));
      await new Promise<void>((resolve) => outgoing.write(half(bytes), () => resolve()));
      // A reset would also take back what has not been read yet.
      await wait(20);
      breakOff(outgoing);
    },
  };
}

/** The body is `extra` bytes shorter than announced, or longer where that is negative; then the connection ends. */
export function lying(response: Response, extra: number): Wire {
  return {
    async wire({ outgoing }) {
      const { socket } = outgoing;
      const bytes = await bytesOf(response);
      // Without `connection: close`, a client may keep the rest for its next request.
      const length = Math.max(0, bytes.length + extra);
      const headers = headersOf(response, { "content-length": length, connection: "close" });
      const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
      socket?.write(`HTTP/1.1 ${response.status} Answer\r\n${lines.join("")}\r\n`);
      socket?.end(bytes);
    },
  };
}

/**
 * Interim responses before the answer (RFC 9110, section 15.2). They announce the end of the connection: workerd
 * would otherwise use what it took for the answer's connection for another request.
 */
export function informed(response: Response, interim: readonly string[]): Wire {
  return {
    async wire({ outgoing }) {
      const bytes = await bytesOf(response);
      for (const line of interim) {
        outgoing.socket?.write(`HTTP/1.1 ${line}\r\nconnection: close\r\n\r\n`);
      }
      const connection = interim.length > 0 ? { connection: "close" } : {};
      const headers = headersOf(response, { "content-length": bytes.length, ...connection });
      outgoing.writeHead(response.status, headers);
      outgoing.end(bytes);
    },
  };
}

type HeaderRecord = Record<string, string | number>;

function headersOf(response: Response, others: HeaderRecord): HeaderRecord {
  const { "transfer-encoding": _, ...headers } = Object.fromEntries(response.headers);
  return { ...headers, ...others };
}

async function bytesOf(response: Response): Promise<Uint8Array> {
  return new Uint8Array(await response.arrayBuffer());
}

function half(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(0, Math.ceil(bytes.length / 2));
}

function breakOff({ socket }: ServerResponse): void {
  socket?.resetAndDestroy();
}
