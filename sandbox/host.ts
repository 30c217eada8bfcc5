/**
 * The sandbox over HTTP: Base44's API, the functions behind it, and what the sandbox itself can tell.
 *
 * @module
 */
import { randomUUID } from "node:crypto";
import { Hono } from "hono";
import { cors } from "hono/cors";
import { APP_ID, CALLER_TOKENS, findUser, SERVICE_TOKEN } from "./callers.ts";
import type { Call, CallLog } from "./calls.ts";
import type { CollectedFunction } from "./collection.ts";
import { serveGallery } from "./gallery.ts";
import { isLoopback } from "./loopback.ts";
import { type Bindings, createPlatform, type PlatformOptions } from "./platform.ts";
import { createPlayer } from "./player.ts";
import type { Runtime } from "./runtimes/runtime.ts";

export interface HostOptions extends PlatformOptions {
  runtime: Runtime;
  calls: CallLog;
  /** The secrets that the functions see beside those of their examples. */
  secrets: Record<string, string>;
  /** The folder of the built gallery. */
  gallery: URL;
}

/** Chooses the example that answers a call, by its case. */
export const EXAMPLE_HEADER = "x-sandbox-example";
/** Names the call in the answer, for `/sandbox/calls/<id>`. */
export const CALL_HEADER = "x-sandbox-call";

export function createHost(options: HostOptions): Hono<{ Bindings: Bindings }> {
  const { functions, calls } = options;
  const app = new Hono<{ Bindings: Bindings }>();

  // A page on the web whose name resolves to this machine must not reach a real account.
  app.use(async (c, next) => {
    if (isLoopback(new URL(c.req.url).hostname)) return await next();
    return c.json({ error: "The sandbox answers on localhost only" }, 403);
  });
  app.use(cors({
    origin: (origin) => URL.canParse(origin) && isLoopback(new URL(origin).hostname) ? origin : undefined,
    exposeHeaders: [CALL_HEADER],
  }));

  app.get("/sandbox/calls/:id", (c) => {
    const call = calls.get(c.req.param("id"));
    return call ? c.json(call.record) : c.json({ error: "There is no such call" }, 404);
  });
  app.get("/sandbox/functions", (c) => c.json([...functions.keys()]));
  app.get("/sandbox/app", (c) => c.json({ appId: APP_ID, callers: CALLER_TOKENS }));

  app.use("/api/apps/:appId/*", async (c, next) => {
    if (c.req.param("appId") === APP_ID) return await next();
    return c.json({ message: `Expected the app "${APP_ID}": it is "${c.req.param("appId")}"` }, 404);
  });
  for (const path of ["/api/apps/:appId/functions/:name", "/api/functions/:name", "/functions/:name"]) {
    app.all(path, (c) => callFunction(options, c.req.param("name") ?? "", c.req.raw));
  }
  app.route(`/api/apps/${APP_ID}`, createPlatform(options));
  app.route("/", serveGallery(options.gallery));
  app.onError((error, c) => c.json({ message: `The sandbox failed: ${error.message}` }, 500));
  app.notFound((c) => c.json({ message: `The sandbox does not know ${c.req.method} ${c.req.path}` }, 404));
  return app;
}

async function callFunction(options: HostOptions, name: string, request: Request): Promise<Response> {
  const called = options.functions.get(name);
  if (!called) return Response.json({ message: `There is no function named "${name}"` }, { status: 404 });
  const chosen = request.headers.get(EXAMPLE_HEADER);
  const example = called.examples.find((candidate) => candidate.case === chosen);
  if (chosen && !example) {
    const cases = called.examples.map((candidate) => candidate.case).join(", ");
    return Response.json({ message: `${name} has no example "${chosen}": it has ${cases}` }, { status: 404 });
  }
  const { origin } = new URL(request.url);
  const call: Call = {
    record: { id: randomUUID(), function: name, ...(chosen && { example: chosen }), requests: [] },
    apiUrl: origin,
    example,
    player: createPlayer(example ? [example] : called.examples),
  };
  options.calls.begin(call);
  try {
    return await run(options, called, call, request);
  } finally {
    options.calls.end(call);
  }
}

async function run(
  { runtime, secrets }: HostOptions,
  called: CollectedFunction,
  { record, apiUrl, example }: Call,
  request: Request,
): Promise<Response> {
  const { url, method, body } = request;
  const headers = platformHeaders(request.headers, apiUrl);
  const sent = new Request(url, { method, headers, body, ...(body && { duplex: "half" }) });
  const exampleSecrets = (example ?? called.examples[0])?.secrets;
  const started = performance.now();
  const response = await runtime.call(called.name, sent, {
    id: record.id,
    secrets: { BASE44_APP_ID: APP_ID, ...exampleSecrets, ...secrets },
  });
  record.status = response.status;
  record.ms = Math.round(performance.now() - started);
  const answer = new Response(response.body, response);
  answer.headers.set(CALL_HEADER, record.id);
  return answer;
}

/** Base44 sets these headers itself: what a caller sends under their names never reaches a function. */
function platformHeaders(sent: Headers, apiUrl: string): Headers {
  const headers = new Headers();
  for (const [name, value] of sent) {
    if (!/^(base44-|x-sandbox)/.test(name)) headers.append(name, value);
  }
  if (!findUser(headers.get("authorization"))) headers.delete("authorization");
  headers.set("base44-app-id", APP_ID);
  headers.set("base44-api-url", apiUrl);
  headers.set("base44-service-authorization", `Bearer ${SERVICE_TOKEN}`);
  return headers;
}
