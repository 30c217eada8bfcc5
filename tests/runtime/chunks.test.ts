/**
 * Content of any size, read in chunks with one chunk in memory.
 *
 * @module
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readChunks } from "../../shared/runtime/chunks.ts";
import { FunctionError } from "../../shared/runtime/errors.ts";
import { type Content, readContent, withContent } from "../../shared/runtime/files.ts";
import { createWorld } from "../support/world.ts";

const SIGNAL = new AbortController().signal;
const MAX = 1_000;

/** A stream of bytes, as of `fetch`, or of values, as a program makes it. */
function streamOf(parts: readonly Uint8Array[], type: "bytes" | undefined): ReadableStream<Uint8Array> {
  const left = parts.filter(({ length }) => length > 0).map((part) => part.slice());
  if (!type) {
    return new ReadableStream<Uint8Array>({
      start(controller) {
        for (const part of left) controller.enqueue(part);
        controller.close();
      },
    });
  }
  return new ReadableStream({
    type,
    pull(controller: ReadableByteStreamController) {
      const part = left.shift();
      if (part) return controller.enqueue(part);
      controller.close();
      controller.byobRequest?.respond(0); // Gives a waiting reader its memory back.
    },
  });
}

function content(size: number | undefined, parts: readonly Uint8Array[] = [], type?: "bytes"): Content {
  return { name: "file", mimeType: "text/plain", size, stream: streamOf(parts, type) };
}

async function refusal(promise: Promise<unknown>): Promise<FunctionError> {
  const error = await promise.then(() => undefined, (error: unknown) => error);
  expect(error).toBeInstanceOf(FunctionError);
  return error as FunctionError;
}

const PARTS = fc.array(fc.uint8Array({ maxLength: 12 }), { maxLength: 8 });
const CHUNK_SIZE = fc.integer({ min: 1, max: 9 });
const TYPE = fc.constantFrom("bytes" as const, undefined);

function lengthOf(parts: readonly Uint8Array[]): number {
  return parts.reduce((sum, part) => sum + part.length, 0);
}

describe("readChunks", () => {
  it("cuts any content into chunks of the size, whatever pieces it comes in", async () => {
    await fc.assert(
      fc.asyncProperty(PARTS, CHUNK_SIZE, fc.boolean(), TYPE, async (parts, chunkSize, isKnown, type) => {
        const length = lengthOf(parts);
        const bytes: number[] = [];
        const lasts: boolean[] = [];
        const source = content(isKnown ? length : undefined, parts, type);
        for await (const chunk of readChunks(source, chunkSize, MAX, SIGNAL)) {
          expect(chunk.start).toBe(bytes.length);
          if (!chunk.isLast) expect(chunk.bytes).toHaveLength(chunkSize);
          bytes.push(...chunk.bytes);
          lasts.push(chunk.isLast);
        }
        expect(bytes).toEqual(parts.flatMap((part) => [...part]));
        const count = Math.max(1, Math.ceil(length / chunkSize));
        expect(lasts).toEqual(Array.from({ length: count }, (_, index) => index === count - 1));
      }),
    );
  });

  it("hands out no last chunk of content with another size than announced", async () => {
    const difference = fc.integer({ min: -9, max: 9 }).filter((by) => by !== 0);
    await fc.assert(
      fc.asyncProperty(PARTS, CHUNK_SIZE, difference, TYPE, async (parts, chunkSize, by, type) => {
        const announced = lengthOf(parts) + by;
        fc.pre(announced >= 0);
        const lasts: boolean[] = [];
        const reading = async () => {
          for await (
            const { isLast } of readChunks(content(announced, parts, type), chunkSize, MAX, SIGNAL)
          ) {
            lasts.push(isLast);
          }
        };
        expect(await refusal(reading())).toMatchObject({ code: "invalid_request", outcome: "not_done" });
        expect(lasts).not.toContain(true);
      }),
    );
  });

  it("stops at the limit where the size is not known", async () => {
    const over = content(undefined, [new Uint8Array(MAX), new Uint8Array(1)]);
    expect(await refusal(readContent(over, MAX, SIGNAL))).toMatchObject({
      code: "payload_too_large",
      details: { params: { limit: MAX } },
    });
    expect(await readContent(content(undefined, [new Uint8Array(MAX)]), MAX, SIGNAL)).toHaveLength(MAX);
  });

  it("uses the same memory for every chunk, and for every read where the stream can", async () => {
    const buffers = new Set<ArrayBuffer>();
    const views: number[] = [];
    let left = 50;
    const stream = new ReadableStream({
      type: "bytes",
      pull(controller: ReadableByteStreamController) {
        const view = controller.byobRequest?.view;
        views.push(view?.byteLength ?? 0);
        if (left === 0) controller.close();
        controller.byobRequest?.respond(Math.min(left, 8));
        left -= Math.min(left, 8);
      },
    });
    for await (const { bytes } of readChunks({ stream, size: undefined }, 8, MAX, SIGNAL)) {
      buffers.add(bytes.buffer);
    }
    expect(buffers.size).toBe(1);
    expect(new Set(views)).toEqual(new Set([65_536]));
  });

  it("leaves a chunk alone until the next but one is asked for, where two are held", async () => {
    const parts = [1, 2, 3, 4, 5].map((value) => new Uint8Array(8).fill(value));
    const chunks: { bytes: Uint8Array; was: number[] }[] = [];
    for await (const { bytes } of readChunks(content(undefined, parts), 8, MAX, SIGNAL, 2)) {
      const last = chunks.at(-1);
      if (last) expect([...last.bytes]).toEqual(last.was);
      chunks.push({ bytes, was: [...bytes] });
    }
    expect(chunks.map(({ was }) => was)).toEqual(parts.map((part) => [...part]));
    expect(new Set(chunks.map(({ bytes }) => bytes.buffer)).size).toBe(2);
  });

  it("closes the source when nobody wants more", async () => {
    let cancelled = false;
    const stream = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(8)),
      cancel: () => {
        cancelled = true;
      },
    });
    for await (const { isLast } of readChunks({ stream, size: undefined }, 8, MAX, SIGNAL)) {
      expect(isLast).toBe(false);
      break;
    }
    expect(cancelled).toBe(true);
  });

  it("says so where the source breaks off, and where the time is up", async () => {
    const broken = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.error(new Error("lost")),
    });
    const error = await refusal(readContent({ ...content(undefined), stream: broken }, MAX, SIGNAL));
    expect(error).toMatchObject({ code: "platform_unavailable", retryable: true });

    const silent = new ReadableStream<Uint8Array>({ pull: () => new Promise(() => {}) });
    const controller = new AbortController();
    const reading = refusal(readContent({ ...content(undefined), stream: silent }, MAX, controller.signal));
    controller.abort(new Error("time budget"));
    expect((await reading).message).toContain("within the time");
  });
});

describe("withContent", () => {
  it("closes a source that was not read, and leaves alone one that is", async () => {
    for (const reads of [false, true]) {
      let cancelled = false;
      const stream = new ReadableStream<Uint8Array>({
        pull: (controller) => controller.close(),
        cancel: () => {
          cancelled = true;
        },
      }, { highWaterMark: 0 });
      const { environment, base44 } = createWorld();
      const context = { environment, base44, signal: SIGNAL, raw: { stream, type: "text/plain" } };
      const result = withContent(context, {}, MAX, async (content) => {
        if (reads) return await readContent(content, MAX, SIGNAL);
        throw new FunctionError("not_found", "no such folder");
      });
      await result.catch((error) => expect(error).toMatchObject({ code: "not_found" }));
      expect(cancelled).toBe(!reads);
    }
  });
});
