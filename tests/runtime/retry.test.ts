/**
 * When a request is made again, and after which time.
 *
 * @module
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ErrorCode, STATUS } from "../../shared/runtime/errors.ts";
import type { RequestOptions } from "../../shared/runtime/http.ts";
import { readRetryAfter, retryDelay } from "../../shared/runtime/retry.ts";
import * as z from "../../shared/runtime/zod.ts";
import type { Reaction } from "../support/provider.ts";
import { createWorld, type World } from "../support/world.ts";
import { ask, defineSubject, posted, type Told } from "./subject.ts";

const NOW = Date.parse("2026-08-01T10:00:00Z");
const CODES = Object.keys(STATUS) as ErrorCode[];
const FIRST = { attempt: 1, idempotent: true, retryAfter: undefined, remaining: 25_000, jitter: 0.5 };

/** One provider request, answered in turn by `reactions`, of which the last one stays. */
async function request(
  method: string,
  options: RequestOptions,
  reactions: (() => Reaction)[],
  changes: { jitter?: number; budget?: number } = {},
): Promise<{ world: World; told: Told }> {
  const world = createWorld({
    provider: (_, index) => (reactions[index] ?? reactions.at(-1) ?? posted)(),
  });
  const { jitter = 0.5, budget = 25 } = changes;
  world.environment.jitter = () => jitter;
  const handler = defineSubject({
    effect: "write",
    budget,
    output: z.unknown(),
    run: async ({ http }) => (await http.send(method, "items/{id}", { path: { id: "1" }, ...options })).body,
  });
  return { world, told: await ask(world, handler) };
}

const limited = (retryAfter?: string) => () =>
  new Response("{}", { status: 429, headers: retryAfter === undefined ? {} : { "retry-after": retryAfter } });
const status = (code: number, headers: Record<string, string> = {}) => () =>
  new Response("{}", { status: code, headers });

describe("rate limits (429, 529, the provider's own codes) for any method, since nothing was done", () => {
  const kinds: [string, () => Reaction][] = [
    ["429", status(429)],
    ["529", status(529)],
    ["the provider's own code in a 200", () => Response.json({ fault: "rate_limited" })],
    ["the provider's own code in a 400", () => Response.json({ fault: "rate_limited" }, { status: 400 })],
  ];
  for (const [name, refuse] of kinds) {
    it.each(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"])(
      `${name}, then success: %s`,
      async (method) => {
        const { world, told } = await request(method, {}, [refuse, posted]);
        expect([told.status, world.sent.length]).toEqual([200, 2]);
      },
    );
  }

  it("the request is the same again, body and all", async () => {
    const { world } = await request("POST", { json: { text: "Hi" }, headers: { "x-id": "7" } }, [
      limited("1"),
      posted,
    ]);
    const [first, second] = world.sent;
    expect(second).toEqual(first);
    expect(new TextDecoder().decode(second?.body)).toBe('{"text":"Hi"}');
  });

  it("a form with files is the same again too", async () => {
    const body = new FormData();
    body.append("file", new File(["content"], "a.txt"));
    const { world, told } = await request("POST", { body }, [limited("1"), posted]);
    expect(told.status).toBe(200);
    expect(world.sent.map((sent) => new TextDecoder().decode(sent.body).includes("content"))).toEqual([
      true,
      true,
    ]);
  });
});

describe("wait what `Retry-After` says if that is at most 10 s and fits the budget", () => {
  it.each([["0", 0], ["1", 1_000], ["10", 10_000], ["2.5", 3_000], ["Sat, 01 Aug 2026 10:00:07 GMT", 7_000]])(
    "%s",
    async (retryAfter, ms) => {
      const { world, told } = await request("POST", {}, [limited(retryAfter), posted]);
      expect([told.status, world.clock.waits]).toEqual([200, [ms]]);
    },
  );

  it("none (no jitter) on a delay the server gave", async () => {
    for (const jitter of [0, 0.999]) {
      const { world } = await request("POST", {}, [limited("3"), posted], { jitter });
      expect(world.clock.waits).toEqual([3_000]);
    }
  });

  it("where the provider says it in the body", async () => {
    const { world } = await request("POST", {}, [
      () => Response.json({ fault: "rate_limited", wait: 4 }),
      posted,
    ]);
    expect(world.clock.waits).toEqual([4_000]);
  });

  it.each(["11", "60", "86400", "Sat, 01 Aug 2026 11:00:00 GMT"])(
    "else give up at once with `retryAfter`: %s",
    async (retryAfter) => {
      const { world, told } = await request("POST", {}, [limited(retryAfter)]);
      const seconds = readRetryAfter(retryAfter, NOW);
      expect([told.status, world.sent.length, world.clock.waits]).toEqual([429, 1, []]);
      expect(told.body).toMatchObject({
        code: "rate_limited",
        retryable: true,
        outcome: "not_done",
        retryAfter: seconds,
      });
      expect(told.headers.get("retry-after")).toBe(String(seconds));
    },
  );

  it("give up at once where it does not fit the budget", async () => {
    const { world, told } = await request("POST", {}, [limited("9")], { budget: 5 });
    expect([world.sent.length, world.clock.waits, told.body.retryAfter]).toEqual([1, [], 9]);
  });

  it("... also for the wait after the second attempt", async () => {
    const { world, told } = await request("GET", {}, [limited("4")], { budget: 7 });
    expect([world.sent.length, world.clock.waits, told.body.retryAfter]).toEqual([2, [4_000], 4]);
  });

  it.each(["soon", "", " ", "-", "1 second", "NaN", "Infinity", "try 5", "about 3"])(
    "one that says nothing is none: %j",
    async (retryAfter) => {
      const { world, told } = await request("POST", {}, [limited(retryAfter), posted]);
      expect([told.status, world.clock.waits]).toEqual([200, [500]]);
    },
  );

  it("`Retry-After` of the answer is whole seconds, whatever the provider counts in", async () => {
    const { told } = await request("POST", {}, [() => Response.json({ fault: "rate_limited", wait: 64.57 })]);
    expect(told.headers.get("retry-after")).toBe("65");
    expect(told.body.retryAfter).toBe(65);
  });

  it("no answer names a time that was not given", async () => {
    const { told } = await request("POST", {}, [limited()]);
    expect(told.body).not.toHaveProperty("retryAfter");
    expect(told.headers.has("retry-after")).toBe(false);
  });
});

