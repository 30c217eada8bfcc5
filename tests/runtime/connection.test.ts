/**
 * Base44's side: its headers, its refusals, and whose token asks for what.
 *
 * @module
 */
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  checkPlatformHeaders,
  connectBase44,
  type ConnectionChoice,
  connectionError,
  isConnected,
} from "../../shared/runtime/connection.ts";
import { FunctionError } from "../../shared/runtime/errors.ts";
import { APP_ID, platformHeaders, SERVICE_TOKEN, USER_TOKEN } from "../support/base44.ts";
import { createWorld } from "../support/world.ts";
import { acme, ADDRESS, ask, defineLocal, defineSubject, posted } from "./subject.ts";

const SHARED: ConnectionChoice = { kind: "shared", connector: "acme" };
const APP_USER: ConnectionChoice = { kind: "app-user", id: "con_1" };
const WORKSPACE: ConnectionChoice = { kind: "workspace", id: "con_2" };

/** As the SDK rejects: an Error with what Base44 said. */
function refusal(fields: { status?: unknown; code?: unknown; message?: string; data?: unknown }): Error {
  return Object.assign(new Error(fields.message ?? "Request failed"), fields);
}

describe("Base44's own headers", () => {
  const headers = (changes: Record<string, string>) => new Headers({ ...platformHeaders(), ...changes });

  function refused(changes: Record<string, string>, ownAppId?: string): boolean {
    try {
      checkPlatformHeaders(headers(changes), ownAppId);
      return false;
    } catch (error) {
      expect(error).toMatchObject({ code: "invalid_request" });
      return true;
    }
  }

  it.each([
    "https://base44.app",
    "https://api.base44.example/with/path",
    "https://base44.app:8443",
    "http://localhost:4400",
    "http://127.0.0.1:4400",
    "http://[::1]:4400",
    "http://localhost",
  ])("`Base44-Api-Url`: %s is accepted (https, loopback for local work)", (address) => {
    expect(refused({ "base44-api-url": address })).toBe(false);
  });

  it.each([
    "http://base44.app",
    "http://evil.example",
    "http://localhost.evil.example",
    "http://127.0.0.1.evil.example",
    "http://127.0.0.2",
    "http://0.0.0.0",
    "http://10.0.0.1",
    "http://169.254.169.254",
    "http://[::2]",
    "http://localhost@evil.example",
    "http://user:password@localhost",
    "https://user:password@base44.app",
    "ftp://localhost",
    "ws://localhost",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "data:,x",
    "base44.app",
    "//base44.app",
    "",
    "https://",
    "https://base44.app, https://evil.example",
  ])("`Base44-Api-Url`: %j is refused", (address) => {
    expect(refused({ "base44-api-url": address })).toBe(true);
  });

  it("the service token goes nowhere where the address is refused", async () => {
    const world = createWorld();
    const { status, body } = await ask(world, defineSubject(), undefined, {
      headers: { "base44-api-url": "http://evil.example" },
    });
    expect([status, body.code]).toEqual([400, "invalid_request"]);
    expect(world.base44.calls).toEqual([]);
  });

  it.each(["", "a/b", "../x", "..", "a b", "a?b", "a#b", "a%2fb", "a\\b", "app1, app2", "é"])(
    "an app id is no path: %j is refused",
    (id) => {
      expect(refused({ "base44-app-id": id })).toBe(true);
    },
  );

  it("an app id that is missing is refused", () => {
    const sent = headers({});
    sent.delete("base44-app-id");
    expect(() => checkPlatformHeaders(sent, undefined)).toThrow(FunctionError);
  });

  it("an app id that differs from `BASE44_APP_ID`, where that is set, is refused", async () => {
    expect(refused({}, APP_ID)).toBe(false);
    expect(refused({}, "another")).toBe(true);
    expect(refused({ "base44-app-id": APP_ID.toUpperCase() }, APP_ID)).toBe(true);
    const world = createWorld({ secrets: { BASE44_APP_ID: "another" } });
    expect((await ask(world, defineSubject())).body.code).toBe("invalid_request");
    expect(world.base44.calls).toEqual([]);
  });

  it.each([
    "",
    "Bearer",
    "Bearer ",
    "Basic dXNlcg==",
    "token",
    "Bearer a b",
    "bearer token",
    "Bearer a, Bearer b",
    "Bearer\ttoken",
  ])(
    "a malformed Authorization is 400: %j",
    async (authorization) => {
      expect(refused({ authorization })).toBe(true);
      expect(refused({ "base44-service-authorization": authorization })).toBe(true);
      const world = createWorld();
      const { status, text } = await ask(world, defineSubject(), undefined, { headers: { authorization } });
      expect(status).toBe(400);
      expect(text).not.toContain("dXNlcg");
      expect(world.base44.calls).toEqual([]);
    },
  );

  it("are checked for anonymous callers and machine keys too", async () => {
    const key = "k".repeat(32);
    const secrets = { CONNECTOR_FUNCTIONS_KEYS: `${key}:acme-post` };
    const world = createWorld({ caller: "anonymous", secrets, provider: posted });
    const bad = { "base44-api-url": "http://evil.example" };
    expect(
      (await ask(world, defineSubject(), undefined, { headers: { ...bad, "x-functions-key": key } })).status,
    ).toBe(400);
    expect((await ask(world, defineSubject({ access: "public" }), undefined, { headers: bad })).status).toBe(
      400,
    );
    expect(world.base44.calls).toEqual([]);
  });

  it("a function without a service checks them too", async () => {
    const world = createWorld();
    const headers = { "base44-api-url": "http://evil.example" };
    expect((await ask(world, defineLocal(), undefined, { headers })).status).toBe(400);
  });
});

