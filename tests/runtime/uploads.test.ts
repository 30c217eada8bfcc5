/**
 * Chunks against a provider that loses answers, takes only parts, and refuses for a while.
 *
 * @module
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FunctionError } from "../../shared/runtime/errors.ts";
import type { Content } from "../../shared/runtime/files.ts";
import { type UploadChunk, uploadChunks, type UploadSession } from "../../shared/runtime/uploads.ts";
import { createWorld } from "../support/world.ts";

/** What happens to one request. */
type Event = "fine" | "refused" | "limited" | "lost" | { takes: number };

const ERRORS = {
  refused: () => new FunctionError("provider_unavailable", "busy", { outcome: "unknown" }),
  limited: () => new FunctionError("rate_limited", "slow down", { retryAfter: 3 }),
  lost: () => new FunctionError("provider_timeout", "no answer", { outcome: "unknown" }),
};

const CHUNK = 4;

class Provider {
  stored: number[] = [];
  sends: UploadChunk[] = [];
  asks = 0;
  cancels = 0;
  #events: Event[];
  #withFinish: boolean;

  constructor(events: readonly Event[] = [], { withFinish = false } = {}) {
    this.#events = [...events];
    this.#withFinish = withFinish;
  }

  session({ canAsk = true } = {}): UploadSession<string> {
    return {
      chunkSize: CHUNK,
      send: (chunk) => Promise.resolve().then(() => this.#send(chunk)),
      ...(canAsk && {
        ask: async ({ end, isLast }: UploadChunk) => {
          this.asks++;
          await Promise.resolve();
          return this.#progress(isLast && this.stored.length === end);
        },
      }),
      ...(this.#withFinish && { finish: (total: number) => Promise.resolve(`finished with ${total}`) }),
      cancel: () => {
        this.cancels++;
        return Promise.resolve();
      },
    };
  }

  #send(chunk: UploadChunk) {
    this.sends.push({ ...chunk, bytes: chunk.bytes.slice() });
    const event = this.#events.shift() ?? "fine";
    if (event === "refused" || event === "limited") throw ERRORS[event]();
    if (chunk.start !== this.stored.length) {
      throw new Error(`sent from ${chunk.start}, has ${this.stored.length}`);
    }
    const taken = typeof event === "object" ? Math.min(event.takes, chunk.bytes.length) : chunk.bytes.length;
    this.stored.push(...chunk.bytes.subarray(0, taken));
    if (event === "lost") throw ERRORS.lost();
    return this.#progress(chunk.isLast && this.stored.length === chunk.end);
  }

  #progress(isComplete: boolean) {
    return {
      stored: this.stored.length,
      ...(isComplete && !this.#withFinish && { file: `file of ${this.stored.length}` }),
    };
  }
}

function content(
  bytes: Uint8Array,
  { size, pieces = 3 }: { size?: number | undefined; pieces?: number } = {},
): Content {
  const parts: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += pieces) parts.push(bytes.slice(at, at + pieces));
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const part of parts) controller.enqueue(part);
      controller.close();
    },
  });
  return { name: "file", mimeType: "text/plain", size, stream };
}

function upload(
  session: UploadSession<string>,
  source: Content,
  { signal = new AbortController().signal } = {},
) {
  const world = createWorld();
  const result = uploadChunks({ environment: world.environment, signal }, session, source, 1_000);
  return { world, result };
}

const TEN = Uint8Array.from({ length: 10 }, (_, index) => index + 1);

async function failure(promise: Promise<unknown>): Promise<FunctionError> {
  const error = await promise.then(() => undefined, (error: unknown) => error);
  expect(error).toBeInstanceOf(FunctionError);
  return error as FunctionError;
}

