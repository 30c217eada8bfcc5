/**
 * One warm isolate serves many callers: nothing of one call may reach another.
 *
 * @module
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Base44 } from "../../shared/runtime/connection.ts";
import type { Context } from "../../shared/runtime/define.ts";
import type { Environment } from "../../shared/runtime/environment.ts";
import * as z from "../../shared/runtime/zod.ts";
import { platformHeaders } from "../support/base44.ts";
import { createWorld } from "../support/world.ts";
import { ADDRESS, ask, defineLocal, defineSubject, MESSAGE, posted, type Told } from "./subject.ts";

const CALLERS = [0, 1, 2, 3, 4, 5];

/** Posts, notes it as done, and confirms: so there is state to mix up between any two steps. */
const handler = defineSubject({
  output: z.unknown(),
  async run({ input, http, caller, connection, commit }) {
    const { id } = await http.post("messages", { json: input, response: z.object({ id: z.string() }) });
    commit({ id, by: caller.id });
    await http.post("confirm", { json: input });
    return { id, by: caller.id, channel: input.channel, account: connection.connectionConfig?.account };
  },
});

/** Lets something happen at a time that the test chooses. */
type Schedule = <T>(make: () => T | Promise<T>) => Promise<T>;

/** What is different for each: the odd start with an expired token, every third is slowed down, the even are refused. */
function createBase44(caller: number, schedule: Schedule): Base44 {
  let asked = 0;
  return {
    me: () => schedule(() => ({ id: `user-${caller}`, email: `user${caller}@example.com`, role: "user" })),
    connection: () =>
      schedule(() => ({
        accessToken: `token-of-${caller}-${caller % 2 === 1 && asked++ === 0 ? "expired" : "fresh"}`,
        connectionConfig: { account: `account-${caller}` },
      })),
    signFile: () => Promise.reject(new Error("Expected no file")),
  };
}

function createProvider(): (request: Request) => Promise<Response> {
  const slowed = new Set<string>();
  return async (request) => {
    const [, caller = "", state] =
      /^Bearer token-of-(\d)-(\w+)$/.exec(request.headers.get("authorization") ?? "") ?? [];
    const { channel, text } = JSON.parse(await request.text()) as typeof MESSAGE;
    const headers = { "x-acme-request": `request-of-${caller}` };
    if (channel !== `C${caller}` || text !== `text of ${caller}`) {
      throw new Error("A token met another caller's input");
    }
    if (state === "expired") return Response.json({ fault: "connection_expired" }, { status: 401, headers });
    if (Number(caller) % 3 === 0 && !slowed.has(caller)) {
      slowed.add(caller);
      return new Response(null, { status: 429, headers: { ...headers, "retry-after": "0" } });
    }
    if (request.url.endsWith("confirm") && Number(caller) % 2 === 0) {
      return Response.json({ fault: "conflict", words: `Not for ${caller}` }, { status: 409, headers });
    }
    return Response.json({ id: `M${caller}` }, { headers });
  };
}

function functionRequest(caller: number): Request {
  return new Request(ADDRESS, {
    method: "POST",
    headers: {
      ...platformHeaders(),
      authorization: `Bearer user-token-${caller}`,
      "content-type": "application/json",
    },
    body: JSON.stringify({ channel: `C${caller}`, text: `text of ${caller}` }),
  });
}

