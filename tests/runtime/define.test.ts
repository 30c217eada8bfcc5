/**
 * The pipeline of a call: what is asked when, what is reported first, what comes back.
 *
 * @module
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Base44 } from "../../shared/runtime/connection.ts";
import type { Context } from "../../shared/runtime/define.ts";
import * as z from "../../shared/runtime/zod.ts";
import {
  describeUser,
  platformHeaders,
  PROVIDER_TOKENS,
  type Refusal,
  rejection,
} from "../support/base44.ts";
import { createWorld, type World } from "../support/world.ts";
import {
  acme,
  ADDRESS,
  ask,
  createBarrier,
  defineLocal,
  defineSubject,
  deliver,
  MESSAGE,
  post,
  posted,
} from "./subject.ts";

describe("the exported value", () => {
  it("is the handler itself, with one parameter and `.spec` attached", () => {
    const handler = defineSubject();
    expect(handler).toBeTypeOf("function");
    expect(handler).toHaveLength(1);
    expect(handler.spec).toMatchObject({ name: "acme-post", service: acme, effect: "send" });
    expect(handler.spec).not.toHaveProperty("run");
  });

  it("ignores a second argument, such as Deno's connection info", async () => {
    const world = createWorld({ provider: posted });
    const handler = defineSubject().with(world.environment);
    const response = await Reflect.apply(handler, undefined, [post(JSON.stringify(MESSAGE)), {
      fetch: "not mine",
    }]);
    expect(response.status).toBe(200);
  });

  it("gives a handler with parts of the outside replaced, and stays as it was", async () => {
    const first = createWorld({ provider: posted });
    const second = createWorld({ provider: () => Response.json({ id: "M2" }) });
    const handler = defineSubject();
    const bound = handler.with(first.environment);
    const rebound = bound.with({ fetch: second.environment.fetch });

    expect(await (await rebound(post(JSON.stringify(MESSAGE)))).json()).toEqual({ id: "M2" });
    expect(await (await bound(post(JSON.stringify(MESSAGE)))).json()).toEqual({ id: "M1" });
    expect(first.sent).toHaveLength(1);
    expect(rebound.spec).toEqual(handler.spec);
  });
});

describe("`POST` only", () => {
  it.each(["GET", "HEAD", "PUT", "PATCH", "DELETE"])("405 with `Allow` for %s", async (method) => {
    const world = createWorld();
    const request = new Request(ADDRESS, { method, headers: platformHeaders() });
    const { status, headers } = await deliver(world, defineSubject(), request);
    expect(status).toBe(405);
    expect(headers.get("allow")).toBe("POST");
    expect(world.base44.calls).toEqual([]);
  });

  it("`OPTIONS` is 204 with `Allow`, and sets no CORS headers: CORS is the platform's", async () => {
    const world = createWorld();
    const { status, headers, text } = await deliver(
      world,
      defineSubject(),
      new Request(ADDRESS, { method: "OPTIONS" }),
    );
    expect([status, text, headers.get("allow")]).toEqual([204, "", "POST"]);
    expect([...headers.keys()].filter((name) => name.startsWith("access-control"))).toEqual([]);
    expect(world.base44.calls).toEqual([]);
  });
});

describe("no `Authorization` and no machine key, and access is not public", () => {
  it.each([["admin"], ["user"], [{ roles: ["manager"] }]] as const)(
    "401 without any call, where access is %o",
    async (access) => {
      const world = createWorld({ caller: "anonymous" });
      const { status, body } = await ask(world, defineSubject({ access }));
      expect([status, body.code]).toEqual([401, "sign_in_required"]);
      expect(world.base44.calls).toEqual([]);
      expect(world.sent).toEqual([]);
    },
  );

  it("401 also where the input is not valid", async () => {
    const world = createWorld({ caller: "anonymous" });
    expect((await ask(world, defineSubject(), { wrong: 1 })).body.code).toBe("sign_in_required");
  });

  it("asks nothing about an anonymous caller of a public function but the connection", async () => {
    const world = createWorld({ caller: "anonymous", provider: posted, secrets: { TARGET: "C1" } });
    const handler = defineSubject({ access: "public", fixed: { channel: "TARGET" } });
    expect((await ask(world, handler, { text: "Hi" })).status).toBe(200);
    expect(world.base44.calls).toEqual(["connection"]);
  });
});

describe("the caller and the connection are asked at the same time", () => {
  it("both are pending at once", async () => {
    const world = createWorld({ provider: posted });
    const bothAsked = createBarrier(2);
    world.environment.base44 = () =>
      base44({
        me: () => bothAsked().then(() => describeUser("user")),
        connection: () =>
          bothAsked().then(() => ({ accessToken: "token-of-the-app", connectionConfig: null })),
      });
    expect((await ask(world, defineSubject())).status).toBe(200);
  });

  it("the provider is not touched before the caller is known to be allowed", async () => {
    const world = createWorld({ provider: posted });
    let allow = () => {};
    const allowed = new Promise<void>((resolve) => allow = resolve);
    const connected = new Promise<void>((resolve) => {
      world.environment.base44 = () =>
        base44({
          me: () => allowed.then(() => describeUser("user")),
          connection: () => {
            resolve();
            return Promise.resolve({ accessToken: "token-of-the-app", connectionConfig: null });
          },
        });
    });
    const answer = ask(world, defineSubject());
    await connected;
    await turn();
    expect(world.sent).toEqual([]);
    allow();
    expect((await answer).status).toBe(200);
    expect(world.sent).toHaveLength(1);
  });

  it("asks for no connection, and for no caller twice, than it needs", async () => {
    const world = createWorld({ provider: posted });
    await ask(world, defineSubject());
    expect(world.base44.calls.toSorted()).toEqual(["connection", "me"]);
  });

  it("a function without a connection asks for the caller only", async () => {
    const world = createWorld();
    expect((await ask(world, defineLocal())).status).toBe(200);
    expect(world.base44.calls).toEqual(["me"]);
  });

  it("asks for no connection where the input is not valid", async () => {
    const world = createWorld();
    expect((await ask(world, defineSubject(), { channel: "C1" })).body.code).toBe("invalid_input");
    expect(world.base44.calls).toEqual(["me"]);
  });

  it("answers as soon as the caller is refused, whatever the connection still does", async () => {
    const world = createWorld();
    world.environment.base44 = () =>
      base44({ me: () => Promise.resolve(describeUser("user")), connection: () => new Promise(() => {}) });
    expect((await ask(world, defineSubject({ access: "admin" }))).body.code).toBe("not_allowed");
  });
});

describe("when several things fail, the caller's failure is reported first, then input, then connection", () => {
  const callers = [
    ["allowed", {}, undefined],
    ["signed out", { meError: { status: 401 } }, "sign_in_required"],
    ["not in the app", { meError: { status: 403 } }, "not_allowed"],
    ["of too low a role", { caller: { role: "guest", email: "guest@example.com" } }, "not_allowed"],
    ["unknown, as Base44 is down", { meError: { status: 503 } }, "platform_unavailable"],
  ] as const;
  const connectionError: Refusal = { status: 404, code: "NOT_FOUND" };

  for (const [name, options, callerCode] of callers) {
    for (const validInput of [true, false]) {
      for (const connected of [true, false]) {
        const expected = callerCode ??
          (validInput ? (connected ? undefined : "not_connected") : "invalid_input");
        it(`caller ${name}, input ${validInput}, connection ${connected}: ${expected ?? "success"}`, async () => {
          const rejections = await collectRejections(async () => {
            const world = createWorld({
              ...options,
              ...(!connected && { connectionError }),
              provider: posted,
            });
            const handler = defineSubject({ access: { roles: ["manager"] } });
            const { body } = await ask(world, handler, validInput ? MESSAGE : { channel: 1.5 });
            expect(body.code).toBe(expected);
            expect(world.sent).toHaveLength(expected ? 0 : 1);
          });
          expect(rejections).toEqual([]);
        });
      }
    }
  }

  it.each(["me", "connection"] as const)(
    "both rejections are handled where %s fails first",
    async (first) => {
      const rejections = await collectRejections(async () => {
        const world = createWorld();
        const fail = (name: string) => async () => {
          if (name !== first) await turn();
          throw rejection({ status: name === "me" ? 401 : 404 });
        };
        world.environment.base44 = () => base44({ me: fail("me"), connection: fail("connection") });
        expect((await ask(world, defineSubject())).body.code).toBe("sign_in_required");
      });
      expect(rejections).toEqual([]);
    },
  );

  it("what is out of bounds is the caller's failure, and comes before the connection's", async () => {
    const world = createWorld({ caller: "user", connectionError: { status: 404 } });
    const handler = defineSubject({ bounds: { channel: "CHANNELS" } });
    expect((await ask(world, handler)).body.code).toBe("not_configured");
  });
});

describe("`run` gets `{ input, http, caller, connection, signal }`", () => {
  async function contextOf(world: World): Promise<Context> {
    let seen: Context | undefined;
    const handler = defineSubject({
      output: z.unknown(),
      run(context) {
        seen = context;
        return Promise.resolve({});
      },
    });
    await ask(world, handler);
    if (!seen) throw new Error("Expected run to be called");
    return seen;
  }

  it("the parsed input, who calls, the connection, and a signal that has not aborted", async () => {
    const world = createWorld({ caller: "user", connection: { connectionConfig: { subdomain: "one" } } });
    const context = await contextOf(world);
    expect(context.input).toEqual(MESSAGE);
    expect(context.caller).toMatchObject({ kind: "user", email: "user@example.com" });
    expect(context.connection).toEqual({
      accessToken: PROVIDER_TOKENS[0],
      connectionConfig: { subdomain: "one" },
    });
    expect(context.signal.aborted).toBe(false);
    expect(context.http.post).toBeTypeOf("function");
  });

  it("gives a secret's value, and `not_configured` with its name where it is unset", async () => {
    const world = createWorld({ secrets: { SET: "value" } });
    const handler = defineLocal({
      input: z.strictObject({ name: z.string() }),
      run: ({ input, secret }) => Promise.resolve({ value: secret(String(input.name)) }),
    });
    expect((await ask(world, handler, { name: "SET" })).body).toEqual({ value: "value" });
    const { status, body } = await ask(world, handler, { name: "UNSET" });
    expect([status, body.code, body.params]).toEqual([424, "not_configured", { secret: "UNSET" }]);
    expect(body.error).toContain("UNSET");
  });

  it("a function without a service has no provider client to misuse", async () => {
    const handler = defineLocal({ run: ({ http }) => http.get("anything") as never });
    const world = createWorld();
    expect((await ask(world, handler)).body.code).toBe("internal_error");
    expect(world.sent).toEqual([]);
  });
});

describe("the answer", () => {
  it("is flat JSON that no cache keeps", async () => {
    const { status, headers, body } = await ask(createWorld({ provider: posted }), defineSubject());
    expect([status, body]).toEqual([200, { id: "M1" }]);
    expect(headers.get("content-type")).toMatch(/^application\/json/);
    expect(headers.get("cache-control")).toBe("no-store");
  });

  it("is JSON also where `run` has nothing to say", async () => {
    const handler = defineLocal({ run: () => Promise.resolve(undefined) });
    const response = await createWorld().call(handler, MESSAGE);
    expect(response.status).toBe(200);
    await expect(response.text().then(JSON.parse)).resolves.not.toBeUndefined();
  });

  it("is parsed by `output` and the parsed value is sent", async () => {
    const handler = defineLocal({
      output: z.object({ id: z.string(), kind: z.string().default("message") }),
      run: () => Promise.resolve({ id: "M1", internal: "not for callers" }),
    });
    expect((await ask(createWorld(), handler)).body).toEqual({ id: "M1", kind: "message" });
  });

  const misfits: [string, z.ZodType, unknown][] = [
    ["a field of another type", z.object({ id: z.string() }), { id: 7 }],
    ["a missing field", z.object({ id: z.string() }), { other: true }],
    ["no object at all", z.object({ id: z.string() }), ["M1"]],
    ["a transform that throws", z.object({ id: z.string().transform((id) => JSON.parse(id)) }), { id: "{" }],
    ["a check that answers later", z.object({ id: z.string().refine(() => Promise.resolve(true)) }), {
      id: "M1",
    }],
  ];
  it.each(misfits)("on mismatch the original is sent and the log says so: %s", async (_, output, result) => {
    const world = createWorld();
    const handler = defineLocal({ output, run: () => Promise.resolve(result) });
    const { status, text } = await ask(world, handler);
    expect([status, text]).toEqual([200, JSON.stringify(result)]);
    expect(world.logs).toEqual([expect.objectContaining({ status: 200, outputMisfit: expect.anything() })]);
  });

  it("the log says nothing of a misfit where there is none", async () => {
    const world = createWorld();
    await ask(world, defineLocal());
    expect(world.logs[0]).not.toHaveProperty("outputMisfit");
  });

  it("an output schema never turns a request that succeeded at the provider into an error", async () => {
    await fc.assert(fc.asyncProperty(fc.jsonValue(), async (result) => {
      const handler = defineSubject({
        output: z.object({ id: z.string().min(3), tags: z.array(z.string()) }),
        async run({ http }) {
          await http.post("messages", { json: {} });
          return result;
        },
      });
      const { status, text } = await ask(createWorld({ provider: posted }), handler);
      expect(status).toBe(200);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(result)));
    }));
  });

  it("a `Response` is passed through as it is", async () => {
    const world = createWorld();
    const handler = defineLocal({
      output: z.object({ never: z.string() }),
      run: () =>
        Promise.resolve(
          new Response("%PDF", { status: 206, headers: { "content-type": "application/pdf" } }),
        ),
    });
    const { status, headers, text } = await ask(world, handler);
    expect([status, headers.get("content-type"), text]).toEqual([206, "application/pdf", "%PDF"]);
    expect(world.logs).toEqual([expect.objectContaining({ status: 206 })]);
  });

  it("a failure is never thrown at the runtime", async () => {
    await fc.assert(fc.asyncProperty(fc.anything(), async (thrown) => {
      const handler = defineLocal({ run: () => Promise.reject(thrown) });
      const { status, body } = await ask(createWorld(), handler);
      expect([status, body.code]).toEqual([500, "internal_error"]);
    }));
  });
});

it("a client's disconnect stops nothing", async () => {
  const world = createWorld();
  const client = new AbortController();
  const handler = defineSubject();
  world.environment.fetch = (_input, init) => {
    client.abort();
    expect(init?.signal?.aborted).toBe(false);
    return Promise.resolve(Response.json({ id: "M1" }));
  };
  const request = new Request(post(JSON.stringify(MESSAGE)), { signal: client.signal });
  const { status, body } = await deliver(world, handler, request);
  expect([status, body]).toEqual([200, { id: "M1" }]);
});

/** A Base44 that answers as the test says. */
function base44(answers: Pick<Base44, "me" | "connection">): Base44 {
  return { ...answers, signFile: () => Promise.reject(new Error("Expected no file to be signed")) };
}

/** One turn of the event loop, in which everything happens that waits for nothing. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Promise rejections that nobody handled while `work` ran. */
async function collectRejections(work: () => Promise<void>): Promise<unknown[]> {
  const rejections: unknown[] = [];
  const collect = (reason: unknown) => rejections.push(reason);
  process.on("unhandledRejection", collect);
  try {
    await work();
    await turn();
    await turn();
  } finally {
    process.off("unhandledRejection", collect);
  }
  return rejections;
}
