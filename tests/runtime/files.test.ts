/**
 * File content from every source, up to its limits, and from no address but Base44's own.
 *
 * @module
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RawBody } from "../../shared/runtime/body.ts";
import {
  type Content,
  contentFields,
  type ContentInput,
  FILE_BODY_LIMIT,
  FILE_HOSTS,
  MAX_FILE_BYTES,
  MAX_INLINE_BYTES,
  openContent,
  readContent,
  withContent,
} from "../../shared/runtime/files.ts";
import * as z from "../../shared/runtime/zod.ts";
import type { Provider } from "../support/provider.ts";
import { createWorld, type World } from "../support/world.ts";
import { ask, defineLocal } from "./subject.ts";

const MEGABYTE = 1_000_000;
const FILE_URL = "https://media.base44.com/images/public/app/a%20b.png";
const free = new AbortController().signal;

interface Opened {
  world: World;
  content: Content;
}

async function open(
  input: ContentInput,
  { world = createWorld(), max = MEGABYTE, raw, path }: {
    world?: World;
    max?: number;
    raw?: RawBody;
    path?: string;
  } = {},
): Promise<Opened> {
  const { environment, base44 } = world;
  return { world, content: await openContent({ environment, base44, signal: free, raw }, input, max, path) };
}

function storage(provider: Provider): World {
  return createWorld({ provider });
}

const file = (body = "content", headers: Record<string, string> = {}) => () =>
  new Response(body, { headers });

async function textOf(content: Content, max = MEGABYTE): Promise<string> {
  return new TextDecoder().decode(await readContent(content, max, free));
}

describe("every function that takes content takes the same sources", () => {
  it("`file`, `fileUrl`, `fileUri`, `text`, `base64`, with a name, a type and a size", () => {
    expect(Object.keys(contentFields)).toEqual([
      "file",
      "fileUrl",
      "fileUri",
      "text",
      "base64",
      "name",
      "mimeType",
      "size",
    ]);
  });

  it("`file`", async () => {
    const { content } = await open({ file: new File(["content"], "a.txt", { type: "text/csv" }) });
    expect(content).toMatchObject({ name: "a.txt", mimeType: "text/csv", size: 7 });
    expect(await textOf(content)).toBe("content");
  });

  it("`fileUrl`", async () => {
    const world = storage(file("content", { "content-type": "image/png; x=y", "content-length": "7" }));
    const { content } = await open({ fileUrl: FILE_URL }, { world });
    expect(content).toMatchObject({ name: "a b.png", mimeType: "image/png", size: 7 });
    expect(await textOf(content)).toBe("content");
  });

  it("`fileUri`", async () => {
    const world = storage(file());
    const { content } = await open({ fileUri: "private/a.pdf" }, { world });
    expect(world.base44.calls).toEqual(["signFile"]);
    expect(world.sent.map(({ url }) => url.href)).toEqual([await world.base44.signFile("private/a.pdf")]);
    expect(await textOf(content)).toBe("content");
  });

  it("`text`, also empty", async () => {
    const { content } = await open({ text: "é😀" });
    expect(content).toMatchObject({ mimeType: "text/plain", size: 6 });
    expect(await textOf(content)).toBe("é😀");
    expect((await open({ text: "" })).content.size).toBe(0);
  });

  it("`base64`, of either alphabet, also empty", async () => {
    const { content } = await open({ base64: "_-8=" });
    expect(content).toMatchObject({ mimeType: "application/octet-stream", size: 2 });
    expect(await readContent(content, MEGABYTE, free)).toEqual(new Uint8Array([0xff, 0xef]));
    expect((await open({ base64: "" })).content.size).toBe(0);
  });

  it("the raw body", async () => {
    const raw = { stream: new Blob(["content"]).stream(), type: "image/png", size: 7 };
    const { content } = await open({ name: "a.png" }, { raw });
    expect(content).toMatchObject({ name: "a.png", mimeType: "image/png", size: 7 });
    expect(await textOf(content)).toBe("content");
    const empty = await open({}, { raw: { stream: null, type: "" } });
    expect([empty.content.mimeType, await textOf(empty.content)]).toEqual(["application/octet-stream", ""]);
  });

  it("a name, a type and a size that the caller gives count", async () => {
    const given = { name: "other.csv", mimeType: "text/csv", size: 7 };
    expect((await open({ text: "content", ...given })).content).toMatchObject(given);
  });

  it("a type that nobody gives is octet-stream, a name that nobody gives is file", async () => {
    const world = storage(() => new Response(new TextEncoder().encode("x")));
    const { content } = await open({ fileUrl: "https://base44.app/" }, { world });
    expect(content).toMatchObject({ name: "file", mimeType: "application/octet-stream" });
    expect((await open({ file: new File(["x"], "a") })).content.mimeType).toBe("application/octet-stream");
  });

  it("exactly one source", async () => {
    const sources: ContentInput = {
      file: new File([], "a"),
      fileUrl: FILE_URL,
      fileUri: "a",
      text: "",
      base64: "",
    };
    const names = Object.keys(sources) as (keyof typeof sources)[];
    await expect(open({})).rejects.toMatchObject({ code: "invalid_input" });
    for (const one of names) {
      for (const other of names.filter((name) => name !== one)) {
        const two = Object.fromEntries([one, other].map((name) => [name, sources[name]]));
        const world = createWorld();
        await expect(open(two, { world })).rejects.toMatchObject({ code: "invalid_input" });
        expect(world.base44.calls).toEqual([]);
      }
      const raw = { stream: null, type: "" };
      await expect(open({ [one]: sources[one] }, { raw })).rejects.toMatchObject({ code: "invalid_input" });
    }
  });

  it("the path of a field within the input", async () => {
    const at = (input: ContentInput) => open(input, { path: "attachments[1]" });
    await expect(at({})).rejects.toMatchObject({ details: { issues: [{ path: "attachments[1]" }] } });
    await expect(at({ base64: "?" })).rejects.toMatchObject({
      details: { issues: [{ path: "attachments[1].base64" }] },
    });
    await expect(at({ fileUrl: "https://evil.example/" })).rejects.toMatchObject({
      details: { issues: [{ path: "attachments[1].fileUrl" }] },
    });
  });

  it.each([
    ["a/b/c.txt", "c.txt"],
    ["..\\..\\c.txt", "c.txt"],
    ["../../etc/passwd", "passwd"],
    ["a\u0000b\r\nc.txt", "abc.txt"],
    ["a/", "file"],
    [".", "file"],
    ["..", "file"],
    ["a/..", "file"],
    [".hidden", ".hidden"],
    ["Übersicht 2026.pdf", "Übersicht 2026.pdf"],
  ])("a name is no path, and has no control characters: %j is %j", async (name, expected) => {
    expect((await open({ text: "x", name })).content.name).toBe(expected);
    expect((await open({ file: new File(["x"], name) })).content.name).toBe(expected);
  });

  it("a name in an address is no path either", async () => {
    const world = storage(file());
    const name = async (last: string) =>
      (await open({ fileUrl: `https://base44.app/files/${last}` }, { world })).content.name;
    expect(await name("a%2Fb%2F..%2Fc.txt")).toBe("c.txt");
    expect(await name("100%.txt")).toBe("100%.txt");
    expect(await name("a%0D%0Ab.txt?x=/y.txt")).toBe("ab.txt");
  });

  it("through a function, as the SDK sends it", async () => {
    const handler = defineLocal({
      input: z.strictObject({ ...contentFields, folderId: z.string().optional() }),
      limits: { body: FILE_BODY_LIMIT },
      async run({ input, ...context }) {
        const content = await openContent(context, input as ContentInput, MEGABYTE);
        return { name: content.name, text: await textOf(content) };
      },
    });
    const asked = async (input: unknown) =>
      (await ask(createWorld({ provider: file() }), handler, input)).body;
    expect(await asked({ file: new File(["content"], "a.txt"), folderId: null })).toEqual({
      name: "a.txt",
      text: "content",
    });
    expect(await asked({ base64: "Y29udGVudA==", name: "b.txt" })).toEqual({
      name: "b.txt",
      text: "content",
    });
    expect(await asked({ file_url: "https://base44.app/c.txt" })).toEqual({ name: "c.txt", text: "content" });
    expect(await asked({})).toMatchObject({ code: "invalid_input" });
  });
});

describe("caps on decoded bytes", () => {
  const base64 = (bytes: number) => Buffer.alloc(bytes, 0x61).toString("base64");

  it("`base64`: decoded bytes, not letters", async () => {
    expect((await open({ base64: base64(MAX_INLINE_BYTES) }, { max: MAX_INLINE_BYTES })).content.size).toBe(
      MAX_INLINE_BYTES,
    );
    await expect(open({ base64: base64(MAX_INLINE_BYTES + 1) }, { max: 10 * MEGABYTE })).rejects
      .toMatchObject({
        code: "payload_too_large",
        details: { params: { limit: MAX_INLINE_BYTES } },
      });
  });

  it("`text`: bytes, not letters", async () => {
    const half = MAX_INLINE_BYTES / 2;
    expect((await open({ text: "é".repeat(half) }, { max: MAX_INLINE_BYTES })).content.size).toBe(
      MAX_INLINE_BYTES,
    );
    await expect(open({ text: "é".repeat(half + 1) }, { max: 10 * MEGABYTE })).rejects.toMatchObject({
      code: "payload_too_large",
    });
  });

  it("`file`: 20 MB, in the schema", () => {
    const sized = (size: number) => new File([new Uint8Array(size)], "a");
    expect(contentFields.file.safeParse(sized(MAX_FILE_BYTES)).success).toBe(true);
    expect(contentFields.file.safeParse(sized(MAX_FILE_BYTES + 1)).success).toBe(false);
  });

  it("the function's own cap, for each source that knows its size", async () => {
    const world = storage(file("content", { "content-length": "7" }));
    const inputs: ContentInput[] = [
      { file: new File(["content"], "a") },
      { text: "content" },
      { base64: "Y29udGVudA==" },
      { fileUrl: FILE_URL },
      { fileUri: "a" },
    ];
    for (const input of inputs) {
      await expect(open(input, { world, max: 6 })).rejects.toMatchObject({
        code: "payload_too_large",
        details: { params: { limit: 6 } },
      });
      expect(await textOf((await open(input, { world, max: 7 })).content)).toBe("content");
    }
    const raw = { stream: null, type: "", size: 7 };
    await expect(open({}, { raw, max: 6 })).rejects.toMatchObject({ code: "payload_too_large" });
  });

  it("while reading, for sources that do not", async () => {
    const { content } = await open({ fileUrl: FILE_URL }, { world: storage(file("content")), max: 6 });
    expect(content.size).toBeUndefined();
    await expect(readContent(content, 6, free)).rejects.toMatchObject({ code: "payload_too_large" });
  });

  it("a size that the caller makes up opens no larger content", async () => {
    const world = storage(file("content", { "content-length": "7" }));
    const { content } = await open({ fileUrl: FILE_URL, size: 3 }, { world, max: 5 });
    await expect(readContent(content, 5, free)).rejects.toThrow();
    await expect(open({ text: "x", size: 10 }, { max: 5 })).rejects.toMatchObject({
      code: "payload_too_large",
    });
  });

  it.each([NaN, Infinity, -1, 0.5])("a length that is none caps all the same: %d", async (size) => {
    let pulled = 0;
    const stream = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.enqueue(new Uint8Array(100));
        if (++pulled === 50) controller.close();
      },
    }, { highWaterMark: 0 });
    const read = async () => {
      const { content } = await open({}, { raw: { stream, type: "image/png", size }, max: 1_000 });
      return await readContent(content, 1_000, free);
    };
    await expect(read()).rejects.toMatchObject({
      code: expect.stringMatching(/^(payload_too_large|invalid_request)$/),
    });
    expect(pulled).toBeLessThan(12);
  });

  it("a content-length that is no number is no size", async () => {
    for (const length of ["nonsense", "7x", "-7", ""]) {
      const world = createWorld();
      world.environment.fetch = () =>
        Promise.resolve(new Response("content", { headers: { "content-length": length } }));
      const { content } = await open({ fileUrl: FILE_URL }, { world });
      expect(content.size).toBeUndefined();
      expect(await textOf(content)).toBe("content");
    }
  });
});

describe("`base64` that is none", () => {
  it.each(["?", "a", "abc=d", "YQ==YQ==", "Y_+Q", "<html>", "data:text/plain;base64,YQ=="])(
    "%j",
    async (base64) => {
      await expect(open({ base64 })).rejects.toMatchObject({
        code: "invalid_input",
        details: { issues: [{ path: "base64", message: "expected base64" }] },
      });
    },
  );
});

describe("`fileUrl` (Base44's file hosts)", () => {
  it.each(FILE_HOSTS)("%s is asked", async (host) => {
    const world = storage(file());
    await open({ fileUrl: `https://${host}/a` }, { world });
    expect(world.sent.map(({ url }) => url.host)).toEqual([host]);
  });

  it.each([
    "https://evil.example/a",
    "https://base44.app.evil.example/a",
    "https://evilbase44.app/a",
    "https://sub.base44.app/a",
    "https://base44.app./a",
    "https://base44.app:8443/a",
    "http://base44.app/a",
    "https://user:password@base44.app/a",
    "https://base44.app@evil.example/a",
    "https://evil.example/#@base44.app/a",
    "https://other.supabase.co/a",
    "https://127.0.0.1/a",
    "https://localhost/a",
    "https://[::1]/a",
    "https://169.254.169.254/latest/meta-data",
    "https://metadata.google.internal/",
    "https://api.acme.example/v1/",
    "ftp://base44.app/a",
    "file:///etc/passwd",
    "data:text/plain,x",
    "blob:https://base44.app/a",
    "javascript:alert(1)",
  ])("%s is not", async (fileUrl) => {
    const world = storage(file());
    await expect(open({ fileUrl }, { world })).rejects.toMatchObject({
      code: "invalid_input",
      details: { issues: [{ path: "fileUrl" }] },
    });
    expect(world.sent).toEqual([]);
  });

  it("no other host, whatever the address", async () => {
    await fc.assert(
      fc.asyncProperty(fc.webUrl({ withQueryParameters: true, withFragments: true }), async (fileUrl) => {
        const world = storage(file());
        await open({ fileUrl }, { world }).catch(() => {});
        for (const { url } of world.sent) expect(FILE_HOSTS).toContain(url.host);
      }),
    );
  });

  it("never the provider token, nor Base44's: nothing but what to accept goes along", async () => {
    const world = storage(file());
    await open({ fileUrl: FILE_URL }, { world });
    await open({ fileUri: "private/a" }, { world });
    for (const { method, headers } of world.sent) {
      expect(method).toBe("GET");
      expect(Object.fromEntries(headers)).toEqual({ "accept-encoding": "identity" });
    }
  });

  it("a compressed body's length is not the file's", async () => {
    const world = storage(file("content", { "content-length": "3", "content-encoding": "gzip" }));
    const { content } = await open({ fileUrl: FILE_URL }, { world });
    expect([content.size, await textOf(content)]).toEqual([undefined, "content"]);
  });

  it("a file without bytes is a file", async () => {
    for (const body of ["", null]) {
      const world = storage(() => new Response(body, { headers: { "content-length": "0" } }));
      const { content } = await open({ fileUrl: FILE_URL }, { world });
      expect([content.size, await textOf(content)]).toEqual([0, ""]);
    }
  });

  it.each([400, 401, 403, 404, 410])("%i: there is no such file", async (status) => {
    const world = storage(() => new Response("<html>", { status }));
    await expect(open({ fileUrl: FILE_URL }, { world })).rejects.toMatchObject({
      code: "invalid_input",
      details: { issues: [{ path: "fileUrl", message: expect.stringContaining(String(status)) }] },
    });
  });

  it.each([429, 500, 502, 503])("%i: Base44 itself failed", async (status) => {
    const world = storage(() => new Response("<html>", { status }));
    await expect(open({ fileUrl: FILE_URL }, { world })).rejects.toMatchObject({
      code: "platform_unavailable",
    });
  });

  it("a lost connection: Base44 itself failed", async () => {
    await expect(open({ fileUrl: FILE_URL }, { world: storage(() => "reset") })).rejects.toMatchObject({
      code: "platform_unavailable",
    });
  });
});

describe('`redirect: "manual"`, hops checked', () => {
  const chain = (...locations: string[]): Provider => (_, index) => {
    const location = locations[index];
    return location === undefined ? file()() : new Response(null, { status: 302, headers: { location } });
  };
  const hosts = (world: World) => world.sent.map(({ url }) => url.host);

  it.each([301, 302, 303, 307, 308])("%i to a listed host is followed", async (status) => {
    const world = storage((_, index) =>
      index === 0
        ? new Response(null, { status, headers: { location: "https://base44.app/b.txt" } })
        : file()()
    );
    const { content } = await open({ fileUrl: FILE_URL }, { world });
    expect([content.name, await textOf(content)]).toEqual(["b.txt", "content"]);
  });

  it("a relative hop stays on its host", async () => {
    const world = storage(chain("../b.txt"));
    await open({ fileUrl: FILE_URL }, { world });
    expect(world.sent.map(({ url }) => url.href)).toEqual([
      FILE_URL,
      "https://media.base44.com/images/public/b.txt",
    ]);
  });

  it.each([
    "https://evil.example/",
    "http://base44.app/",
    "//evil.example/",
    "https://127.0.0.1/",
    "file:///etc/passwd",
    "https://u@base44.app/",
  ])(
    "a hop to %s is not followed",
    async (location) => {
      for (const path of [[location], ["https://base44.app/b", location]]) {
        const world = storage(chain(...path));
        await expect(open({ fileUrl: FILE_URL }, { world })).rejects.toMatchObject({ code: "invalid_input" });
        expect(hosts(world).every((host) => FILE_HOSTS.includes(host))).toBe(true);
        expect(world.sent).toHaveLength(path.length);
      }
    },
  );

  it("three hops and no more", async () => {
    const hop = "https://base44.app/next";
    expect(
      await textOf((await open({ fileUrl: FILE_URL }, { world: storage(chain(hop, hop, hop)) })).content),
    ).toBe("content");
    const world = storage(chain(hop, hop, hop, hop));
    await expect(open({ fileUrl: FILE_URL }, { world })).rejects.toMatchObject({ code: "invalid_input" });
    expect(world.sent).toHaveLength(4);
  });

  it.each([undefined, "", "https://["])("a redirect that leads nowhere is no file: %j", async (location) => {
    const headers = location === undefined ? {} : { location };
    const world = storage((_, index) => new Response(null, { status: index < 3 ? 302 : 404, headers }));
    await expect(open({ fileUrl: FILE_URL }, { world })).rejects.toMatchObject({ code: "invalid_input" });
  });

  it("the fetch does not follow by itself", async () => {
    const world = createWorld();
    const modes: unknown[] = [];
    world.environment.fetch = (_, init) => {
      modes.push(init?.redirect);
      return Promise.resolve(new Response("x"));
    };
    await open({ fileUrl: FILE_URL }, { world });
    expect(modes).toEqual(["manual"]);
  });
});

describe("private Base44 files (`fileUri`) are signed as the caller, never as the service", () => {
  it("one that the caller may not read is the caller's input", async () => {
    for (const status of [400, 401, 403, 404]) {
      const world = storage(file());
      world.base44.signFile = () => Promise.reject(Object.assign(new Error("x"), { status }));
      await expect(open({ fileUri: "private/a" }, { world })).rejects.toMatchObject({
        code: "invalid_input",
        details: { issues: [{ path: "fileUri" }] },
      });
      expect(world.sent).toEqual([]);
    }
  });

  it.each([
    Object.assign(new Error("x"), { status: 503 }),
    Object.assign(new Error("x"), { status: 429 }),
    new TypeError("fetch failed"),
  ])(
    "where Base44 does not answer it is nobody's input: %o",
    async (error) => {
      const world = createWorld();
      world.base44.signFile = () => Promise.reject(error);
      await expect(open({ fileUri: "private/a" }, { world })).rejects.toMatchObject({
        code: "platform_unavailable",
      });
    },
  );

  it.each(["", "nonsense", "http://base44.app/a", "file:///etc/passwd"])(
    "an address that is none: %j",
    async (address) => {
      const world = storage(file());
      world.base44.signFile = () => Promise.resolve(address);
      await expect(open({ fileUri: "private/a" }, { world })).rejects.toMatchObject({
        code: expect.stringMatching(/^(platform_unavailable|invalid_input)$/),
      });
      expect(world.sent).toEqual([]);
    },
  );

  it("the signed address may lie anywhere, its hops may not", async () => {
    const world = storage((_, index) =>
      index === 0
        ? new Response(null, { status: 302, headers: { location: "https://evil.example/" } })
        : file()()
    );
    world.base44.signFile = () => Promise.resolve("https://storage.example/signed");
    await expect(open({ fileUri: "private/a" }, { world })).rejects.toMatchObject({ code: "invalid_input" });
    expect(world.sent.map(({ url }) => url.host)).toEqual(["storage.example"]);
  });

  it("the signed address stays out of messages", async () => {
    const world = storage(() => new Response(null, { status: 404 }));
    world.base44.signFile = () => Promise.resolve("https://storage.example/a?signature=secret");
    const error = await open({ fileUri: "private/a" }, { world }).catch((reason: unknown) => reason);
    expect(JSON.stringify(error) + String(error)).not.toContain("secret");
  });
});

describe("content that is opened is closed", () => {
  function source(): { world: World; cancelled: () => boolean } {
    let cancelled = false;
    const body = () =>
      new ReadableStream({
        pull: (controller) => controller.enqueue(new TextEncoder().encode("content")),
        cancel() {
          cancelled = true;
        },
      }, { highWaterMark: 0 });
    return { world: storage(() => new Response(body())), cancelled: () => cancelled };
  }

  it("where its use fails before it has read anything", async () => {
    const { world: { environment, base44 }, cancelled } = source();
    const use = () => Promise.reject(new Error("no session"));
    const context = { environment, base44, signal: free, raw: undefined };
    await expect(withContent(context, { fileUrl: FILE_URL }, MEGABYTE, use)).rejects.toThrow("no session");
    expect(cancelled()).toBe(true);
  });

  it("where it turns out to be too large", async () => {
    const { world, cancelled } = source();
    const { content } = await open({ fileUrl: FILE_URL }, { world, max: 10 });
    await expect(readContent(content, 10, free)).rejects.toMatchObject({ code: "payload_too_large" });
    expect(cancelled()).toBe(true);
  });

  it("where its length says that it is too large", async () => {
    let cancelled = false;
    const body = new ReadableStream({
      cancel() {
        cancelled = true;
      },
    });
    const world = storage(() => new Response(body, { headers: { "content-length": "100" } }));
    await expect(open({ fileUrl: FILE_URL }, { world, max: 10 })).rejects.toMatchObject({
      code: "payload_too_large",
    });
    expect(cancelled).toBe(true);
  });
});
