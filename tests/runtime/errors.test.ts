/**
 * The error class, its codes, and the body that callers read.
 *
 * @module
 */
import { describe, expect, it } from "vitest";
import { errorBody, type ErrorCode, FunctionError, STATUS } from "../../shared/runtime/errors.ts";
import { withHint } from "../../shared/runtime/hints.ts";
import type { Reaction } from "../support/provider.ts";
import { PROVIDER_TOKENS, SERVICE_TOKEN, USER_TOKEN } from "../support/base44.ts";
import { createWorld } from "../support/world.ts";
import { ask, defineSubject, MESSAGE, type Subject } from "./subject.ts";

const CODES = Object.keys(STATUS) as ErrorCode[];

describe("closed codes, one table code -> HTTP status", () => {
  const table: Record<number, ErrorCode[]> = {
    400: ["invalid_request", "invalid_input"],
    401: ["sign_in_required"],
    403: ["not_allowed", "provider_denied"],
    404: ["not_found"],
    405: ["method_not_allowed"],
    409: ["conflict"],
    413: ["payload_too_large"],
    415: ["unsupported_media_type"],
    422: ["provider_rejected"],
    424: ["not_connected", "connection_expired", "missing_scope", "not_configured"],
    429: ["rate_limited", "quota_exceeded"],
    500: ["internal_error"],
    503: ["provider_unavailable", "provider_timeout", "provider_invalid_response", "platform_unavailable"],
  };

  it("is this table and nothing else", () => {
    const entries = Object.entries(table).flatMap(([status, codes]) =>
      codes.map((code) => [code, Number(status)])
    );
    expect(STATUS).toEqual(Object.fromEntries(entries));
  });

  it("edges replace the bodies of 502 and 504, so these are never used", () => {
    expect(Object.values(STATUS)).not.toContain(502);
    expect(Object.values(STATUS)).not.toContain(504);
  });

  it.each(CODES)("%s is answered with its status", async (code) => {
    const handler = defineSubject({ run: () => Promise.reject(new FunctionError(code, "Plain words")) });
    const { status, body } = await ask(createWorld(), handler);
    expect([status, body.code, body.error]).toEqual([STATUS[code], code, "Plain words"]);
  });
});

describe("the body is flat, because front ends put `data.error` on the screen", () => {
  it("has these fields", () => {
    const provider = { service: "acme", status: 429, code: "slow_down", requestId: "r1" };
    const error = new FunctionError("rate_limited", "Acme is busy", {
      retryAfter: 30,
      outcome: "partial",
      done: { id: "1" },
      hint: "Wait",
      params: { service: "Acme" },
      issues: [{ path: "a", message: "is required" }],
      provider,
    });
    expect(errorBody(error, true)).toEqual({
      error: "Acme is busy",
      code: "rate_limited",
      retryable: false,
      retryAfter: 30,
      outcome: "partial",
      done: { id: "1" },
      hint: "Wait",
      params: { service: "Acme" },
      issues: [{ path: "a", message: "is required" }],
      provider,
    });
  });

  it("leaves out what there is nothing to say about", () => {
    expect(errorBody(new FunctionError("not_found", "Nothing"), true)).toEqual({
      error: "Nothing",
      code: "not_found",
      retryable: false,
      outcome: "not_done",
    });
  });

  it("names the provider's service, status, code and request id", async () => {
    const provider = () =>
      Response.json({ fault: "conflict" }, { status: 409, headers: { "x-acme-request": "request-7" } });
    const { body } = await ask(createWorld({ provider }), defineSubject());
    expect(body.provider).toEqual({
      service: "acme",
      status: 409,
      code: "acme_conflict",
      requestId: "request-7",
    });
  });

  it("an answer without `code` is not ours: every failure has one", async () => {
    const failing: [Partial<Subject>, unknown][] = [
      [{}, { wrong: 1 }],
      [{ access: "admin" }, MESSAGE],
      [{ run: () => Promise.reject(new Error("ours")) }, MESSAGE],
      [{ run: () => Promise.reject(undefined) }, MESSAGE],
      [{}, MESSAGE],
    ];
    for (const [changes, input] of failing) {
      const world = createWorld({ caller: "user", provider: () => "reset" });
      const { status, headers, body } = await ask(world, defineSubject(changes), input);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(headers.get("content-type")).toMatch(/^application\/json/);
      expect(CODES).toContain(body.code);
      expect(body.error).toEqual(expect.stringMatching(/^\S.+[^.]$/));
    }
  });
});

