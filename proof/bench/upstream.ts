/**
 * Base44 and every provider in one server on the loopback interface: fixed answers, with the delay asked for.
 *
 * @module
 */
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { type Answer, INSTANCE } from "./jobs.ts";

export interface Upstream {
  /** Host and port. */
  address: string;
  /** Milliseconds before an answer. */
  delay: { base44: number; provider: number };
  /** Requests since they were last taken. */
  takeCounts(): { base44: number; provider: number };
  close(): void;
}

const BASE44: Answer[] = [
  {
    to: /^GET \/api\/apps\/\w+\/entities\/User\/me /,
    status: 200,
    json: { id: "66f0000000000000000000a1", email: "admin@example.com", role: "admin" },
  },
  {
    to: /^GET \/api\/apps\/\w+\/external-auth\/tokens\/\w+ /,
    status: 200,
    json: { access_token: "provider-token-one", connection_config: { instance_url: INSTANCE } },
  },
];

export async function openUpstream(provider: readonly Answer[]): Promise<Upstream> {
  const base44 = BASE44.map(prepare);
  const prepared = provider.map(prepare);
  const delay = { base44: 0, provider: 0 };
  let counts = { base44: 0, provider: 0 };
  const server = createServer(async (request, response) => {
    const target = `${request.method} ${request.url} `;
    const body = await readBody(request);
    const known = base44.find(({ to }) => to.test(target));
    const answer = known ?? prepared.find(({ to }) => to.test(target + body));
    counts[known ? "base44" : "provider"]++;
    const milliseconds = known ? delay.base44 : delay.provider;
    if (milliseconds > 0) await wait(milliseconds);
    send(response, answer ?? NOTHING);
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    delay,
    takeCounts() {
      const taken = counts;
      counts = { base44: 0, provider: 0 };
      return taken;
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

interface Prepared {
  to: RegExp;
  status: number;
  body: Buffer;
}

const NOTHING = prepare({ to: /^/, status: 404, json: { message: "Nothing is here" } });

function prepare({ to, status, json }: Answer): Prepared {
  return { to, status, body: Buffer.from(JSON.stringify(json)) };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

function send(response: ServerResponse, { status, body }: Prepared): void {
  response.writeHead(status, { "content-type": "application/json", "content-length": body.byteLength });
  response.end(body);
}
