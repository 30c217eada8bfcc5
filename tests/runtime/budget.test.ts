/**
 * Time: 25 seconds for everything, 10 for an attempt, and nothing that waits longer.
 *
 * @module
 */
import { describe, expect, it } from "vitest";
import type { RequestOptions } from "../../shared/runtime/http.ts";
import { describeUser } from "../support/base44.ts";
import { createWorld, type World } from "../support/world.ts";
import {
  ask,
  defineLocal,
  defineSubject,
  deliver,
  MESSAGE,
  never,
  post,
  posted,
  type Run,
  type Subject,
  type Told,
} from "./subject.ts";

const BUDGET = 25_000;

interface Timed {
  told: Told;
  ms: number;
}

async function timed(world: World, changes: Partial<Subject> = {}, input: unknown = MESSAGE): Promise<Timed> {
  const started = world.clock.now();
  const told = await ask(world, defineSubject(changes), input);
  return { told, ms: world.clock.now() - started };
}

/** Sends one request that is never answered, and tells when each attempt left. */
async function hang(method: string, options: RequestOptions = {}, changes: Partial<Subject> = {}) {
  const world = createWorld();
  const started = world.clock.now();
  const left: number[] = [];
  world.environment.jitter = () => 0;
  world.environment.fetch = (_, init) => {
    left.push(world.clock.now() - started);
    return world.clock.hang(init?.signal ?? new AbortController().signal).then(() => {
      throw init?.signal?.reason;
    });
  };
  const run: Subject["run"] = async ({ http }) => (await http.send(method, "items", options)).body;
  return { ...await timed(world, { ...changes, run }), left };
}

describe("25 s from the request's start for everything, Base44 calls and waits included", () => {
  it("a caller that Base44 never tells", async () => {
    const world = createWorld();
    world.base44.me = () => never(world);
    const { told, ms } = await timed(world);
    expect([told.body.code, ms]).toEqual(["platform_unavailable", BUDGET]);
  });

  it("a connection that Base44 never tells", async () => {
    const world = createWorld();
    world.base44.connection = () => never(world);
    const { told, ms } = await timed(world);
    expect([told.body.code, ms]).toEqual(["platform_unavailable", BUDGET]);
  });

  it("a fresh token that Base44 never tells: the provider's word counts", async () => {
    const world = createWorld({ provider: () => new Response(null, { status: 401 }) });
    const connection = world.base44.connection.bind(world.base44);
    let asked = 0;
    world.base44.connection = (choice) => asked++ === 0 ? connection(choice) : never(world);
    const { told, ms } = await timed(world);
    expect([told.body.code, told.body.outcome, ms]).toEqual(["connection_expired", "not_done", BUDGET]);
  });

  it("waits: a second `Retry-After` that would go beyond is not waited for", async () => {
    const world = createWorld({
      provider: () => {
        world.clock.advance(4_000);
        return new Response(null, { status: 429, headers: { "retry-after": "9" } });
      },
    });
    const { told, ms } = await timed(world);
    expect([told.body.code, told.body.retryAfter, world.sent.length, ms]).toEqual([
      "rate_limited",
      9,
      2,
      17_000,
    ]);
  });

  it("Base44's slowness is taken from the provider's time", async () => {
    const world = createWorld({ provider: () => "timeout" });
    world.base44.me = async () => {
      await world.clock.wait(20_000, new AbortController().signal);
      return describeUser("admin");
    };
    const { told, ms } = await timed(world);
    expect([told.body.code, told.body.outcome, ms]).toEqual(["provider_timeout", "unknown", BUDGET]);
  });

  it("a request body that never ends", async () => {
    const world = createWorld();
    const body = new ReadableStream({ pull: () => new Promise(() => {}) });
    expect(
      await codeAfter(
        world,
        BUDGET,
        deliver(world, defineSubject(), post(body, { "content-type": "application/json" })),
      ),
    )
      .toMatch(/^\w+$/);
  });

  it.each(
    [
      ["connection", ({ base44 }) => base44.connection({ kind: "workspace", id: "con_1" })],
      ["signFile", ({ base44 }) => base44.signFile("private/a.pdf")],
    ] satisfies [string, Run][],
  )("Base44 calls that `run` makes itself: %s", async (call, run) => {
    const world = createWorld();
    Object.assign(world.base44, { [call]: () => new Promise(() => {}) });
    expect(await codeAfter(world, BUDGET, ask(world, defineLocal({ run })))).toMatch(/^\w+$/);
  });

  it("`signal` aborts then, and not before", async () => {
    const world = createWorld();
    const aborted: boolean[] = [];
    const handler = defineLocal({
      async run({ signal, environment: { clock } }) {
        const free = new AbortController().signal;
        await clock.wait(BUDGET - 1, free);
        aborted.push(signal.aborted);
        await clock.wait(1, free);
        aborted.push(signal.aborted);
        return {};
      },
    });
    await ask(world, handler);
    expect(aborted).toEqual([false, true]);
  });

  it("what is sent after that is not sent, so it is `not_done`", async () => {
    const world = createWorld({ provider: posted });
    const { told } = await timed(world, {
      async run({ http, environment: { clock } }) {
        await clock.wait(BUDGET, new AbortController().signal);
        await http.post("messages");
        return { id: "M1" };
      },
    });
    expect(world.sent).toEqual([]);
    expect(told.body).toMatchObject({ code: "provider_timeout", outcome: "not_done" });
  });

  it("taking back what was begun is sent even then, and has 10 s", async () => {
    const world = createWorld({ provider: ({ method }) => method === "DELETE" ? "timeout" : posted() });
    const { ms } = await timed(world, {
      async run({ http, environment: { clock } }) {
        await clock.wait(BUDGET, new AbortController().signal);
        await http.delete("uploads/1", { cleanup: true });
        return { id: "M1" };
      },
    });
    expect([world.sent.map(({ method }) => method), ms]).toEqual([["DELETE"], BUDGET + 10_000]);
  });

  it("uploads more, stated per function", async () => {
    const { left, ms } = await hang("GET", {}, { budget: 120, effect: "read" });
    expect([left, ms]).toEqual([[0, 10_000, 20_000], 30_000]);
    const short = await hang("GET", {}, { budget: 5 });
    expect([short.left, short.ms]).toEqual([[0], 5_000]);
  });

  it("a call that is done leaves no timer behind", async () => {
    const world = createWorld({ provider: posted });
    await ask(world, defineSubject());
    await expect(world.clock.hang(new AbortController().signal)).rejects.toThrow(
      "Nothing would ever end this wait",
    );
  });
});