describe("what `getConnection` throws: one place maps its rejections", () => {
  const cases: [string, unknown, string][] = [
    ["403: not_connected", refusal({ status: 403 }), "not_connected"],
    [
      "404: not_connected",
      refusal({ status: 404, code: "NOT_FOUND", message: "Connector connection not found" }),
      "not_connected",
    ],
    ["404 without a code", refusal({ status: 404 }), "not_connected"],
    [
      "known codes: not_connected",
      refusal({ status: 400, code: "connector_not_connected" }),
      "not_connected",
    ],
    ["known codes: not_found", refusal({ status: 400, code: "CONNECTION_NOT_FOUND" }), "not_connected"],
    [
      "words that builders match",
      refusal({ status: 400, message: "No active connection for acme" }),
      "not_connected",
    ],
    [
      "words that builders match, without a status",
      refusal({ message: "acme is not connected" }),
      "not_connected",
    ],
    [
      "metered_connector_requires_proxy its own case",
      refusal({ status: 403, code: "metered_connector_requires_proxy" }),
      "not_connected",
    ],
    ["expired", refusal({ status: 400, code: "connection_expired" }), "connection_expired"],
    ["revoked", refusal({ status: 403, message: "The grant was revoked" }), "connection_expired"],
    ["the rest: 400", refusal({ status: 400, message: "Bad request" }), "platform_unavailable"],
    ["the rest: 402", refusal({ status: 402 }), "platform_unavailable"],
    ["the rest: 429", refusal({ status: 429 }), "platform_unavailable"],
    ["the rest: 500", refusal({ status: 500 }), "platform_unavailable"],
    ["the rest: 503", refusal({ status: 503, message: "Service Unavailable" }), "platform_unavailable"],
    [
      "the rest: 500 with words of another kind of not found",
      refusal({ status: 500, message: "Table not found" }),
      "platform_unavailable",
    ],
    [
      "the rest: 502 that names an upstream",
      refusal({ status: 502, message: "no active upstream" }),
      "platform_unavailable",
    ],
    [
      "the rest: 500 that says expired",
      refusal({ status: 500, message: "Deadline expired" }),
      "platform_unavailable",
    ],
    [
      "the rest: a host that has no address",
      refusal({ code: "ENOTFOUND", message: "getaddrinfo ENOTFOUND base44.app" }),
      "platform_unavailable",
    ],
    [
      "the rest: a connection that is refused",
      refusal({ code: "ECONNREFUSED", message: "connect ECONNREFUSED" }),
      "platform_unavailable",
    ],
    [
      "the rest: a certificate that has expired",
      refusal({ code: "CERT_HAS_EXPIRED", message: "certificate has expired" }),
      "platform_unavailable",
    ],
    [
      "the rest: a timeout",
      refusal({ code: "ECONNABORTED", message: "timeout of 0ms exceeded" }),
      "platform_unavailable",
    ],
    [
      "the rest: no service token came",
      new Error("Service token is required to use asServiceRole"),
      "platform_unavailable",
    ],
    ["the rest: text", "not found", "platform_unavailable"],
    ["the rest: nothing", undefined, "platform_unavailable"],
    ["the rest: null", null, "platform_unavailable"],
    ["the rest: no error", { status: "404" }, "platform_unavailable"],
    [
      "the rest: a code that is no text",
      refusal({ status: 500, code: { not_found: true } }),
      "platform_unavailable",
    ],
  ];
  it.each(cases)("%s", async (_, error, code) => {
    for (const choice of [SHARED, WORKSPACE]) expect(connectionError(error, choice, acme).code).toBe(code);

    const world = createWorld();
    world.base44.connection = () => Promise.reject(error);
    const { body } = await ask(world, defineSubject());
    expect(body).toMatchObject({ code, outcome: "not_done", retryable: code === "platform_unavailable" });
    expect(world.sent).toEqual([]);
  });

  it("never throws, and never says Base44's own words", () => {
    for (const [, error] of cases) {
      for (const choice of [SHARED, APP_USER, WORKSPACE]) {
        const { message } = connectionError(error, choice, acme);
        expect(message).not.toMatch(/upstream|getaddrinfo|Table|grant|certificate/);
      }
    }
  });

  it("an error of ours stays itself", () => {
    const own = new FunctionError("not_configured", "ours");
    expect(connectionError(own, SHARED, acme)).toBe(own);
  });

  it.each([{ accessToken: "", connectionConfig: null }, { connectionConfig: null }])(
    "a connection without a token is not connected: %o",
    async (connection) => {
      const world = createWorld();
      world.base44.connection = () => Promise.resolve(connection as never);
      expect((await ask(world, defineSubject())).body.code).toBe("not_connected");
    },
  );

  it("a client that throws at once is mapped as well", async () => {
    const world = createWorld();
    world.base44.connection = () => {
      throw new Error("Service token is required");
    };
    expect((await ask(world, defineSubject())).body.code).toBe("platform_unavailable");
  });

  it("what the app's owner must do, named: the connector", async () => {
    const { body } = await ask(createWorld({ connectionError: { status: 404 } }), defineSubject());
    expect(body.error).toBe("Acme is not connected");
    expect(body.hint).toBe("Connect Acme in the app's connectors (type acme)");
    expect(body.params).toEqual({ connector: "acme" });
  });

  it("metered: says that this function cannot use it, and which connector", () => {
    const error = connectionError(
      refusal({ status: 403, code: "metered_connector_requires_proxy" }),
      SHARED,
      acme,
    );
    expect(error.message).toContain("metered");
    expect(error.details.params).toEqual({ connector: "acme" });
    expect(error.details.hint).toContain("metered");
  });

  it("on the caller's own account a 401 is `sign_in_required`", () => {
    expect(connectionError(refusal({ status: 401 }), APP_USER, acme).code).toBe("sign_in_required");
    for (const choice of [SHARED, WORKSPACE]) {
      expect(connectionError(refusal({ status: 401 }), choice, acme).code).toBe("platform_unavailable");
    }
  });

  it("`connectorId` of connectors that are asked by id", () => {
    for (const choice of [APP_USER, WORKSPACE]) {
      const { details } = connectionError(refusal({ status: 404 }), choice, acme);
      expect(details.params).toEqual({ connector: "acme", connectorId: choice.id });
    }
  });
});

