/**
 * The server that stands for the providers. It fails at random, before or after it has done what was asked.
 *
 * @module
 */
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout as wait } from "node:timers/promises";
import { type Answer, loadRecorded, NOT_FOUND } from "./bodies.ts";
import { Ledger } from "./ledger.ts";
import { createTaskReader, type Task, type TaskReader } from "./tasks.ts";
import { treat, type Treatment } from "./treatments.ts";

export interface LocalProvider {
  origin: string;
  ledger: Ledger;
  close(): void;
}

export async function startProvider(seed: number): Promise<LocalProvider> {
  const ledger = new Ledger();
  const readTask = createTaskReader(await loadRecorded(), ledger);
  const server = createServer((request, response) => {
    answer(request, response, ledger, readTask, seed).catch((error) => {
      ledger.strays.push(`${request.method} ${request.url}: ${error}`);
      response.destroy();
    });
  });
  // Closing idle connections would lose requests that were not meant to be.
  server.keepAliveTimeout = 0;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ledger,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  ledger: Ledger,
  readTask: TaskReader,
  seed: number,
): Promise<void> {
  const { method = "", headers } = request;
  const url = new URL(request.url ?? "/", `https://${headers["x-forwarded-host"]}`);
  const task = readTask(method, url, await text(request));
  if (!task) {
    ledger.strays.push(`${method} ${url.href}`);
    return send(response, NOT_FOUND);
  }
  ledger.tokens.add(headers.authorization ?? "");
  const { treatments } = task.entry;
  const { treatment, delay } = treat(seed, task.id, treatments.length);
  treatments.push(treatment);
  await wait(delay);
  apply(treatment, task, response);
}

function apply({ performs, then, retryAfter }: Treatment, task: Task, response: ServerResponse): void {
  const done = performs ? task.perform() : undefined;
  switch (then) {
    case "answer":
      return send(response, done ?? NOT_FOUND);
    case "rate limit": {
      const headers = { "retry-after": String(retryAfter) };
      return send(response, { status: 429, headers, body: task.refusals.rateLimited });
    }
    case "unavailable":
      return send(response, { status: 503, body: task.refusals.unavailable });
    case "reset":
      response.socket?.resetAndDestroy();
      return;
    case "cut":
      return sendHalf(response, done ?? NOT_FOUND);
  }
}

function send(response: ServerResponse, answer: Answer): void {
  response.writeHead(answer.status, headersOf(answer)).end(encode(answer));
}

function sendHalf(response: ServerResponse, answer: Answer): void {
  const body = encode(answer);
  response.writeHead(answer.status, { ...headersOf(answer), "content-length": Buffer.byteLength(body) });
  response.write(body.slice(0, body.length / 2), () => response.destroy());
}

function headersOf({ headers, body }: Answer): Record<string, string> {
  return { "content-type": typeof body === "string" ? "text/html" : "application/json", ...headers };
}

function encode({ body }: Answer): string {
  return typeof body === "string" ? body : JSON.stringify(body);
}
