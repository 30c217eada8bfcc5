/**
 * The smallest Base44 that the real SDK can talk to: it passes calls on to a runtime, and answers what functions
 * ask of Base44 and of providers from the example of each call.
 *
 * @module
 */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import type { Example } from "../../sandbox/example.ts";
import type { Runtime, RuntimeOptions } from "../../sandbox/runtimes/runtime.ts";
import type { Service } from "../../shared/runtime/service.ts";
import { APP_ID, FakeBase44, platformHeaders, type Refusal } from "../support/base44.ts";
import { readSent } from "../support/provider.ts";
import { Recording } from "../support/recording.ts";
import { tokenOf, worldOf } from "../support/replay.ts";
import { preludeSecrets } from "./prelude.ts";

/** Names the call that a request of the SDK belongs to. */
export const CALL_HEADER = "x-test-call";

interface Call {
  example: Example;
  base44: FakeBase44;
  recording: Recording;
}

export interface Host {
  url: string;
  /** Announces a call; its answer tells the requests that left, beside those of the example. */
  expect(id: string, example: Example, service: Service | undefined): Recording;
  outbound: RuntimeOptions["outbound"];
  serve(runtime: Runtime): void;
  close(): void;
}

export async function openHost(): Promise<Host> {
  const calls = new Map<string, Call>();
  let runtime: Runtime | undefined;
  const server = createServer(getRequestListener((request) => {
    const name = /^\/api\/apps\/\w+\/functions\/([\w-]+)$/.exec(new URL(request.url).pathname)?.[1];
    const id = request.headers.get(CALL_HEADER) ?? "";
    const call = calls.get(id);
    if (!name || !call || !runtime) return new Response("Expected a call of a function", { status: 404 });
    const { caller, secrets, now } = call.example;
    const headers = new Headers(request.headers);
    headers.delete("authorization");
    for (const [header, value] of Object.entries(platformHeaders(caller))) headers.set(header, value);
    headers.set("base44-api-url", url);
    const { method, body } = request;
    const sent = new Request(request.url, { method, headers, body, ...(body && { duplex: "half" }) });
    return runtime.call(name, sent, { id, secrets: { ...secrets, ...preludeSecrets(id, now) } });
  }, { overrideGlobalObjects: false })).listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    expect(id, example, service) {
      const recording = new Recording(example, { service, tokens: [tokenOf(example)] });
      calls.set(id, { example, base44: new FakeBase44(worldOf(example)), recording });
      return recording;
    },
    async outbound(request, { id }) {
      const call = calls.get(id);
      if (!call) throw new Error("Expected a request that belongs to a call");
      if (new URL(request.url).origin === url) return await answerPlatform(request, call.base44);
      const reaction = await call.recording.react(await readSent(request));
      if (reaction instanceof Response) return reaction;
      throw new Error("The example loses the connection here");
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