describe("10 s per attempt", () => {
  it("a send has one", async () => {
    const { told, left, ms } = await hang("POST");
    expect([told.body.code, told.body.outcome, left, ms]).toEqual([
      "provider_timeout",
      "unknown",
      [0],
      10_000,
    ]);
  });

  it("a request that may be repeated has three, as far as the budget goes", async () => {
    const { told, left, ms } = await hang("GET");
    expect([told.body.code, left, ms]).toEqual(["provider_timeout", [0, 10_000, 20_000], BUDGET]);
  });

  it("unless the request says otherwise", async () => {
    expect((await hang("POST", { timeout: 3_000 })).ms).toBe(3_000);
    expect((await hang("POST", { timeout: 20_000 })).ms).toBe(20_000);
    expect((await hang("POST", { timeout: 60_000 })).ms).toBe(BUDGET);
  });

  it("the body of an answer is part of it", async () => {
    const world = createWorld({ provider: () => "stall" });
    const { told, ms } = await timed(world);
    expect([told.body.code, told.body.outcome, ms]).toEqual(["provider_invalid_response", "done", 10_000]);
  });

  it("for a fetch and a body that do not listen to their signal", async () => {
    for (
      const answer of [() => new Promise<Response>(() => {}), () => Promise.resolve(new Response(deafBody()))]
    ) {
      const world = createWorld();
      world.environment.fetch = answer;
      const told = ask(world, defineSubject());
      expect(await codeAfter(world, 10_000, told)).toMatch(/^provider_/);
    }
  });

  it("an attempt that is answered in time takes nothing from the next", async () => {
    const world = createWorld({
      provider: (_, index) => {
        world.clock.advance(6_000);
        return index === 0 ? new Response(null, { status: 503 }) : posted();
      },
    });
    world.environment.jitter = () => 0;
    const { told, ms } = await timed(world, {
      run: ({ http }) => http.get("items", { response: defineSubject().spec.output }),
    });
    expect([told.status, ms]).toEqual([200, 12_000]);
  });
});

describe("time that passes while a download is handed on", () => {
  it("is not cut off by the end of the call", async () => {
    const world = createWorld({ provider: () => new Response("bytes") });
    const handler = defineSubject({ effect: "read", run: ({ http }) => http.stream("files/1") });
    const response = await world.call(handler, MESSAGE);
    world.clock.advance(60_000);
    expect(await response.text()).toBe("bytes");
  });
});

/** The code of an answer that has to come once so much time has passed, and nothing else happens. */
async function codeAfter(world: World, ms: number, answer: Promise<Told>): Promise<unknown> {
  await turns();
  world.clock.advance(ms);
  const late = turns().then(() => undefined);
  return (await Promise.race([answer, late]))?.body.code;
}

/** Some turns of the event loop: enough for everything that waits for nothing. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
}

function deafBody(): ReadableStream<Uint8Array> {
  return new ReadableStream({ pull: () => new Promise(() => {}) });
}
