/** @module */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundleFunctions } from "../../sandbox/bundle.ts";
import type { Runtime } from "../../sandbox/runtimes/runtime.ts";
import type { Origin } from "../../sandbox/runtimes/wire.ts";
import { type RuntimeName, RUNTIMES } from "../../sandbox/sandbox.ts";
import { FUNCTIONS } from "./fixture.ts";

const PLATFORM_HEADERS = {
  authorization: "Bearer user",
  "base44-app-id": "app",
  "base44-api-url": "http://127.0.0.1:9",
  "base44-service-authorization": "Bearer service",
};

const ANSWERS: Record<string, (request: Request) => Response | Promise<Response>> = {
  "/api/apps/app/entities/User/me": (request) =>
    Response.json({ asked: request.headers.get("authorization") }),
  "/api/apps/app/external-auth/tokens/probe": () =>
    Response.json({ access_token: "token", connection_config: null }),
  "/echo": async (request) => new Response(await request.text(), { status: 202 }),
  "/created": () => new Response("", { status: 201, headers: { location: "/created/1" } }),
  "/hop": () => Response.redirect("https://elsewhere.invalid/", 302),
  "/lost": () => Promise.reject(new Error("lost")),
  "/cut": () => new Response(new ReadableStream({ pull: (stream) => stream.error(new Error("cut off")) })),
};

describe.each(Object.keys(RUNTIMES) as RuntimeName[])("functions in %s", (name) => {
  let runtime: Runtime;
  const seen: (Origin & { url: string })[] = [];
  const lines: string[] = [];

  beforeAll(async () => {
    const bundles = await bundleFunctions(["probe", "exported"], FUNCTIONS);
    runtime = await RUNTIMES[name]({
      bundle: (called) => Promise.resolve(bundles.get(called) ?? ""),
      log: (line) => lines.push(line),
      outbound: async (request, origin) => {
        seen.push({ ...origin, url: request.url });
        const answer = ANSWERS[new URL(request.url).pathname];
        return await answer?.(request) ?? new Response(null, { status: 404 });
      },
    });
  });
  afterAll(() => runtime.dispose());

  async function call(input: object, options = {}): Promise<unknown> {
    const request = new Request("https://app.base44.app/functions/probe?a=1", {
      method: "POST",
      headers: { "content-type": "application/json", ...PLATFORM_HEADERS },
      body: JSON.stringify(input),
    });
    const response = await runtime.call("probe", request, options);
    const { value, failure } = await response.json() as { value?: unknown; failure?: string };
    return failure === undefined ? value : { failure };
  }

  it("get what they gave to Deno.serve called, not their default export", async () => {
    expect(await call({ action: "count" })).toBe(1);
  });

  it("get their default export called where they serve nothing", async () => {
    const response = await runtime.call("exported", new Request("https://app.base44.app/"));
    expect(await response.text()).toBe("exported");
  });

  it("stay loaded between calls", async () => {
    const first = await call({ action: "count" }) as number;
    expect(await call({ action: "count" })).toBe(first + 1);
  });

  it("see the request as it was sent: address, method and no header more", async () => {
    const request = new Request("https://app.base44.app/functions/probe?a=1", {
      method: "PUT",
      headers: { a: "1" },
    });
    const response = await runtime.call("probe", request);
    const { value } = await response.json() as { value: unknown };
    expect(value).toEqual({
      headers: { a: "1" },
      method: "PUT",
      url: "https://app.base44.app/functions/probe?a=1",
    });
  });

  it("read the secrets of their call, and nothing of this process", async () => {
    expect(await call({ action: "secret", name: "NAME" }, { secrets: { NAME: "value" } })).toBe("value");
    expect(await call({ action: "secret", name: "PATH" })).toBeNull();
    expect(await call({ action: "environment" })).not.toContain("PATH");
  });

  it("keep calls that run side by side apart", async () => {
    const slow = call({ action: "wait", ms: 60 }, { secrets: { NAME: "slow" } });
    const fast = call({ action: "wait", ms: 5 }, { secrets: { NAME: "fast" } });
    expect(await Promise.all([slow, fast])).toEqual(["slow", "fast"]);
  });

  it("reach Base44 through the SDK by way of outbound, which learns the call", async () => {
    expect(await call({ action: "me" }, { id: "call-1" })).toEqual({ asked: "Bearer user" });
    expect(seen.at(-1)).toEqual({
      function: "probe",
      id: "call-1",
      url: "http://127.0.0.1:9/api/apps/app/entities/User/me",
    });
    expect(await call({ action: "connection", type: "probe" })).toEqual({
      accessToken: "token",
      connectionConfig: null,
    });
  });

  it("reach providers by way of outbound, bodies and addresses unchanged", async () => {
    const url = "https://provider.invalid/echo?q=%20";
    expect(await call({ action: "fetch", url, method: "POST", body: "Grüße" })).toEqual({
      status: 202,
      url,
      text: "Grüße",
    });
    expect(seen.at(-1)?.url).toBe(url);
    expect(await call({ action: "fetchRequest", url, body: "Grüße" })).toBe("Grüße");
  });

  it("may have secrets of any length", async () => {
    const long = "ß".repeat(5_000);
    expect(await call({ action: "secret", name: "LONG" }, { secrets: { LONG: long } })).toBe(long);
  });

  it("see a lost connection where outbound rejects", async () => {
    expect(await call({ action: "fetch", url: "https://provider.invalid/lost" })).toHaveProperty("failure");
  });

  it("see a lost connection, no other answer, where the body breaks off", async () => {
    expect(await call({ action: "fetch", url: "https://provider.invalid/cut" })).toHaveProperty("failure");
  });

  it("are not led away by a redirect that they did not ask to see", async () => {
    const url = "https://provider.invalid/hop";
    expect(await call({ action: "fetch", url })).toEqual({
      failure: expect.stringContaining(`${url} redirects`),
    });
    expect(await call({ action: "fetch", url, redirect: "manual" })).toMatchObject({ status: 302, url });
    const created = { action: "fetch", url: "https://provider.invalid/created" };
    expect(await call(created)).toMatchObject({ status: 201 });
  });

  it("cannot call fetch as another object's method, as in production on workerd", async () => {
    expect(await call({ action: "fetchAsMethod", url: "https://provider.invalid/echo" })).toEqual({
      failure: "TypeError: Illegal invocation",
    });
  });

  it("answer 500 where they throw, and the log says why", async () => {
    const request = new Request("https://app.base44.app/", { method: "POST", body: '{"action":"crash"}' });
    const response = await runtime.call("probe", request);
    expect(response.status).toBe(500);
    await expect.poll(() => lines.join("\n")).toContain("The probe crashed");
  });
});
