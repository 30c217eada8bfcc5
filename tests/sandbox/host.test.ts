/** @module */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createClient } from "@base44/sdk";
import { type Probe, startProbe } from "./fixture.ts";

let probe: Probe;

beforeAll(async () => {
  probe = await startProbe({ SANDBOX_SECRET_EXTRA: "extra", UNRELATED: "leak" });
});
afterAll(() => probe.close());

function api(path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`${probe.url}/api/apps/sandbox${path}`, init);
}

describe("the headers that Base44 sets", () => {
  it("are there, and a caller's own copies are not", async () => {
    const { body } = await probe.call({ action: "request" }, {
      headers: {
        "Base44-App-Id": "forged",
        "Base44-Api-Url": "https://attacker.invalid",
        "Base44-Service-Authorization": "Bearer forged",
        "Base44-State": "forged",
        "X-Sandbox": "forged",
        "X-Other": "kept",
      },
    });
    const { headers } = body.value;
    expect(JSON.stringify(headers)).not.toMatch(/forged|attacker/);
    expect(headers).toMatchObject({
      "base44-app-id": "sandbox",
      "base44-api-url": probe.url,
      authorization: "Bearer sandbox-admin",
      "x-other": "kept",
    });
    expect(headers["base44-service-authorization"]).toMatch(/^Bearer sandbox-service-/);
    expect(headers).not.toHaveProperty("base44-state");
  });

  it("hold no Authorization for anonymous callers and unknown tokens", async () => {
    const anonymous = await probe.call({ action: "request" }, { as: "anonymous" });
    const unknown = await probe.call({ action: "request" }, { headers: { authorization: "Bearer made-up" } });
    expect(anonymous.body.value.headers).not.toHaveProperty("authorization");
    expect(unknown.body.value.headers).not.toHaveProperty("authorization");
  });
});

describe("users", () => {
  it("are admin, user, the app itself, or nobody", async () => {
    expect((await probe.call({ action: "me" })).body.value).toMatchObject({
      role: "admin",
      is_service: false,
    });
    expect((await probe.call({ action: "me" }, { as: "user" })).body.value).toMatchObject({ role: "user" });
    expect((await probe.call({ action: "me" }, { as: "anonymous" })).body.failure).toContain("Unauthorized");
    expect((await probe.call({ action: "invoke", name: "probe" })).body.value.value).toMatchObject({
      email: "service+sandbox@no-reply.base44.com",
      is_service: true,
    });
  });
});

describe("the token endpoints", () => {
  const paths = [
    "/external-auth/tokens/probe",
    "/external-auth/tokens/connectors/any",
    "/app-user-auth/connectors/any/token",
  ];

  it.each(paths)("%s wants the service token", async (path) => {
    expect((await api(path)).status).toBe(401);
    expect((await api(path, { headers: { authorization: "Bearer sandbox-admin" } })).status).toBe(403);
  });

  it("hand out the example's connection to a function", async () => {
    const { body } = await probe.call({ action: "connection", type: "probe" });
    expect(body.value).toEqual({ accessToken: "probe-token", connectionConfig: { region: "eu" } });
  });

  it("refuse connectors that no function uses, and what the chosen example refuses", async () => {
    const other = await probe.call({ action: "connection", type: "dropbox" });
    expect(other.body.failure).toContain("Connector connection not found");
    const chosen = await probe.call({ action: "connection", type: "probe" }, {
      headers: { "x-sandbox-example": "missing" },
    });
    expect(chosen.body.failure).toContain("The connection expired");
  });
});

describe("secrets", () => {
  it("are the example's and SANDBOX_SECRET_..., nothing else", async () => {
    const read = async (name: string) => (await probe.call({ action: "secret", name })).body.value;
    expect(await read("NAME")).toBe("from the example");
    expect(await read("EXTRA")).toBe("extra");
    expect(await read("UNRELATED")).toBeNull();
    expect(await read("HOME")).toBeNull();
  });
});

