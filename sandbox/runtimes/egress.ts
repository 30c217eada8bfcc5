/**
 * The one way out of the runtimes: a server on the loopback interface that takes each request of a function,
 * addressed as the function wrote it, and answers with what `outbound` says.
 *
 * @module
 */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { pipeline } from "node:stream/promises";
import { getRequestListener } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Connection, RuntimeOptions } from "./runtime.ts";
import { decodeHeader, type Outbound, SANDBOX_HEADER } from "./wire.ts";

export interface Egress {
  /** Host and port. */
  address: string;
  close(): void;
}

/** They belong to the connection between a runtime and this server. */
const HOP_HEADERS = ["connection", "host", "keep-alive", "te", "transfer-encoding", "upgrade"];

/**
 * Without it, the server may end a connection at the moment when its client sends the next request on it
 * (https://nodejs.org/api/http.html#serverkeepalivetimeout).
 */
export const PATIENT = { keepAliveTimeout: 0 };

/** Addresses go along in a header, and may be as long as a function lets them get. */
const MAX_HEADER_SIZE = 256 * 1_024;

export async function openEgress(outbound: RuntimeOptions["outbound"]): Promise<Egress> {
  const listener = getRequestListener(async (request, connection) => {
    const header = request.headers.get(SANDBOX_HEADER);
    if (!header) return new Response("Expected a request of a call", { status: 400 });
    const { url, ...origin } = decodeHeader<Outbound>(header);
    try {
      const { incoming, outgoing } = connection as Connection;
      const response = await outbound(readdress(request, url), origin, { incoming, outgoing });
      if (!response?.body) return response ?? RESPONSE_ALREADY_SENT;
      // The listener would make a 500 of a body that breaks off.
      outgoing.setHeaders(response.headers).writeHead(response.status);
      await pipeline(response.body, outgoing);
      return RESPONSE_ALREADY_SENT;
    } catch {
      connection.outgoing.destroy();
      return RESPONSE_ALREADY_SENT;
    }
  }, { overrideGlobalObjects: false });
  const server = createServer({ ...PATIENT, maxHeaderSize: MAX_HEADER_SIZE }, listener);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function readdress(request: Request, url: string): Request {
  const headers = new Headers(request.headers);
  for (const name of [SANDBOX_HEADER, ...HOP_HEADERS]) headers.delete(name);
  const { method, body } = request;
  return new Request(url, { method, headers, body, redirect: "manual", ...(body && { duplex: "half" }) });
}