describe("uploadChunks", () => {
  it("sends chunk after chunk, and tells the total as soon as it is known", async () => {
    const provider = new Provider();
    expect(await upload(provider.session(), content(TEN)).result).toBe("file of 10");
    expect(provider.sends.map(({ start, end, total, isLast }) => [start, end, total, isLast])).toEqual([
      [0, 4, undefined, false],
      [4, 8, undefined, false],
      [8, 10, 10, true],
    ]);
    expect(provider.stored).toEqual([...TEN]);
    expect(provider.cancels).toBe(0);

    const known = new Provider();
    await upload(known.session(), content(TEN, { size: 10 })).result;
    expect(known.sends.map(({ total }) => total)).toEqual([10, 10, 10]);
  });

  it("makes a whole last chunk of content that fills it, and an empty one of no content", async () => {
    for (const length of [0, 4, 8]) {
      const provider = new Provider();
      expect(await upload(provider.session(), content(TEN.slice(0, length))).result).toBe(
        `file of ${length}`,
      );
      expect(provider.sends.at(-1)).toMatchObject({ end: length, total: length, isLast: true });
      expect(provider.sends).toHaveLength(Math.max(1, length / CHUNK));
    }
  });

  it("resumes whatever was lost where the provider stopped, with any content", async () => {
    const event = fc.oneof(
      { weight: 3, arbitrary: fc.constant<Event>("fine") },
      fc.constantFrom<Event>("refused", "limited", "lost"),
      fc.record({ takes: fc.nat(CHUNK) }),
    );
    await fc.assert(fc.asyncProperty(
      fc.uint8Array({ maxLength: 40 }),
      fc.array(event, { maxLength: 4 }),
      fc.integer({ min: 1, max: 9 }),
      fc.boolean(),
      fc.boolean(),
      async (bytes, events, pieces, knowsSize, withFinish) => {
        const provider = new Provider(events, { withFinish });
        const size = knowsSize ? bytes.length : undefined;
        const result = await upload(provider.session(), content(bytes, { size, pieces })).result;
        expect(result).toBe(withFinish ? `finished with ${bytes.length}` : `file of ${bytes.length}`);
        expect(provider.stored).toEqual([...bytes]);
        expect(Math.max(...provider.sends.map((chunk) => chunk.bytes.length))).toBeLessThanOrEqual(CHUNK);
      },
    ));
  });

  it("asks before it sends again, and sends only the rest", async () => {
    const provider = new Provider([{ takes: 3 }, "refused"]);
    await upload(provider.session(), content(TEN)).result;
    expect(provider.sends.slice(0, 4).map(({ start, bytes }) => [start, ...bytes])).toEqual([
      [0, 1, 2, 3, 4],
      [3, 4],
      [3, 4],
      [4, 5, 6, 7, 8],
    ]);
    expect(provider.asks).toBe(1);
  });

  it("finds a last chunk that arrived although its answer was lost, and does not send it twice", async () => {
    const provider = new Provider(["fine", "fine", "lost"]);
    expect(await upload(provider.session(), content(TEN)).result).toBe("file of 10");
    expect(provider.sends).toHaveLength(3);
    expect(provider.asks).toBe(1);
  });

  it("asks too where only the answer to work that was done could not be read", async () => {
    const provider = new Provider();
    const session = provider.session();
    let unread = true;
    const send = session.send;
    session.send = async (chunk) => {
      const progress = await send(chunk);
      if (!unread) return progress;
      unread = false;
      throw new FunctionError("provider_invalid_response", "cut short", { outcome: "done" });
    };
    expect(await upload(session, content(TEN.slice(0, 3))).result).toBe("file of 3");
    expect(provider.sends).toHaveLength(1);
  });

  it("sends again where a provider cannot be asked", async () => {
    const provider = new Provider(["refused", "limited"]);
    expect(await upload(provider.session({ canAsk: false }), content(TEN)).result).toBe("file of 10");
    expect(provider.sends.map(({ start }) => start)).toEqual([0, 0, 0, 4, 8]);
  });

  it("waits longer each time, and as long as the provider asks", async () => {
    const { world, result } = upload(
      new Provider(["refused", "refused", "limited", "refused"]).session(),
      content(TEN),
    );
    await result;
    const [first = 0, second = 0, third, fourth = 0] = world.clock.waits;
    expect(first).toBeGreaterThanOrEqual(1_000);
    expect(first).toBeLessThan(2_000);
    expect(second).toBeGreaterThanOrEqual(2_000);
    expect(second).toBeLessThan(3_000);
    expect(third).toBe(3_000);
    expect(fourth).toBeGreaterThanOrEqual(8_000);
    expect(fourth).toBeLessThan(9_000);
  });

  it("gives up after five tries, cancels, and nothing was done", async () => {
    const provider = new Provider(Array<Event>(9).fill("refused"));
    const error = await failure(upload(provider.session(), content(TEN)).result);
    expect(error).toMatchObject({ code: "provider_unavailable", outcome: "not_done", retryable: true });
    expect(provider.sends).toHaveLength(5);
    expect(provider.cancels).toBe(1);
  });

  it("gives up on a provider that answers and takes nothing", async () => {
    const provider = new Provider(Array<Event>(20).fill({ takes: 0 }));
    const error = await failure(upload(provider.session(), content(TEN)).result);
    expect(error).toMatchObject({ code: "provider_unavailable", outcome: "not_done" });
    expect(provider.sends).toHaveLength(5);
  });

  it("does not know what became of a last chunk that nobody answers for", async () => {
    const provider = new Provider(["fine", "fine", ...Array<Event>(9).fill("refused")]);
    const session = provider.session();
    session.ask = () => Promise.reject(ERRORS.lost());
    const error = await failure(upload(session, content(TEN)).result);
    expect(error).toMatchObject({ outcome: "unknown", retryable: false });
  });

  it("knows that it was not done where the provider says so", async () => {
    const provider = new Provider(["fine", "fine", ...Array<Event>(9).fill("limited")]);
    const error = await failure(upload(provider.session(), content(TEN)).result);
    expect(error).toMatchObject({ code: "rate_limited", outcome: "not_done", retryable: true });
  });

  it("does not know what became of content that is stored whole and is no file", async () => {
    const session = new Provider().session();
    session.send = ({ end }) => Promise.resolve({ stored: end });
    session.ask = session.send;
    const error = await failure(upload(session, content(TEN)).result);
    expect(error).toMatchObject({ code: "provider_unavailable", outcome: "unknown" });
  });

  it("hands a long Retry-After to the caller at once", async () => {
    const session = new Provider().session();
    session.send = () => Promise.reject(new FunctionError("rate_limited", "slow down", { retryAfter: 300 }));
    const { world, result } = upload(session, content(TEN));
    expect((await failure(result)).details.retryAfter).toBe(300);
    expect(world.clock.waits).toEqual([]);
  });

  it("gives up at once on a refusal, and on a mistake of its own", async () => {
    for (const error of [new FunctionError("quota_exceeded", "full"), new TypeError("a mistake")]) {
      const provider = new Provider();
      const session = provider.session();
      let sends = 0;
      session.send = () => {
        sends++;
        return Promise.reject(error);
      };
      const thrown = await upload(session, content(TEN)).result.catch((thrown: unknown) => thrown);
      expect(thrown).toMatchObject({ message: error.message });
      expect([sends, provider.cancels]).toEqual([1, 1]);
    }
  });

  it("gives up where the provider lost earlier chunks, or has more than was sent", async () => {
    for (const stored of [3, 9]) {
      const session = new Provider().session();
      session.send = ({ start, end }) => Promise.resolve({ stored: start === 0 ? end : stored });
      const error = await failure(upload(session, content(TEN)).result);
      expect(error).toMatchObject({ code: "provider_unavailable", outcome: "not_done" });
    }
  });

  it("takes no file before all of the content was sent", async () => {
    const provider = new Provider();
    const session = provider.session();
    session.send = ({ end }) => Promise.resolve({ stored: end, file: "half a file" });
    const error = await failure(upload(session, content(TEN)).result);
    expect(error).toMatchObject({ code: "provider_invalid_response", outcome: "unknown" });
    expect(provider.cancels).toBe(1);
  });

  it("never sends the last chunk of content that ends early, goes on too long, or breaks off", async () => {
    const broken: Content = {
      ...content(TEN),
      stream: new ReadableStream({
        pull(controller) {
          if (controller.desiredSize === 1) controller.enqueue(TEN.slice(0, 9));
          controller.error(new Error("connection lost"));
        },
      }),
    };
    const sources = [
      content(TEN, { size: 11 }),
      content(TEN, { size: 9 }),
      content(new Uint8Array(1_001)),
      broken,
    ];
    for (const source of sources) {
      const provider = new Provider();
      const error = await failure(upload(provider.session(), source).result);
      expect(error.outcome).toBe("not_done");
      expect(provider.sends.filter(({ isLast }) => isLast)).toEqual([]);
      expect(provider.cancels).toBe(1);
    }
  });

  it("stops waiting when the time is up", async () => {
    const controller = new AbortController();
    const session = new Provider(["refused"]).session();
    session.send = () => {
      controller.abort(new Error("time budget"));
      return Promise.reject(ERRORS.refused());
    };
    const error = await failure(upload(session, content(TEN), { signal: controller.signal }).result);
    expect(error).toMatchObject({ code: "provider_unavailable", outcome: "not_done" });
  });
});

