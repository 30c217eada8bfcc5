/**
 * Content from every source, and the chunks that it is read in.
 *
 * @module
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FunctionError } from "../../shared/runtime/errors.ts";
import {
  type Content,
  contentFields,
  type ContentInput,
  openContent,
  readChunks,
  readContent,
  withContent,
} from "../../shared/runtime/files.ts";
import type { RawBody } from "../../shared/runtime/body.ts";
import * as z from "../../shared/runtime/zod.ts";
import type { Provider } from "../support/provider.ts";
import { createWorld } from "../support/world.ts";

const SIGNAL = new AbortController().signal;
const FILE_URL = "https://base44.app/api/apps/1/files/report%20%C3%BC.txt";
const MAX = 1_000;

interface Around {
  provider?: Provider;
  raw?: RawBody;
  privateFiles?: Record<string, string>;
  path?: string;
}

function open(input: ContentInput, { provider, raw, privateFiles = {}, path }: Around = {}) {
  const world = createWorld({ privateFiles, ...(provider && { provider }) });
  const context = { environment: world.environment, base44: world.base44, signal: SIGNAL, raw };
  return { world, content: openContent(context, input, MAX, path) };
}

async function read(content: Content): Promise<string> {
  return new TextDecoder().decode(await readContent(content, MAX, SIGNAL));
}

async function refusal(promise: Promise<unknown>): Promise<FunctionError> {
  const error = await promise.then(() => undefined, (error: unknown) => error);
  expect(error).toBeInstanceOf(FunctionError);
  return error as FunctionError;
}

function streamed(...parts: Uint8Array[]): ReadableStream<Uint8Array> {
  return ReadableStream.from(parts);
}

function sized(size: number | undefined, ...parts: Uint8Array[]): Content {
  return { name: "file", mimeType: "text/plain", size, stream: streamed(...parts) };
}

describe("openContent", () => {
  it("reads text, base64, a file and a raw body", async () => {
    const raw = { stream: streamed(new TextEncoder().encode("über")), type: "text/csv; charset=utf-8" };
    const cases: [ContentInput, Around, Partial<Content>][] = [
      [{ text: "über" }, {}, { name: "text.txt", mimeType: "text/plain", size: 5 }],
      [{ base64: "w7xiZXI=" }, {}, { name: "file", mimeType: "application/octet-stream", size: 5 }],
      [{ file: new File(["über"], "a.txt", { type: "Text/HTML;charset=utf-8" }) }, {}, {
        name: "a.txt",
        mimeType: "text/html",
        size: 5,
      }],
      [{}, { raw }, { name: "file", mimeType: "text/csv", size: undefined }],
    ];
    for (const [input, around, expected] of cases) {
      const content = await open(input, around).content;
      expect(content).toMatchObject(expected);
      expect(await read(content)).toMatch(/^ü?ber$/);
    }
  });

  it("takes name, type and size from the caller first", async () => {
    const content = await open({ text: "x", name: "b.csv", mimeType: "text/csv", size: 1 }).content;
    expect(content).toMatchObject({ name: "b.csv", mimeType: "text/csv", size: 1 });
  });

  it("wants exactly one source", async () => {
    const around = { path: "attachments[2]" };
    for (const input of [{}, { text: "a", base64: "YQ==" }, { file: new File([], "a"), fileUrl: FILE_URL }]) {
      const error = await refusal(open(input, around).content);
      expect(error).toMatchObject({
        code: "invalid_input",
        details: { issues: [{ path: "attachments[2]" }] },
      });
    }
    const raw = { stream: null, type: "text/plain" };
    expect((await refusal(open({ text: "a" }, { raw }).content)).code).toBe("invalid_input");
  });

  it("takes empty text as content without bytes", async () => {
    const content = await open({ text: "" }).content;
    expect(content.size).toBe(0);
    expect(await read(content)).toBe("");
  });

  it("refuses what is no base64, and inline content over its cap", async () => {
    const noBase64 = await refusal(open({ base64: "!" }, { path: "files[0]" }).content);
    expect(noBase64.details.issues?.[0]?.path).toBe("files[0].base64");
    for (const input of [{ text: "x".repeat(5_000_001) }, { base64: "AAAA".repeat(1_666_667) }]) {
      expect((await refusal(open(input).content)).code).toBe("payload_too_large");
    }
  });

  it("refuses content over the function's limit before reading it", async () => {
    expect((await refusal(open({ text: "x".repeat(MAX + 1) }).content)).code).toBe("payload_too_large");
    expect((await refusal(open({ text: "x", size: MAX + 1 }).content)).code).toBe("payload_too_large");
  });

  it("makes names and types that are fit for headers", async () => {
    const names = [["..\\..\\a.txt", "a.txt"], ["/etc/passwd", "passwd"], ["a\r\nb\u0000.txt", "ab.txt"], [
      "dir/",
      "file",
    ]];
    for (const [given = "", expected] of names) {
      const content = await open({ file: new File(["x"], given), name: given }).content;
      expect(content.name).toBe(expected);
    }
    for (const type of ["", "text", "text/", "text/html\r\nx: y", "a b/c", `${"a".repeat(200)}/b`]) {
      const raw = { stream: streamed(), type };
      expect((await open({}, { raw }).content).mimeType).toBe("application/octet-stream");
    }
    const input = z.strictObject(contentFields);
    expect(input.safeParse({ text: "x", mimeType: "text/html\r\nx: y" }).success).toBe(false);
  });
});

describe("fileUrl", () => {
  it("asks Base44's storage for plain bytes and sends nothing else", async () => {
    const provider = () =>
      new Response("hello", {
        headers: { "content-type": "text/plain; charset=utf-8", "content-length": "5" },
      });
    const { world, content } = open({ fileUrl: FILE_URL }, { provider });
    expect(await content).toMatchObject({ name: "report ü.txt", mimeType: "text/plain", size: 5 });
    expect(await read(await content)).toBe("hello");
    expect([...world.sent[0]?.headers ?? []]).toEqual([["accept-encoding", "identity"]]);
  });

  it("does not know the size of what comes compressed, or without a length", async () => {
    const headers = [{ "content-length": "5", "content-encoding": "gzip" }, {}];
    for (const header of headers) {
      const provider = () => new Response("hello", { headers: new Headers(Object.entries(header)) });
      expect((await open({ fileUrl: FILE_URL }, { provider }).content).size).toBeUndefined();
    }
  });

  it.each([
    "http://base44.app/a",
    "https://base44.app.example.com/a",
    "https://example.com/base44.app",
    "https://evil-base44.app/a",
    "https://user:secret@base44.app/a",
    "https://base44.app:8443/a",
    "https://base44.app@example.com/a",
    "https://127.0.0.1/a",
    "https://[::1]/a",
    "https://169.254.169.254/latest/meta-data",
    "file:///etc/passwd",
    "data:text/plain,hello",
  ])("asks nobody for %s", async (fileUrl) => {
    const { world, content } = open({ fileUrl });
    expect(await refusal(content)).toMatchObject({
      code: "invalid_input",
      details: { issues: [{ path: "fileUrl" }] },
    });
    expect(world.sent).toEqual([]);
  });

  it("checks every hop of a redirect, and follows three", async () => {
    const to = (location: string) => new Response(null, { status: 302, headers: { location } });
    const away = open({ fileUrl: FILE_URL }, { provider: () => to("https://169.254.169.254/latest") });
    expect((await refusal(away.content)).code).toBe("invalid_input");
    expect(away.world.sent).toHaveLength(1);

    const endless = open({ fileUrl: FILE_URL }, { provider: () => to("/again") });
    expect((await refusal(endless.content)).code).toBe("invalid_input");
    expect(endless.world.sent).toHaveLength(4);

    const once = open({ fileUrl: FILE_URL }, {
      provider: (_, index) => index === 0 ? to("https://media.base44.com/b.txt") : new Response("hello"),
    });
    expect(await once.content).toMatchObject({ name: "b.txt" });
    expect(once.world.sent.map(({ url }) => url.href)).toEqual([FILE_URL, "https://media.base44.com/b.txt"]);
  });

  it("says what is wrong where there is no file", async () => {
    const missing = await refusal(
      open({ fileUrl: FILE_URL }, { provider: () => new Response("Not found", { status: 404 }) }).content,
    );
    expect(missing.message).toContain("404");
    const down = await refusal(open({ fileUrl: FILE_URL }, { provider: () => "reset" }).content);
    expect(down).toMatchObject({ code: "platform_unavailable", retryable: true });
  });
});

describe("fileUri", () => {
  const privateFiles = { "private/a.txt": "https://signed.example.com/x/a.txt?token=1" };

  it("reads what Base44 signs for the caller, wherever that is", async () => {
    const provider = () => new Response("hello");
    const { world, content } = open({ fileUri: "private/a.txt" }, { provider, privateFiles });
    expect(await read(await content)).toBe("hello");
    expect(world.base44.calls).toEqual(["signFile"]);
  });

  it("does not trust where that redirects to", async () => {
    const provider = () =>
      new Response(null, { status: 302, headers: { location: "https://signed.example.com/b" } });
    const { world, content } = open({ fileUri: "private/a.txt" }, { provider, privateFiles });
    expect((await refusal(content)).details.issues?.[0]?.path).toBe("fileUri");
    expect(world.sent).toHaveLength(1);
  });

  it("tells nothing about files of others", async () => {
    const { world, content } = open({ fileUri: "private/b.txt" }, { privateFiles, path: "files[1]" });
    expect((await refusal(content)).details.issues?.[0]?.path).toBe("files[1].fileUri");
    expect(world.sent).toEqual([]);
  });
});

describe("withContent", () => {
  it("closes a source that was not read, and leaves alone one that is", async () => {
    for (const reads of [false, true]) {
      let cancelled = 0;
      const stream = new ReadableStream<Uint8Array>({
        pull: (controller) => controller.close(),
        cancel: () => {
          cancelled++;
        },
      }, { highWaterMark: 0 });
      const world = createWorld();
      const raw = { stream, type: "text/plain" };
      const context = { environment: world.environment, base44: world.base44, signal: SIGNAL, raw };
      const result = withContent(context, {}, MAX, async (content) => {
        if (reads) return await readContent(content, MAX, SIGNAL);
        throw new FunctionError("not_found", "no such folder");
      });
      expect(await result.then(() => "read", (error: FunctionError) => error.code)).toBe(
        reads ? "read" : "not_found",
      );
      expect(cancelled).toBe(reads ? 0 : 1);
    }
  });
});

describe("readChunks", () => {
  const parts = fc.array(fc.uint8Array({ maxLength: 12 }), { maxLength: 8 });

  it("cuts any content into chunks of the size, whatever pieces it comes in", async () => {
    await fc.assert(
      fc.asyncProperty(parts, fc.integer({ min: 1, max: 9 }), fc.boolean(), async (parts, size, known) => {
        const whole = parts.flatMap((part) => [...part]);
        const bytes: number[] = [];
        const ends: boolean[] = [];
        for await (
          const chunk of readChunks(sized(known ? whole.length : undefined, ...parts), size, MAX, SIGNAL)
        ) {
          expect(chunk.start).toBe(bytes.length);
          bytes.push(...chunk.bytes);
          ends.push(chunk.isLast);
          if (!chunk.isLast) expect(chunk.bytes).toHaveLength(size);
        }
        expect(bytes).toEqual(whole);
        const count = Math.max(1, Math.ceil(whole.length / size));
        expect(ends).toEqual(Array.from({ length: count }, (_, index) => index === count - 1));
      }),
    );
  });

  it("hands out no last chunk of content with another size than announced", async () => {
    await fc.assert(
      fc.asyncProperty(
        parts,
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: -9, max: 9 }),
        async (parts, size, difference) => {
          const length = parts.reduce((sum, part) => sum + part.length, 0);
          fc.pre(difference !== 0 && length + difference >= 0);
          const lasts: boolean[] = [];
          const reading = (async () => {
            for await (
              const { isLast } of readChunks(sized(length + difference, ...parts), size, MAX, SIGNAL)
            ) {
              lasts.push(isLast);
            }
          })();
          expect(await refusal(reading)).toMatchObject({ code: "invalid_request", outcome: "not_done" });
          expect(lasts).not.toContain(true);
        },
      ),
    );
  });

  it("stops at the limit where the size is not known", async () => {
    const error = await refusal(
      readContent(sized(undefined, new Uint8Array(MAX), new Uint8Array(1)), MAX, SIGNAL),
    );
    expect(error).toMatchObject({ code: "payload_too_large", details: { params: { limit: MAX } } });
    expect(await readContent(sized(undefined, new Uint8Array(MAX)), MAX, SIGNAL)).toHaveLength(MAX);
  });

  it("uses the same memory for every chunk", async () => {
    const buffers = new Set<ArrayBuffer>();
    for await (const { bytes } of readChunks(sized(undefined, new Uint8Array(50)), 8, MAX, SIGNAL)) {
      buffers.add(bytes.buffer);
    }
    expect(buffers.size).toBe(1);
  });

  it("closes the source when nobody wants more", async () => {
    let cancelled = false;
    const stream = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(8)),
      cancel: () => {
        cancelled = true;
      },
    });
    for await (const { isLast } of readChunks({ ...sized(undefined), stream }, 8, MAX, SIGNAL)) {
      expect(isLast).toBe(false);
      break;
    }
    expect(cancelled).toBe(true);
  });

  it("says so where the source breaks off, and where the time is up", async () => {
    const broken = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.error(new Error("lost")),
    });
    const error = await refusal(readContent({ ...sized(undefined), stream: broken }, MAX, SIGNAL));
    expect(error).toMatchObject({ code: "platform_unavailable", retryable: true });

    const silent = new ReadableStream<Uint8Array>({ pull: () => new Promise(() => {}) });
    const controller = new AbortController();
    const reading = refusal(readContent({ ...sized(undefined), stream: silent }, MAX, controller.signal));
    controller.abort(new Error("time budget"));
    expect((await reading).message).toContain("within the time");
  });
});
