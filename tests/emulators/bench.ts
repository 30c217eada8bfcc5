/**
 * Functions with stateful emulators behind them, reached through the sandbox's router.
 *
 * @module
 */
import { expect } from "vitest";
import type { Call, ProviderRequest } from "../../sandbox/calls.ts";
import { type CollectedFunction, loadCollection } from "../../sandbox/collection.ts";
import { createConnections } from "../../sandbox/connections.ts";
import { type Emulators, startEmulators } from "../../sandbox/emulators.ts";
import { type Exchange, exchangesOf } from "../../sandbox/example.ts";
import { createFileStore } from "../../sandbox/files.ts";
import { createRouter, type Router } from "../../sandbox/router.ts";
import { loadFunction } from "../support/functions.ts";
import type { Sent } from "../support/provider.ts";
import { bytesOf, defaultType } from "../support/request.ts";
import { readAnswer } from "../support/replay.ts";
import { createWorld } from "../support/world.ts";

export type Json = Record<string, unknown>;

export class Bench {
  #functions: ReadonlyMap<string, CollectedFunction>;
  #emulators: Emulators;
  #route: Router;

  constructor(functions: ReadonlyMap<string, CollectedFunction>, emulators: Emulators) {
    this.#functions = functions;
    this.#emulators = emulators;
    const connections = createConnections(functions, emulators, {});
    this.#route = createRouter({ functions, emulators, connections, files: createFileStore(), report() {} });
  }

  /** The functions that emulators serve: they answer every request of the first example. Changes their state. */
  async served(): Promise<string[]> {
    const served: string[] = [];
    for (const { name, spec, examples: [example] } of this.#functions.values()) {
      const exchanges = example ? exchangesOf(example) : [];
      const known = exchanges.filter(({ request }) => this.#hasRoute(request));
      if (exchanges.length === 0 || known.length < exchanges.length) continue;
      const token = this.#token(spec.service?.connector);
      const answers = known.map(({ request }) => this.#emulators.answer(recordedRequest(request, token)));
      if (!(await Promise.all(answers)).includes(undefined)) served.push(name);
    }
    return served;
  }

  #hasRoute({ method, url }: { method: string; url: string }): boolean {
    return this.#emulators.find(method, new URL(url)) !== undefined;
  }

  /** What the function answers. Fails unless it succeeds, with emulators alone. */
  async call(name: string, input: Json): Promise<Json> {
    const { status, body, requests } = await this.attempt(name, input);
    const others = requests.filter(({ servedBy }) => !servedBy.endsWith(" emulator"));
    expect({ status, body, others }).toEqual({ status: 200, body, others: [] });
    return body;
  }

  /** What the function answers, whatever it is. */
  async attempt(
    name: string,
    input: Json,
  ): Promise<{ status: number; body: Json; requests: ProviderRequest[] }> {
    const { handler } = await loadFunction(name);
    const call: Call = {
      record: { id: name, function: name, requests: [] },
      apiUrl: "https://base44.app",
      example: undefined,
      player: () => Promise.resolve(undefined),
    };
    const world = createWorld({
      tokens: [this.#token(handler.spec.service?.connector)],
      provider: (sent) => this.#route(requestOf(sent), call),
    });
    // Emulators keep what earlier calls made, so that no two calls may choose the same ids.
    world.environment.randomBytes = (length) => crypto.getRandomValues(new Uint8Array(length));
    const response = await world.call(handler, input);
    const { body } = await readAnswer(response);
    return { status: response.status, body: body as Json, requests: call.record.requests };
  }

  /** Asks an emulator itself, as whoever connected the connector. */
  async ask(connector: string, url: string, json?: unknown): Promise<Json> {
    const body = json === undefined ? {} : { method: "POST", body: JSON.stringify(json) };
    const headers = { authorization: `Bearer ${this.#token(connector)}`, "content-type": "application/json" };
    const response = await this.#emulators.answer(new Request(url, { headers, ...body }));
    if (!response?.ok) throw new Error(`Expected an answer from ${url}, got ${response?.status ?? "none"}`);
    return await response.json();
  }

  /** What an emulator keeps under an address. */
  async read(connector: string, url: string): Promise<Uint8Array> {
    const headers = { authorization: `Bearer ${this.#token(connector)}` };
    const response = await this.#emulators.answer(new Request(url, { headers }));
    if (!response?.ok) throw new Error(`Expected content from ${url}, got ${response?.status ?? "none"}`);
    return new Uint8Array(await response.arrayBuffer());
  }

  #token(connector = ""): string {
    const token = this.#emulators.connector(connector)?.token;
    if (token === undefined) throw new Error(`Expected an emulator for ${connector}`);
    return token;
  }

  close(): Promise<void> {
    return this.#emulators.close();
  }
}

export async function openBench(): Promise<Bench> {
  const [functions, emulators] = await Promise.all([loadCollection(), startEmulators()]);
  return new Bench(functions, emulators);
}

function recordedRequest(recorded: Exchange["request"], token: string): Request {
  const headers = {
    "content-type": defaultType(recorded),
    ...recorded.headers,
    authorization: `Bearer ${token}`,
  };
  const body = bytesOf(recorded);
  return new Request(recorded.url, { method: recorded.method, headers, ...(body.length > 0 && { body }) });
}

function requestOf({ method, url, headers, body }: Sent): Request {
  return new Request(url, { method, headers, ...(body.length > 0 && { body }) });
}