describe("5xx, timeouts and dropped connections", () => {
  const kinds: [string, () => Reaction][] = [
    ["500", status(500)],
    ["502", status(502)],
    ["503", status(503)],
    ["504", status(504)],
    ["a server fault inside a 200", () => Response.json({ fault: "provider_unavailable" })],
    ["timeout", () => "timeout"],
    ["a dropped connection", () => "reset"],
    ["a body that stalls", () => "stall"],
  ];
  for (const [name, fail] of kinds) {
    it.each(["GET", "HEAD", "PUT", "DELETE"])(`${name}: again for %s`, async (method) => {
      const { world, told } = await request(method, {}, [fail, posted]);
      expect([told.status, world.sent.length]).toEqual([200, 2]);
    });

    it.each(["POST", "PATCH"])(`${name}: a send is never repeated on a guess: %s`, async (method) => {
      const { world, told } = await request(method, {}, [fail, posted]);
      expect(told.status).not.toBe(200);
      expect([world.sent.length, world.clock.waits]).toEqual([1, []]);
    });

    it.each(["PUT", "DELETE"])(
      `${name}: not again where the call says \`idempotent: false\`: %s`,
      async (method) => {
        const { world, told } = await request(method, { idempotent: false }, [fail, posted]);
        expect(told.status).not.toBe(200);
        expect([world.sent.length, world.clock.waits]).toEqual([1, []]);
      },
    );

    it.each(["POST", "PATCH"])(
      `${name}: again where the call says \`idempotent: true\`: %s`,
      async (method) => {
        for (const options of [{ idempotent: true }, { read: true }]) {
          const { world, told } = await request(method, options, [fail, posted]);
          expect([told.status, world.sent.length]).toEqual([200, 2]);
        }
      },
    );
  }

  it("a `Retry-After` changes nothing for a send", async () => {
    const { world } = await request("POST", {}, [status(503, { "retry-after": "1" }), posted]);
    expect(world.sent).toHaveLength(1);
  });

  it("a `Retry-After` is obeyed for the others", async () => {
    const { world } = await request("GET", {}, [status(503, { "retry-after": "2" }), posted]);
    expect(world.clock.waits).toEqual([2_000]);
    const long = await request("GET", {}, [status(503, { "retry-after": "30" }), posted]);
    expect([long.world.sent.length, long.told.body.retryAfter]).toEqual([1, 30]);
  });
});

it.each(["GET", "PUT", "POST"])("a caller that goes on by itself has one attempt: %s", async (method) => {
  for (const fail of [limited("1"), status(503), () => "reset" as const]) {
    const { world } = await request(method, { retry: false }, [fail, posted]);
    expect([world.sent.length, world.clock.waits]).toEqual([1, []]);
  }
});

describe("refusals are final", () => {
  it.each([400, 401, 403, 404, 405, 409, 410, 412, 413, 422, 451])("%i", async (code) => {
    const { world } = await request("GET", {}, [status(code, { "retry-after": "1" }), posted]);
    expect([world.sent.length, world.clock.waits]).toEqual([1, []]);
  });
});

