/**
 * The one line that each call logs, and what is hidden from it and from answers.
 *
 * @module
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FunctionError } from "../../shared/runtime/errors.ts";
import * as z from "../../shared/runtime/zod.ts";
import { PROVIDER_TOKENS, SERVICE_TOKEN, USER_TOKEN } from "../support/base44.ts";
import type { Reaction } from "../support/provider.ts";
import { createWorld } from "../support/world.ts";
import { ADDRESS, ask, defineLocal, defineSubject, deliver, MESSAGE, post, posted } from "./subject.ts";

const FIELDS = [
  "function",
  "service",
  "status",
  "code",
  "outcome",
  "attempts",
  "ms",
  "requestId",
  // The provider's own code, what an output did not fit at, and where our own mistakes happened.
  "provider",
  "outputMisfit",
  "error",
  "at",
];
const LENGTH = /length|bytes/i;

describe("one structured log line per call", () => {
  it("of a success: function, service, status, attempts, milliseconds, provider request id", async () => {
    const world = createWorld({ provider: posted });
    world.environment.fetch = wrap(world.environment.fetch, () => world.clock.advance(120));
    await ask(world, defineSubject());
    expect(world.logs).toEqual([
      expect.objectContaining({
        function: "acme-post",
        service: "acme",
        status: 200,
        attempts: 1,
        ms: 120,
        requestId: "request-1",
      }),
    ]);
  });

  it("of a failure: code and outcome, too", async () => {
    const provider = () =>
      Response.json({ fault: "conflict" }, { status: 409, headers: { "x-acme-request": "r2" } });
    const world = createWorld({ provider });
    await ask(world, defineSubject());
    expect(world.logs).toEqual([
      expect.objectContaining({
        status: 409,
        code: "conflict",
        outcome: "not_done",
        attempts: 1,
        requestId: "r2",
        provider: "acme_conflict",
      }),
    ]);
  });

  it("lengths", async () => {
    const world = createWorld({ provider: posted });
    const body = JSON.stringify(MESSAGE);
    await deliver(world, defineSubject(), post(body));
    const [line = {}] = world.logs;
    const lengths = Object.entries(line).filter(([name]) => LENGTH.test(name)).map(([, value]) => value);
    expect(lengths).toContain(body.length);
  });

  const calls: [string, () => Request][] = [
    ["a success", () => post(JSON.stringify(MESSAGE))],
    ["input that does not fit", () => post("{}")],
    ["a body that is no JSON", () => post("{")],
    ["an anonymous caller", () => new Request(ADDRESS, { method: "POST" })],
    ["another method", () => new Request(ADDRESS, { method: "PUT" })],
    ["another type", () => post("x", { "content-type": "text/plain" })],
    ["a header that is refused", () => post("{}", { "base44-api-url": "http://evil.example" })],
  ];
  it.each(calls)("exactly one, of values without structure: %s", async (_, request) => {
    const world = createWorld({ provider: posted });
    await deliver(world, defineSubject(), request());
    expect(world.logs).toHaveLength(1);
    for (const [name, value] of Object.entries(world.logs[0] ?? {})) {
      expect(FIELDS.includes(name) || LENGTH.test(name), name).toBe(true);
      expect(["string", "number"]).toContain(typeof value);
    }
  });

  it("attempts and the last request id of several", async () => {
    const provider = (_: unknown, index: number): Reaction =>
      index < 2 ? new Response(null, { status: 429, headers: { "x-acme-request": `r${index}` } }) : posted();
    const world = createWorld({ provider });
    await ask(world, defineSubject());
    expect(world.logs[0]).toMatchObject({ attempts: 3, requestId: "request-1" });
  });

  it("a mistake of our own: its name and its place", async () => {
    const world = createWorld();
    await ask(world, defineLocal({ run: () => Promise.reject(new TypeError("private words")) }));
    expect(world.logs[0]).toMatchObject({
      code: "internal_error",
      error: "TypeError",
      at: expect.stringMatching(/^at .*log\.test\.ts:\d+:\d+/),
    });
    expect(JSON.stringify(world.logs)).not.toContain("private");
  });
});

describe("never tokens, input values, message texts, links", () => {
  const PRIVATE = "private words of 4711";

  it("input values, in success and in failure", async () => {
    for (
      const provider of [
        posted,
        () => Response.json({ fault: "provider_rejected", words: PRIVATE }, { status: 400 }),
      ]
    ) {
      const world = createWorld({ provider });
      await ask(world, defineSubject(), { channel: PRIVATE, text: PRIVATE });
      await ask(world, defineSubject(), { channel: PRIVATE, txt: PRIVATE, [PRIVATE]: PRIVATE });
      expect(world.logs).toHaveLength(2);
      expect(JSON.stringify(world.logs)).not.toContain("4711");
    }
  });

  it("links", async () => {
    const world = createWorld();
    const handler = defineLocal({
      run: () => Promise.reject(new FunctionError("conflict", "See https://x.example/4711")),
    });
    await ask(world, handler);
    expect(JSON.stringify(world.logs)).not.toMatch(/https?:/);
  });

  it("tokens", async () => {
    const tokens = [...PROVIDER_TOKENS, USER_TOKEN, SERVICE_TOKEN];
    const world = createWorld({
      tokens: PROVIDER_TOKENS,
      provider: () =>
        Response.json({ fault: "missing_scope" }, {
          status: 403,
          headers: { "x-acme-request": tokens.join() },
        }),
    });
    await ask(world, defineSubject());
    expect(world.logs[0]).toHaveProperty("requestId");
    for (const token of tokens) expect(JSON.stringify(world.logs)).not.toContain(token);
  });

  it("the words of a mistake that look like its place", async () => {
    const world = createWorld();
    const handler = defineLocal({
      input: z.strictObject({ text: z.string() }),
      run: ({ input }) => Promise.reject(new Error(`Cannot send this:\nat ${input.text}`)),
    });
    await ask(world, handler, { text: PRIVATE });
    expect(JSON.stringify(world.logs)).not.toContain("4711");
  });

  it("the keys of an output that does not fit", async () => {
    const world = createWorld();
    const handler = defineLocal({
      output: z.record(z.string(), z.number()),
      run: () => Promise.resolve({ [PRIVATE]: "text", "user@example.com": "text" }),
    });
    await ask(world, handler);
    expect(JSON.stringify(world.logs)).not.toMatch(/4711|example\.com/);
  });

  it("a long list of what does not fit is cut", async () => {
    const world = createWorld();
    const items = Array.from({ length: 10_000 }, () => "text");
    const handler = defineLocal({
      output: z.object({ items: z.array(z.number()) }),
      run: () => Promise.resolve({ items }),
    });
    await ask(world, handler);
    expect(JSON.stringify(world.logs).length).toBeLessThan(2_000);
  });
});

describe("provider text is cut and stripped of control characters", () => {
  it("in codes and request ids", async () => {
    const text = `a\u0007\r\nb\u2028${"x".repeat(5_000)}`;
    const service = {
      ...defineSubject().spec.service as NonNullable<ReturnType<typeof defineSubject>["spec"]["service"]>,
      failure: () => ({ code: "conflict", message: "x", reason: text }) as const,
    };
    const provider = () =>
      new Response(null, { status: 409, headers: { "x-acme-request": "r".repeat(5_000) } });
    const world = createWorld({ provider });
    await ask(world, defineSubject({ service }));
    const line = JSON.stringify(world.logs);
    expect(line).not.toMatch(/\\u0007|\\r|\\n|\u2028/);
    expect(line.length).toBeLessThan(600);
  });
});

describe("hiding changes nothing else", () => {
  const request = (token: string) => post(JSON.stringify(MESSAGE), { authorization: `Bearer ${token}` });

  it.each([
    "not_allowed",
    "not_done",
    "acme-post",
    "internal_error",
    '"status":',
    '"attempts":0',
    "retryable",
  ])(
    "a caller cannot change the answer or the log by a token that reads %j",
    async (token) => {
      const handler = defineSubject({ access: "admin" });
      const plain = createWorld({ caller: "user" });
      const expected = await deliver(plain, handler, request("an-ordinary-token"));
      const world = createWorld({ caller: "user" });
      const { body, status } = await deliver(world, handler, request(token));
      expect([status, body]).toEqual([expected.status, expected.body]);
      expect(world.logs).toEqual(plain.logs);
    },
  );

  it("nor by a machine key", async () => {
    for (const key of ["not_allowed", '"outcome":', '"status":403,']) {
      const world = createWorld({ caller: "anonymous" });
      const { status, body } = await ask(world, defineSubject(), MESSAGE, {
        headers: { "x-functions-key": key },
      });
      expect([status, body.code]).toEqual([403, "not_allowed"]);
      expect(world.logs).toEqual([expect.objectContaining({ status: 403, code: "not_allowed" })]);
    }
  });

  it("no token of any letters makes a call fail or go unlogged, and none gets out", async () => {
    const token = fc.string({
      unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
      minLength: 12,
    });
    await fc.assert(fc.asyncProperty(token, async (value) => {
      const provider = () =>
        Response.json({ fault: "conflict", words: `Not with <${value}>` }, { status: 409 });
      const world = createWorld({ provider, tokens: [value] });
      const { status, body } = await deliver(world, defineSubject(), request(value));
      expect([status, body.code]).toEqual([409, "conflict"]);
      expect(String(body.error)).not.toContain(value);
      expect(world.logs).toHaveLength(1);
    }));
  });
});

/** `fetch`, and something that happens before it. */
function wrap(fetch: typeof globalThis.fetch, before: () => void): typeof globalThis.fetch {
  return (input, init) => {
    before();
    return fetch(input, init);
  };
}