describe("whether a connector is connected", () => {
  it.each([
    [undefined, true],
    [{ status: 404 }, false],
    [{ status: 403 }, false],
    [{ status: 400, code: "connection_expired" }, false],
  ])("%o: %s", async (connectionError, connected) => {
    const { base44 } = createWorld({ connectionError });
    expect(await isConnected(base44, SHARED, "acme")).toBe(connected);
  });

  it("is not told where Base44 does not tell", async () => {
    const { base44 } = createWorld({ connectionError: { status: 503 } });
    await expect(isConnected(base44, SHARED, "acme")).rejects.toMatchObject({ code: "platform_unavailable" });
  });
});

describe("through the real SDK", () => {
  interface Asked {
    method: string;
    path: string;
    headers: IncomingMessage["headers"];
    body: string;
  }
  let asked: Asked[] = [];
  let answer: { status: number; body: unknown } = { status: 200, body: {} };
  let server: Server;

  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = "";
      request.on("data", (chunk) => body += chunk);
      request.on("end", () => {
        asked.push({ method: request.method ?? "", path: request.url ?? "", headers: request.headers, body });
        response.writeHead(answer.status, { "content-type": "application/json" }).end(
          JSON.stringify(answer.body),
        );
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  afterAll(() => server.close());
  beforeEach(() => {
    asked = [];
  });

  function base44(headers: Record<string, string> = {}) {
    const { port } = server.address() as AddressInfo;
    const address = { "base44-api-url": `http://127.0.0.1:${port}` };
    return connectBase44(new Request(ADDRESS, { headers: { ...platformHeaders(), ...address, ...headers } }));
  }

  it("the caller is asked for with the caller's own token", async () => {
    answer = { status: 200, body: { id: "1", email: "user@example.com", role: "user" } };
    expect(await base44().me()).toEqual(answer.body);
    expect(asked[0]?.path).toBe(`/api/apps/${APP_ID}/entities/User/me`);
    expect(asked[0]?.headers.authorization).toBe(`Bearer ${USER_TOKEN}`);
  });

  it.each(
    [
      [SHARED, `/api/apps/${APP_ID}/external-auth/tokens/acme`],
      [WORKSPACE, `/api/apps/${APP_ID}/external-auth/tokens/connectors/con_2`],
      [APP_USER, `/api/apps/${APP_ID}/app-user-auth/connectors/con_1/token`],
    ] as const,
  )("the connection %o is asked for as the app, on behalf of the caller", async (choice, path) => {
    answer = { status: 200, body: { access_token: "token", connection_config: { subdomain: "x" } } };
    expect(await base44().connection(choice)).toEqual({
      accessToken: "token",
      connectionConfig: { subdomain: "x" },
    });
    expect(asked[0]?.path).toBe(path);
    expect(asked[0]?.headers.authorization).toBe(`Bearer ${SERVICE_TOKEN}`);
    expect(asked[0]?.headers["on-behalf-of"]).toBe(`Bearer ${USER_TOKEN}`);
  });

  it("private files are signed as the caller, never as the service", async () => {
    answer = { status: 200, body: { signed_url: "https://base44.app/signed/x" } };
    expect(await base44().signFile("private/a.pdf")).toBe("https://base44.app/signed/x");
    const [sent] = asked;
    expect([sent?.method, sent?.path]).toEqual([
      "POST",
      `/api/apps/${APP_ID}/integration-endpoints/Core/CreateFileSignedUrl`,
    ]);
    expect(sent?.headers.authorization).toBe(`Bearer ${USER_TOKEN}`);
    expect(JSON.stringify(sent)).not.toContain(SERVICE_TOKEN);
    expect(JSON.parse(sent?.body ?? "")).toEqual({ file_uri: "private/a.pdf", expires_in: 3_600 });
  });

  it("... and as nobody where nobody is signed in", async () => {
    answer = { status: 401, body: { message: "Authentication required" } };
    const { port } = server.address() as AddressInfo;
    const anonymous = { ...platformHeaders("anonymous"), "base44-api-url": `http://127.0.0.1:${port}` };
    const client = connectBase44(new Request(ADDRESS, { headers: anonymous }));
    await expect(client.signFile("private/a.pdf")).rejects.toMatchObject({ status: 401 });
    expect(JSON.stringify(asked)).not.toContain(SERVICE_TOKEN);
  });

  it("its refusals are the ones that are mapped", async () => {
    answer = {
      status: 403,
      body: { error: { code: "metered_connector_requires_proxy", message: "Use callApi" } },
    };
    const error = await base44().connection(SHARED).catch((reason: unknown) => reason);
    expect(connectionError(error, SHARED, acme).message).toContain("metered");
    answer = { status: 404, body: { detail: "Connector connection not found", code: "NOT_FOUND" } };
    const missing = await base44().connection(SHARED).catch((reason: unknown) => reason);
    expect(connectionError(missing, SHARED, acme).code).toBe("not_connected");
  });
});