describe("exponential backoff with full jitter; at most 3 attempts", () => {
  it("gives up after three", async () => {
    for (const fail of [limited(), limited("1"), status(503), () => "reset" as const]) {
      const { world, told } = await request("GET", {}, [fail]);
      expect([told.status >= 429, world.sent.length, world.clock.waits.length]).toEqual([true, 3, 2]);
      expect(world.logs[0]).toMatchObject({ attempts: 3 });
    }
  });

  it("each wait is a random part of a time that doubles", async () => {
    for (const [jitter, waits] of [[0, [0, 0]], [0.25, [250, 500]], [0.5, [500, 1_000]]] as const) {
      const { world } = await request("GET", {}, [status(503)], { jitter });
      expect(world.clock.waits).toEqual(waits);
    }
  });

  it("takes a new random part each time", async () => {
    const world = createWorld({ provider: status(503) });
    const parts = [0.1, 0.9];
    world.environment.jitter = () => parts.shift() ?? 0;
    const handler = defineSubject({
      effect: "read",
      run: async ({ http }) => (await http.send("GET", "items")).body,
    });
    await ask(world, handler);
    expect(world.clock.waits).toEqual([100, 1_800]);
  });

  it("for every failure: only what is allowed, never a wait beyond the budget", () => {
    const failed = fc.record({
      code: fc.constantFrom(...CODES),
      attempt: fc.integer({ min: 1, max: 5 }),
      idempotent: fc.boolean(),
      retryAfter: fc.option(fc.double({ min: 0, max: 100, noNaN: true }), { nil: undefined }),
      remaining: fc.integer({ min: -1_000, max: 25_000 }),
      jitter: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    });
    fc.assert(
      fc.property(failed, (failure) => {
        const delay = retryDelay(failure);
        const { code, attempt, idempotent, retryAfter, remaining, jitter } = failure;
        const repeatable = code === "rate_limited" ||
          (idempotent && (code === "provider_unavailable" || code === "provider_timeout"));
        const wanted = retryAfter === undefined ? jitter * 500 * 2 ** attempt : retryAfter * 1_000;
        const allowed = repeatable && attempt < 3 && (retryAfter ?? 0) <= 10 && wanted < remaining;
        expect(delay).toBe(allowed ? wanted : undefined);
      }),
      { numRuns: 1_000 },
    );
  });

  it.each(CODES)("%s", (code) => {
    const repeatable = {
      rate_limited: [true, true],
      provider_unavailable: [true, false],
      provider_timeout: [true, false],
    };
    const [whenIdempotent, otherwise] = repeatable[code as keyof typeof repeatable] ?? [false, false];
    expect(retryDelay({ ...FIRST, code }) !== undefined).toBe(whenIdempotent);
    expect(retryDelay({ ...FIRST, code, idempotent: false }) !== undefined).toBe(otherwise);
  });
});

describe("downloads as streams", () => {
  async function download(reactions: (() => Reaction)[]): Promise<{ world: World; told: Told }> {
    const world = createWorld({ provider: (_, index) => (reactions[index] ?? posted)() });
    const handler = defineSubject({
      effect: "read",
      run: ({ http }) => http.stream("files/{id}", { path: { id: "1" } }),
    });
    return { world, told: await ask(world, handler) };
  }

  it.each(
    [["503", status(503)], ["429", limited("1")], ["a timeout before headers", () => "timeout"], [
      "a reset",
      () => "reset",
    ]] as [
      string,
      () => Reaction,
    ][],
  )("%s before the headers: again", async (_, fail) => {
    const { world, told } = await download([fail, () => new Response("bytes")]);
    expect([told.status, told.text, world.sent.length]).toEqual([200, "bytes", 2]);
  });

  it("a body that breaks off is not asked for again behind the reader's back", async () => {
    const broken = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode("by"));
      },
      pull(controller) {
        controller.error(new Error("connection lost"));
      },
    }, { highWaterMark: 0 });
    await expect(download([() => new Response(broken)])).rejects.toThrow("connection lost");
  });

  it("what explains a failure is read", async () => {
    const { told } = await download([
      () => Response.json({ fault: "not_found", words: "No such file" }, { status: 404 }),
    ]);
    expect(told.body).toMatchObject({ code: "not_found", error: "No such file" });
  });
});

describe("reading `Retry-After`", () => {
  it("seconds or an HTTP date, as seconds from now; undefined where it says neither", () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 1_000_000 }), (seconds) => {
      expect(readRetryAfter(String(seconds), NOW)).toBe(seconds);
      expect(readRetryAfter(new Date(NOW + seconds * 1_000).toUTCString(), NOW)).toBe(seconds);
      expect(readRetryAfter(new Date(NOW - seconds * 1_000).toUTCString(), NOW)).toBe(0);
    }));
  });

  it("never a negative number, never none", () => {
    fc.assert(fc.property(fc.string(), (value) => {
      const seconds = readRetryAfter(value, NOW);
      expect(seconds === undefined || (Number.isInteger(seconds) && seconds >= 0)).toBe(true);
    }));
    expect(readRetryAfter(null, NOW)).toBeUndefined();
  });
});
