/**
 * The smallest Base44 that the real SDK can talk to: it passes calls on to a runtime, and answers what functions
 * ask of Base44 and of providers from the example of each call.
 *
 * @module
 */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { getRequestListener } from "@hono/node-server";
import type { Example } from "../../sandbox/example.ts";
import { PATIENT } from "../../sandbox/runtimes/egress.ts";
import type { Runtime, RuntimeOptions } from "../../sandbox/runtimes/runtime.ts";
import type { Service } from "../../shared/runtime/service.ts";
import { APP_ID, type CallerName, FakeBase44, platformHeaders, type Refusal } from "../support/base44.ts";
import { type Reaction, readSent, type Sent } from "../support/provider.ts";
import { Recording } from "../support/recording.ts";
import { tokenOf, worldOf } from "../support/replay.ts";
import { preludeSecrets } from "./prelude.ts";
import type { Reading, Wire } from "./wire.ts";
import { wireOf } from "./wire-answers.ts";

/** Names the call that a request of the SDK belongs to. */
export const CALL_HEADER = "x-test-call";

/** One call of a function, with all that it meets. */
export interface Call {
  caller: CallerName | undefined;
  secrets: Record<string, string>;
  base44: FakeBase44;
  reading?(method: string, url: URL): Reading | undefined;
  /** What the provider does. */
  react(sent: Sent): Promise<Reaction | Wire>;
  /** Gets the function's answer on its way to the caller. */
  answered?(response: Response): Response | Promise<Response>;
}

export interface Host {
  url: string;
  /** Announces a call; its answer tells the requests that left, beside those of the example. */
  expect(id: string, example: Example, service: Service | undefined): Recording;
  announce(id: string, call: Call): void;
  /** What comes later for this call is answered with nothing. */
  forget(id: string): void;
  outbound: RuntimeOptions["outbound"];
  /** How many connections ended before an answer, of those that had served other requests and of new ones. */
  broken: Readonly<{ kept: number; fresh: number }>;
  serve(runtime: Runtime): void;
  close(): void;
}

export async function openHost(): Promise<Host> {
  const calls = new Map<string, Call>();
  const broken = { kept: 0, fresh: 0 };
  const known = new WeakSet<Socket>();
  let runtime: Runtime | undefined;
  const listener = getRequestListener(async (request) => {
    const name = /^\/api\/apps\/\w+\/functions\/([\w-]+)$/.exec(new URL(request.url).pathname)?.[1];
    const id = request.headers.get(CALL_HEADER) ?? "";
    const call = calls.get(id);
    if (!name || !call || !runtime) return new Response("Expected a call of a function", { status: 404 });
    const { caller, secrets } = call;
    const headers = new Headers(request.headers);
    headers.delete("authorization");
    for (const [header, value] of Object.entries(platformHeaders(caller))) headers.set(header, value);
    headers.set("base44-api-url", url);
    const { method, body } = request;
    const sent = new Request(request.url, { method, headers, body, ...(body && { duplex: "half" }) });
    const response = await runtime.call(name, sent, { id, secrets });
    return await call.answered?.(response) ?? response;
  }, { overrideGlobalObjects: false, errorHandler: (error) => new Response(String(error), { status: 500 }) });
  const server = createServer(PATIENT, listener);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    broken,
    expect(id, example, service) {
      const recording = new Recording(example, { service, tokens: [tokenOf(example)] });
      calls.set(id, {
        caller: example.caller,
        secrets: { ...example.secrets, ...preludeSecrets(id, example.now) },
        base44: new FakeBase44(worldOf(example)),
        react: (sent) => recording.react(sent),
      });
      return recording;
    },
    announce(id, call) {
      calls.set(id, call);
    },
    forget(id) {
      calls.delete(id);
    },
    async outbound(request, { id }, connection) {
      const { socket } = connection.incoming;
      const isKept = known.has(socket);
      known.add(socket);
      const call = calls.get(id);
      if (!call) throw new Error("Expected a request that belongs to a call");
      if (new URL(request.url).origin === url) return await answerPlatform(request, call.base44);
      const reading = call.reading?.(request.method, new URL(request.url));
      const reaction = await call.react(
        await readSent(reading ? await slowedDown(request, reading) : request),
      );
      if (reaction instanceof Response) return reaction;
      const wire = typeof reaction === "object" && "wire" in reaction ? reaction : wireOf(reaction);
      if (wire.breaks) broken[isKept ? "kept" : "fresh"]++;
      // Whoever has waited long enough is gone.
      connection.outgoing.on("error", () => {});
      await wire.wire(connection);
      return undefined;
    },
    serve(started) {
      runtime = started;
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** The same request with a body that comes in piece by piece. */
async function slowedDown(request: Request, { delay, pause }: Reading): Promise<Request> {
  await wait(delay);
  if (!request.body) return request;
  const pieces = new TransformStream<Uint8Array, Uint8Array>({
    async transform(piece, controller) {
      await wait(pause);
      controller.enqueue(piece);
    },
  });
  const { url, method, headers, body } = request;
  const init = { method, headers, body: body.pipeThrough(pieces), duplex: "half" };
  return new Request(url, init);
}

/** The routes of Base44 that functions use through the SDK. */
async function answerPlatform(request: Request, base44: FakeBase44): Promise<Response> {
  const path = new URL(request.url).pathname.replace(`/api/apps/${APP_ID}`, "");
  try {
    if (path === "/entities/User/me") return Response.json(await base44.me());
    if (path === "/integration-endpoints/Core/CreateFileSignedUrl") {
      const { file_uri } = await request.json();
      return Response.json({ signed_url: await base44.signFile(file_uri) });
    }
    const connector = /^\/external-auth\/tokens\/(\w+)$/.exec(path)?.[1];
    if (!connector) return Response.json({ message: `Nothing is at ${path}` }, { status: 404 });
    const { accessToken, connectionConfig } = await base44.connection({ kind: "shared", connector });
    return Response.json({ access_token: accessToken, connection_config: connectionConfig });
  } catch (error) {
    const { status, message, code } = error as Error & Refusal;
    return Response.json({ message, code }, { status });
  }
}