describe("providers", () => {
  it("are played from the examples, and the call's record says so", async () => {
    const url = "https://provider.invalid/api/items/7?access_token=abc";
    const answer = await probe.call({ action: "fetch", url });
    expect(JSON.parse(answer.body.value.text)).toEqual({ item: 1 });
    expect(await answer.record()).toMatchObject({
      function: "probe",
      status: 200,
      requests: [{
        method: "GET",
        url: "https://provider.invalid/api/items/7?access_token=hidden",
        status: 200,
        servedBy: "examples",
      }],
    });
  });

  it("follow the case that the caller chooses", async () => {
    const url = "https://provider.invalid/api/items/7";
    const answer = await probe.call({ action: "fetch", url }, {
      headers: { "X-Sandbox-Example": "missing" },
    });
    expect(answer.body.value.status).toBe(404);
    const unknown = await probe.call({}, { headers: { "X-Sandbox-Example": "none" } });
    expect(unknown.status).toBe(404);
    expect(unknown.body.message).toBe('probe has no example "none": it has success, missing, reset');
  });

  it("lose the connection where the example does", async () => {
    const url = "https://provider.invalid/api/items";
    const answer = await probe.call({ action: "fetch", url, method: "POST", body: '{"name":"x"}' });
    expect(answer.body).toHaveProperty("failure");
    expect((await answer.record()).requests[0]?.problem).toContain("broke off");
  });

  it("are refused and reported where the host is not the function's", async () => {
    const answer = await probe.call({ action: "fetch", url: "https://attacker.invalid/?q=1" });
    expect(answer.body.value.status).toBe(501);
    expect((await answer.record()).requests).toMatchObject([{
      servedBy: "nobody",
      problem: "attacker.invalid is no host of probe, so the sandbox does not contact it",
    }]);
    expect(probe.reports.at(-1)?.url).toBe("https://attacker.invalid/?q=1");
  });

  it("are reported where no example has the request", async () => {
    const answer = await probe.call({ action: "fetch", url: "https://eu.probe.invalid/x" });
    expect((await answer.record()).requests[0]?.problem).toBe(
      "No example of probe has GET /x on eu.probe.invalid",
    );
  });
});

describe("real tokens", () => {
  it("are handed out, and only the service's own hosts are contacted", async () => {
    const real = await startProbe({ PROBE_TOKEN: "real-token" });
    try {
      const connection = await real.call({ action: "connection", type: "probe" });
      expect(connection.body.value).toEqual({ accessToken: "real-token", connectionConfig: null });
      await real.call({ action: "fetch", url: "https://provider.invalid/api/items/1" });
      await real.call({ action: "fetch", url: "https://attacker.invalid/" });
      // .invalid never resolves (RFC 6761), so an attempt shows as a failed look-up.
      expect(real.reports.map(({ problem }) => problem)).toEqual([
        expect.stringContaining("broke off"),
        expect.stringContaining("does not contact it"),
      ]);
    } finally {
      await real.close();
    }
  });
});

describe("files", () => {
  it("have addresses that functions can read; private ones only when signed for a user", async () => {
    const base44 = createClient({ serverUrl: probe.url, appId: "sandbox", token: "sandbox-user" });
    const { file_url } = await base44.integrations.Core.UploadFile({ file: new File(["public"], "a b.txt") });
    expect(new URL(file_url).origin).toBe("https://base44.app");
    expect((await probe.call({ action: "fetch", url: file_url })).body.value.text).toBe("public");

    const { file_uri } = await base44.integrations.Core.UploadPrivateFile({
      file: new File(["private"], "b.txt"),
    });
    const { signed_url } = await base44.integrations.Core.CreateFileSignedUrl({ file_uri });
    expect((await probe.call({ action: "fetch", url: signed_url })).body.value.text).toBe("private");
    const unsigned = await probe.call({ action: "fetch", url: signed_url.split("?")[0] });
    expect(unsigned.body.value.status).toBe(501);
    const anonymous = await api("/integration-endpoints/Core/CreateFileSignedUrl", {
      method: "POST",
      body: "{}",
    });
    expect(anonymous.status).toBe(401);
  });
});

describe("the host", () => {
  it("serves the three addresses of a function", async () => {
    for (
      const path of ["/api/apps/sandbox/functions/exported", "/api/functions/exported", "/functions/exported"]
    ) {
      expect(await (await fetch(probe.url + path)).text()).toBe("exported");
    }
  });

  it("knows no other app, function or route", async () => {
    expect((await fetch(`${probe.url}/api/apps/other/functions/exported`)).status).toBe(404);
    expect(await (await api("/functions/none")).json()).toEqual({
      message: 'There is no function named "none"',
    });
    expect((await api("/entities/Task")).status).toBe(404);
  });

  it("answers to names of this machine only", async () => {
    const { hostname, port } = new URL(probe.url);
    const { request } = await import("node:http");
    const status = await new Promise((resolve, reject) => {
      request({ hostname, port, path: "/functions/exported", headers: { host: "attacker.invalid" } })
        .on("response", (response) => resolve(response.statusCode))
        .on("error", reject)
        .end();
    });
    expect(status).toBe(403);
  });

  it("lets only pages of this machine read its answers", async () => {
    const allowed = async (origin: string) =>
      (await fetch(`${probe.url}/functions/exported`, { headers: { origin } })).headers.get(
        "access-control-allow-origin",
      );
    expect(await allowed("http://localhost:5173")).toBe("http://localhost:5173");
    expect(await allowed("https://attacker.invalid")).toBeNull();
    expect(await allowed("http://localhost.attacker.invalid")).toBeNull();
  });
});