describe("`retryable` is false unless `not_done`", () => {
  const TRANSIENT = ["rate_limited", "provider_unavailable", "provider_timeout", "platform_unavailable"];

  it.each(CODES)("%s", (code) => {
    for (const outcome of ["unknown", "done", "partial"] as const) {
      expect(new FunctionError(code, "x", { outcome }).retryable).toBe(false);
    }
    expect(new FunctionError(code, "x").outcome).toBe("not_done");
    expect(new FunctionError(code, "x").retryable).toBe(TRANSIENT.includes(code));
  });

  it("quota: not retryable now, also with a `Retry-After`", () => {
    expect(new FunctionError("quota_exceeded", "x", { retryAfter: 60 }).retryable).toBe(false);
  });
});

describe("`rate_limited`, `quota_exceeded` with `Retry-After`", () => {
  it.each(["rate_limited", "quota_exceeded"])("%s", async (fault) => {
    const provider = () => Response.json({ fault }, { status: 429, headers: { "retry-after": "60" } });
    const { status, headers, body } = await ask(createWorld({ provider }), defineSubject());
    expect([status, headers.get("retry-after"), body.retryAfter, body.code]).toEqual([429, "60", 60, fault]);
  });
});

describe("`hint`, the owner's next step, only for admins and service callers", () => {
  const missingScope = () => Response.json({ fault: "missing_scope" }, { status: 403 });
  const HINT = "Acme needs the scope chat:write: add it to the connector and authorize it again";

  it.each(["admin", "service"] as const)("%s", async (caller) => {
    const { body } = await ask(createWorld({ caller, provider: missingScope }), defineSubject());
    expect(body.hint).toBe(HINT);
  });

  it.each(["user", { role: "manager", email: "m@example.com" }] as const)(
    "others are told to ask the app's owner: %o",
    async (caller) => {
      const { body, text } = await ask(createWorld({ caller, provider: missingScope }), defineSubject());
      expect(body.hint).toBe("Ask the owner of this app");
      expect(text).not.toContain("authorize it again");
    },
  );

  it("anonymous callers as well, and whoever is not known yet", async () => {
    const world = createWorld({ caller: "anonymous", provider: missingScope, secrets: { TARGET: "C1" } });
    const handler = defineSubject({ access: "public", fixed: { channel: "TARGET" } });
    expect((await ask(world, handler, { text: "Hi" })).body.hint).toBe("Ask the owner of this app");
    const broken = createWorld({ secrets: { CONNECTOR_FUNCTIONS_ACCESS: "nonsense" } });
    expect((await ask(broken, defineSubject())).body.hint).toBe("Ask the owner of this app");
  });

  const spec = (changes: Partial<Subject>) => defineSubject(changes).spec;
  const hinted = (code: ErrorCode, changes: Partial<Subject> = {}) =>
    withHint(new FunctionError(code, "x"), spec(changes)).details;

  it("what the app's owner must do, named: connector, scope", () => {
    expect(hinted("missing_scope").hint).toBe(HINT);
    expect(hinted("missing_scope").params).toEqual({ connector: "acme", scopes: ["chat:write"] });
    expect(hinted("missing_scope", { scopes: ["a", "b"] }).hint).toContain("the scopes a, b");
    expect(hinted("connection_expired").hint).toMatch(
      /^Authorize the Acme connector again, with the scope chat:write/,
    );
    expect(hinted("connection_expired").params).toEqual({ connector: "acme" });
    expect(hinted("connection_expired", { scopes: [] }).hint).toBe("Authorize the Acme connector again");
    expect(hinted("provider_denied").hint).toContain("Acme");
  });

  it("a function without scopes gets no hint that reads undefined", () => {
    for (const code of CODES) expect(hinted(code, { scopes: [] }).hint ?? "").not.toContain("undefined");
  });

  it("what the service knows better stays", () => {
    const own = new FunctionError("missing_scope", "x", { hint: "Own words", params: { scopes: ["other"] } });
    expect(withHint(own, spec({})).details).toMatchObject({
      hint: "Own words",
      params: { connector: "acme", scopes: ["other"] },
    });
  });
});

