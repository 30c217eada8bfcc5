/**
 * HTTP as anybody can send it: any header, in any spelling, as often as wanted.
 *
 * @module
 */
import { once } from "node:events";
import { createServer, type IncomingMessage, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

export interface RawAnswer {
  status: number;
  headers: Headers;
  text: string;
}

export async function sendRaw(
  address: string,
  headers: readonly (readonly [name: string, value: string])[],
  body: string,
): Promise<RawAnswer> {
  const { host, hostname, port, pathname, search } = new URL(address);
  const own = [["Host", host], ["Content-Length", String(Buffer.byteLength(body))], ["Connection", "close"]];
  const sent = request({
    hostname,
    port,
    path: pathname + search,
    method: "POST",
    headers: [...own, ...headers].flat(),
    timeout: 30_000,
  });
  sent.on("timeout", () => sent.destroy(new Error("No answer within 30 s")));
  sent.end(body);
  const [answer] = await once(sent, "response") as [IncomingMessage];
  const pairs = Object.entries(answer.headers).map(([name, value]) => [name, String(value)]);
  return {
    status: answer.statusCode ?? 0,
    headers: new Headers(Object.fromEntries(pairs)),
    text: await text(answer),
  };
}

export interface Trap {
  url: string;
  /** How often somebody came. */
  hits(): number;
  close(): void;
}

/** Where forged headers point to. */
export async function openTrap(): Promise<Trap> {
  let hits = 0;
  const server: Server = createServer((_, response) => response.end("{}"));
  server.on("connection", () => hits++);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    hits: () => hits,
    close: () => server.close(),
  };
}
