/** @module */
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { type Probe, startProbe } from "./fixture.ts";

interface Seen {
  method: string | undefined;
  url: string | undefined;
  headers: IncomingMessage["headers"];
  body: string;
}

const seen: Seen[] = [];
let server: Server;
let probe: Probe;

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const { method, url, headers } = request;
    seen.push({ method, url, headers, body: await text(request) });
    answer(url ?? "", response);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  probe = await startProbe({ PROBE_TOKEN: "real-token" }, 0, { probe: origin });
});
afterAll(async () => {
  await probe.close();
  server.close();
  server.closeAllConnections();
});
beforeEach(() => void (seen.length = 0));

function answer(url: string, response: ServerResponse): void {
  if (url === "/lost") return void response.socket?.resetAndDestroy();
  if (url === "/elsewhere") return void response.writeHead(302, { location: "/" }).end();
  if (url !== "/cut") return void response.writeHead(418, { "x-own": "kept" }).end("short and stout");
  response.writeHead(200, { "content-length": 10 }).write("half", () => response.destroy());
}

function ask(url: string, options: object = {}) {
  return probe.call({ action: "fetch", url, ...options });
}

it("gets the request as the function wrote it, and its answer is the function's", async () => {
  const call = await ask("https://eu.probe.invalid/a%20b?q=%2F", { method: "PUT", body: '{"a":"é"}' });
  expect(seen).toMatchObject([{
    method: "PUT",
    url: "/a%20b?q=%2F",
    headers: { "x-forwarded-host": "eu.probe.invalid" },
    body: '{"a":"é"}',
  }]);
  expect(Object.keys(seen[0]?.headers ?? {}).filter((name) => name.startsWith("x-sandbox"))).toEqual([]);
  expect(call.body.value).toMatchObject({ status: 418, text: "short and stout" });
  expect((await call.record()).requests).toMatchObject([{
    url: "https://eu.probe.invalid/a%20b?q=%2F",
    servedBy: "local provider",
    status: 418,
  }]);
});

it("stands before the real service, and is handed the same token", async () => {
  const { body } = await probe.call({ action: "connection", type: "probe" });
  expect(body.value.accessToken).toBe("real-token");
  await ask("https://eu.probe.invalid/");
  expect(seen).toHaveLength(1);
});

it.each(["/lost", "/cut"])("a connection that breaks off breaks off for the function: %s", async (path) => {
  expect((await ask(`https://eu.probe.invalid${path}`)).body).toHaveProperty("failure");
  expect(seen).toHaveLength(1);
});

it("redirects are passed on, not followed", async () => {
  const { body } = await ask("https://eu.probe.invalid/elsewhere", { redirect: "manual" });
  expect(body.value.status).toBe(302);
  expect(seen).toHaveLength(1);
});

it("gets nothing that is meant for hosts of others", async () => {
  await ask("https://attacker.invalid/");
  expect(seen).toEqual([]);
});

it.each([
  "https://127.0.0.1:1",
  "http://192.0.2.1",
  "http://127.0.0.1:1/path",
  "http://u@127.0.0.1:1",
  "probe",
])(
  "%s is no origin of this machine",
  async (origin) => {
    await expect(startProbe({}, 0, { probe: origin })).rejects.toThrow(
      `Expected the provider of probe on this machine, such as http://127.0.0.1:8080: it is "${origin}"`,
    );
  },
);

it("stands for a connector that a function uses", async () => {
  await expect(startProbe({}, 0, { prob: "http://127.0.0.1:1" })).rejects.toThrow(
    'No function uses a connector "prob": there are probe',
  );
});