describe("`provider_rejected`: its own words, cleaned", () => {
  const refused = (words: string) => () =>
    Response.json({ fault: "provider_rejected", words }, { status: 400 });

  it("without control characters, and on one line", async () => {
    const words = "Bad\u0000 value\r\nSet-Cookie: x\u001b[31m\u2028next\u202egnp.exe\u0085";
    const { body } = await ask(createWorld({ provider: refused(words) }), defineSubject());
    expect(body.error).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u);
    expect(body.error).toMatch(/^Bad +value Set-Cookie: x/);
  });

  it("cut", async () => {
    const { body } = await ask(createWorld({ provider: refused("x".repeat(100_000)) }), defineSubject());
    expect(String(body.error).length).toBeLessThanOrEqual(300);
  });

  it("the provider's code, request id and hint too", async () => {
    const words = "a\u0007b".repeat(10_000);
    const service = {
      ...defineSubject().spec.service as NonNullable<Subject["service"]>,
      failure: () => ({ code: "provider_rejected", message: words, reason: words, hint: words }) as const,
    };
    const provider = () =>
      new Response(null, { status: 400, headers: { "x-acme-request": "r".repeat(5_000) } });
    const { body, text } = await ask(createWorld({ provider }), defineSubject({ service }));
    expect(body.code).toBe("provider_rejected");
    expect(text).not.toContain("\\u0007");
    expect(text.length).toBeLessThan(2_000);
  });
});

describe("never the request body, a token or a stack", () => {
  const SECRET = "a private sentence that nobody may read";
  const echo: [string, () => Reaction][] = [
    ["a refusal", () => Response.json({ fault: "provider_rejected" }, { status: 400 })],
    ["a page of HTML", () => new Response(`<html>${SECRET} ${PROVIDER_TOKENS[0]}`, { status: 500 })],
    [
      "an answer that does not fit",
      () => Response.json({ id: 7, secret: SECRET, token: PROVIDER_TOKENS[0] }),
    ],
    ["an answer that is cut short", () => new Response(`{"id":"${SECRET}`)],
    ["a lost connection", () => "reset"],
  ];
  it.each(echo)("%s", async (_, react) => {
    const world = createWorld({ provider: react });
    const { text } = await ask(world, defineSubject(), { channel: "C1", text: SECRET });
    const seen = text + JSON.stringify(world.logs);
    for (const hidden of [SECRET, PROVIDER_TOKENS[0], USER_TOKEN, SERVICE_TOKEN, "entry.ts", "    at "]) {
      expect(seen).not.toContain(hidden);
    }
  });

  it("where the provider repeats the token in its own words", async () => {
    for (const token of [PROVIDER_TOKENS[0], USER_TOKEN, SERVICE_TOKEN]) {
      const words = `Token ${token} is not valid`;
      const world = createWorld({
        provider: () => Response.json({ fault: "provider_rejected", words }, { status: 400 }),
      });
      const { text } = await ask(world, defineSubject());
      expect(text + JSON.stringify(world.logs)).not.toContain(token);
    }
  });

  it("not even half of a token, where the provider's words are cut inside of it", async () => {
    const token = "xoxb-4711-0815-abcdef";
    for (let start = 299 - token.length; start < 300; start++) {
      const words = `${"x".repeat(start)}${token} is not valid`;
      const provider = () => Response.json({ fault: "provider_rejected", words }, { status: 400 });
      const { text } = await ask(createWorld({ provider, tokens: [token] }), defineSubject());
      expect(text).not.toContain(token.slice(0, 8));
    }
  });

  it("a mistake of our own says nothing but that", async () => {
    const handler = defineSubject({ run: () => Promise.reject(new Error(`${SECRET} at line 5`)) });
    const { text, body } = await ask(createWorld(), handler);
    expect(body).toEqual({
      error: "This function failed",
      code: "internal_error",
      retryable: false,
      outcome: "not_done",
    });
    expect(text).not.toContain(SECRET);
  });
});

it("one class: replaces details and keeps the rest", () => {
  const error = new FunctionError("conflict", "There is one", { hint: "a", outcome: "unknown" });
  const changed = error.with({ outcome: "partial", done: { id: 1 } });
  expect(changed).toBeInstanceOf(FunctionError);
  expect(changed).toMatchObject({ code: "conflict", message: "There is one", name: "FunctionError" });
  expect(changed.details).toEqual({ hint: "a", outcome: "partial", done: { id: 1 } });
  expect(error.outcome).toBe("unknown");
});