/** Of zeros without end, or until no more comes. */
class Source {
  pieces = 0;
  cancelled = false;
  readonly content: Content;

  constructor(pieceSize: number, stopsAfter = Infinity) {
    const stream = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        if (this.pieces === stopsAfter) return new Promise(() => {});
        this.pieces++;
        controller.enqueue(new Uint8Array(pieceSize));
      },
      cancel: () => {
        this.cancelled = true;
      },
    }, { highWaterMark: 0 });
    this.content = { name: "file", mimeType: "text/plain", size: undefined, stream };
  }
}

async function settle(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve));
}

describe("while a chunk is sent", () => {
  it.each([
    { what: "the next one is read, and no more", chunkSize: CHUNK, ahead: 1 },
    { what: "a large one is not", chunkSize: 8 * 1_024 ** 2, ahead: 0 },
  ])("$what", async ({ chunkSize, ahead }) => {
    const source = new Source(chunkSize);
    const session = { ...new Provider().session(), chunkSize };
    const read: number[] = [];
    session.send = async () => {
      await settle();
      read.push(source.pieces);
      throw new FunctionError("quota_exceeded", "full");
    };
    const result = uploadChunks(
      { environment: createWorld().environment, signal: new AbortController().signal },
      session,
      source.content,
      100 * 1_024 ** 2,
    );
    await failure(result);
    // A chunk is known to be full when one more piece has come.
    expect(read).toEqual([2 + ahead]);
  });

  it("keeps its bytes, and its body is the same memory", async () => {
    const provider = new Provider();
    const session = provider.session();
    const send = session.send;
    session.send = async (chunk) => {
      const before = [...chunk.bytes];
      await settle();
      expect([...chunk.bytes]).toEqual(before);
      expect([...chunk.body]).toEqual(before);
      expect(chunk.body.slice().buffer).toBe(chunk.bytes.buffer);
      return await send(chunk);
    };
    const bytes = Uint8Array.from({ length: 30 }, (_, index) => index);
    expect(await upload(session, content(bytes)).result).toBe("file of 30");
    expect(provider.stored).toEqual([...bytes]);
  });

  it.each([
    { when: "is still read", source: new Source(CHUNK, 2) },
    { when: "has been read", source: new Source(CHUNK) },
  ])("its refusal closes a source of which the next $when", async ({ source }) => {
    const session = new Provider().session();
    session.send = async () => {
      await settle();
      throw new FunctionError("quota_exceeded", "full");
    };
    await failure(upload(session, source.content).result);
    await settle();
    expect(source.cancelled).toBe(true);
  });
});