describe("no state of one call reaches another", () => {
  it("calls of different callers, interleaved in any order", async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const schedule: Schedule = (make) => scheduler.schedule(Promise.resolve()).then(make);
        const world = createWorld();
        const provider = createProvider();
        const environment: Environment = {
          ...world.environment,
          fetch: (input, init) => {
            const request = new Request(input, { ...init, signal: null });
            return schedule(() => provider(request));
          },
          base44: (request) => createBase44(Number(request.headers.get("authorization")?.at(-1)), schedule),
        };
        const served = handler.with(environment);
        const answers = await scheduler.waitFor(
          Promise.all(CALLERS.map((caller) => served(functionRequest(caller)))),
        );

        for (const [caller, answer] of answers.entries()) {
          expect(await answer.json()).toEqual(expectedOf(caller));
        }
        expect(world.logs).toHaveLength(CALLERS.length);
        for (const caller of CALLERS) {
          const line = world.logs.find(({ requestId }) => requestId === `request-of-${caller}`);
          const attempts = 2 + (caller % 2 === 1 ? 1 : 0) + (caller % 3 === 0 ? 1 : 0);
          expect(line).toMatchObject({ status: caller % 2 === 0 ? 409 : 200, attempts });
        }
      }),
      { numRuns: 30 },
    );
  });

  function expectedOf(caller: number): unknown {
    const done = { id: `M${caller}`, by: `user-${caller}` };
    if (caller % 2 === 1) return { ...done, channel: `C${caller}`, account: `account-${caller}` };
    return expect.objectContaining({
      error: `Not for ${caller}`,
      outcome: "partial",
      done,
      provider: expect.objectContaining({ requestId: `request-of-${caller}` }),
    });
  }

  it("what is hidden for one caller is hidden for that one only", async () => {
    const token = "0123456789abcdef";
    const words = `Number ${token} is taken`;
    const provider = () => Response.json({ fault: "conflict", words }, { status: 409 });
    const subject = defineSubject();
    const first = await ask(createWorld({ provider, tokens: [token] }), subject);
    const second = await ask(createWorld({ provider }), subject);
    expect([first.body.error, second.body.error]).toEqual(["Number [hidden] is taken", words]);
  });

  it("what a call does to its own caller or connection is gone in the next", async () => {
    const seen: string[] = [];
    const spoiling = defineLocal({
      access: "public",
      run(context: Context) {
        seen.push(JSON.stringify([context.caller, context.connection]));
        spoil(() => Object.assign(context.caller, { kind: "admin", email: "left@behind.example" }));
        spoil(() => Object.assign(context.connection, { accessToken: "left-behind" }));
        return Promise.resolve({});
      },
    });
    for (let call = 0; call < 2; call++) await ask(createWorld({ caller: "anonymous" }), spoiling);
    expect(seen[1]).toBe(seen[0]);
  });

  it("... for machine keys as well", async () => {
    const key = "k".repeat(32);
    const seen: string[] = [];
    const spoiling = defineLocal({
      run({ caller }) {
        seen.push(JSON.stringify(caller));
        spoil(() => Object.assign(caller, { email: "left@behind.example" }));
        return Promise.resolve({});
      },
    });
    const world = createWorld({
      caller: "anonymous",
      secrets: { CONNECTOR_FUNCTIONS_KEYS: `${key}:acme-post` },
    });
    for (let call = 0; call < 2; call++) {
      await ask(world, spoiling, MESSAGE, { headers: { "x-functions-key": key } });
    }
    expect(seen).toEqual(['{"kind":"key"}', '{"kind":"key"}']);
  });
});

describe("the token is not kept between calls", () => {
  it("every call asks anew", async () => {
    const world = createWorld({ provider: posted, tokens: ["token-of-call-1", "token-of-call-2"] });
    const subject = defineSubject();
    const answers: Told[] = [];
    for (let call = 0; call < 2; call++) answers.push(await ask(world, subject));
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(world.sent.map(({ headers }) => headers.get("authorization"))).toEqual([
      "Bearer token-of-call-1",
      "Bearer token-of-call-2",
    ]);
    expect([world.base44.count("me"), world.base44.count("connection")]).toEqual([2, 2]);
  });

  it("settings and secrets are read anew as well", async () => {
    const secrets: Record<string, string> = {};
    const world = createWorld({ caller: "user", secrets, provider: posted });
    const subject = defineSubject({ access: "admin" });
    expect((await ask(world, subject)).status).toBe(403);
    secrets.CONNECTOR_FUNCTIONS_ACCESS = "acme-post=user";
    expect((await ask(world, subject)).status).toBe(200);
  });
});

/** Frozen values refuse, which is as good. */
function spoil(change: () => void): void {
  try {
    change();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
}
