/**
 * Reading a request's body: which types are taken, up to which size, and what is refused.
 *
 * @module
 */
import { describe, expect, it } from "vitest";
import { type BodyRules, readBody } from "../../shared/runtime/body.ts";
import { FunctionError } from "../../shared/runtime/errors.ts";
import * as z from "../../shared/runtime/zod.ts";
import { platformHeaders } from "../support/base44.ts";
import { createWorld } from "../support/world.ts";
import { ADDRESS, ask, defineLocal, deliver, post } from "./subject.ts";

const RULES: BodyRules = { limit: 1_000, multipart: false, raw: false };

async function refusal(request: Request, rules: Partial<BodyRules> = {}): Promise<unknown> {
  try {
    return await readBody(request, { ...RULES, ...rules });
  } catch (error) {
    if (error instanceof FunctionError) return error.code;
    throw error;
  }
}

async function values(request: Request, rules: Partial<BodyRules> = {}): Promise<unknown> {
  return (await readBody(request, { ...RULES, ...rules })).values;
}

/** A body that arrives in pieces, without a length. */
function pieces(...parts: string[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const part of parts) controller.enqueue(new TextEncoder().encode(part));
      controller.close();
    },
  });
}

describe("JSON", () => {
  it.each(["", " ", "\n\t ", "\uFEFF"])("an empty body is `{}`: %j", async (body) => {
    expect(await values(post(body))).toEqual({});
  });

  it("no body at all is `{}`", async () => {
    expect(await values(new Request(ADDRESS, { method: "POST" }))).toEqual({});
  });

  it.each(["null", "true", "7", '"text"', "[]", '[{"text":"Hi"}]'])(
    "refuses %s: expected an object",
    async (body) => {
      await expect(readBody(post(body), RULES)).rejects.toMatchObject({
        code: "invalid_request",
        message: expect.stringMatching(/^Expected a JSON object: the body is /),
      });
    },
  );

  it.each(["{", '{"text": "Hi"', "{'text': 1}", "text=Hi", "<html>", '{"a":1}{"b":2}', "NaN", "undefined"])(
    "refuses %j: expected JSON",
    async (body) => {
      expect(await refusal(post(body))).toBe("invalid_request");
    },
  );

  it("quotes nothing of a body that cannot be read", async () => {
    const { text } = await deliver(createWorld(), defineLocal(), post('{"text": private words'));
    expect(text).not.toContain("private");
  });

  it.each([
    "application/json",
    "application/json; charset=utf-8",
    "Application/JSON;charset=UTF-8",
    "application/cloudevents+json",
    "",
  ])("takes the type %j", async (type) => {
    expect(await values(post('{"a":1}', { "content-type": type }))).toEqual({ a: 1 });
  });

  it("reads a body in pieces, split anywhere", async () => {
    const [first, second] = [
      new Uint8Array([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xf0, 0x9f]),
      new Uint8Array([0x98, 0x80, 0x22, 0x7d]),
    ];
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(first);
        controller.enqueue(second);
        controller.close();
      },
    });
    expect(await values(post(body))).toEqual({ a: "😀" });
  });

  it("a body that breaks off is `invalid_request`", async () => {
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('{"a":'));
        controller.error(new Error("connection lost"));
      },
    });
    expect(await refusal(post(body))).toBe("invalid_request");
  });

  it.each([["[", "]"], ['{"a":', "}"]])(
    "a body nested thousands of times is 4xx, never a 500: %s",
    async (open, close) => {
      const depth = 100_000;
      const handler = defineLocal({ input: z.strictObject({ blocks: z.unknown() }) });
      const request = post(`{"blocks":${open.repeat(depth)}1${close.repeat(depth)}}`);
      const { status, body } = await deliver(createWorld(), handler, request);
      expect([status, body.code]).toEqual([400, "invalid_request"]);
    },
  );

  it("also for a schema that is nested itself, in JSON and in a form", async () => {
    interface Filter {
      and: Filter[];
    }
    const Filter: z.ZodType<Filter> = z.lazy(() => z.strictObject({ and: z.array(Filter) }));
    const handler = defineLocal({ input: z.strictObject({ where: Filter, file: z.file().optional() }) });
    const depth = 20_000;
    const where = `${'{"and":['.repeat(depth)}${"]}".repeat(depth)}`;
    const form = new FormData();
    form.append("where", where);
    for (const request of [post(`{"where":${where}}`), post(form)]) {
      expect((await deliver(createWorld(), handler, request)).status).toBe(400);
    }
  });
});

describe("up to its limit (413)", () => {
  const large = JSON.stringify({ text: "x".repeat(1_000) });

  it("refused by its content-length, without being read", async () => {
    let read = false;
    const body = new ReadableStream({
      pull() {
        read = true;
      },
    }, { highWaterMark: 0 });
    expect(await refusal(post(body, { "content-length": "1001" }))).toBe("payload_too_large");
    expect(read).toBe(false);
  });

  it("refused without a content-length as soon as it is longer, without waiting for its end", async () => {
    let pulled = 0;
    const endless = new ReadableStream({
      pull(controller) {
        pulled++;
        controller.enqueue(new TextEncoder().encode("x".repeat(400)));
      },
    }, { highWaterMark: 0 });
    expect(await refusal(post(endless))).toBe("payload_too_large");
    expect(pulled).toBeLessThan(5);
  });

  it.each(["1", "nonsense", "-5"])("a content-length of %s makes no difference", async (length) => {
    expect(await refusal(post(pieces(large), { "content-length": length }))).toBe("payload_too_large");
  });

  it("counts bytes, and takes exactly the limit", async () => {
    const body = JSON.stringify({ text: "é".repeat(494) });
    expect(new TextEncoder().encode(body)).toHaveLength(999);
    expect(await refusal(post(body), { limit: 999 })).not.toBe("payload_too_large");
    expect(await refusal(post(body), { limit: 998 })).toBe("payload_too_large");
  });

  it("tells the limit", async () => {
    const { status, body } = await deliver(createWorld(), defineLocal({ limits: { body: 10 } }), post(large));
    expect([status, body.code, body.params]).toEqual([413, "payload_too_large", { limit: 10 }]);
  });

  it("`limits: { body }`, default 1 MB", async () => {
    const input = z.strictObject({ text: z.string() });
    const body = (length: number) => JSON.stringify({ text: "x".repeat(length - 11) });
    expect((await deliver(createWorld(), defineLocal({ input }), post(body(1_000_000)))).status).toBe(200);
    expect((await deliver(createWorld(), defineLocal({ input }), post(body(1_000_001)))).status).toBe(413);
    const roomy = defineLocal({ input, limits: { body: 2_000_000 } });
    expect((await deliver(createWorld(), roomy, post(body(1_500_000)))).status).toBe(200);
  });

  it("holds for multipart too", async () => {
    const input = z.strictObject({ file: z.file() });
    const handler = defineLocal({ input, limits: { body: 1_000 } });
    const file = new File(["x".repeat(1_000)], "a.txt");
    expect((await ask(createWorld(), handler, { file })).status).toBe(413);
  });
});

describe("compressed bodies 415", () => {
  it.each(["gzip", "br", "deflate", "zstd", "gzip, identity"])("%s", async (encoding) => {
    expect(await refusal(post("{}", { "content-encoding": encoding }))).toBe("unsupported_media_type");
  });

  it("`identity` is no compression", async () => {
    expect(await values(post("{}", { "content-encoding": "identity" }))).toEqual({});
  });
});

describe("else 415", () => {
  it.each([
    "text/plain",
    "application/x-www-form-urlencoded",
    "application/xml",
    "application/jsonp",
    "image/png",
  ])(
    "%s",
    async (type) => {
      expect(await refusal(post("{}", { "content-type": type }))).toBe("unsupported_media_type");
    },
  );

  it("tells what would do", async () => {
    const { status, body } = await deliver(
      createWorld(),
      defineLocal(),
      post("a=1", { "content-type": "text/plain" }),
    );
    expect([status, body.params]).toEqual([415, { accepts: ["application/json"] }]);
  });
});

describe("multipart only where the input has a file field", () => {
  const form = { file: new File(["content"], "a.txt", { type: "text/plain" }) };

  it.each([
    ["required", z.file()],
    ["optional", z.file().optional()],
    ["limited", z.file().max(100).optional()],
    ["nullish", z.file().nullish()],
    ["with a default", z.file().default(new File([], "empty"))],
  ])("a field that is %s", async (_, file) => {
    const handler = defineLocal({
      input: z.strictObject({ file }),
      run: async ({ input }) => ({
        content: await (input.file as File).text(),
        name: (input.file as File).name,
      }),
    });
    expect((await ask(createWorld(), handler, form)).body).toEqual({ content: "content", name: "a.txt" });
  });

  it("415 where there is none", async () => {
    expect((await ask(createWorld(), defineLocal(), form)).status).toBe(415);
  });

  it("JSON stays possible where there is one", async () => {
    const handler = defineLocal({ input: z.strictObject({ file: z.file().optional(), text: z.string() }) });
    expect((await ask(createWorld(), handler, { text: "Hi" })).status).toBe(200);
  });

  it("as the SDK really sends it: a top-level `File` beside stringified fields", async () => {
    const handler = defineLocal({
      input: z.strictObject({
        file: z.file(),
        limit: z.int(),
        notify: z.boolean(),
        tags: z.array(z.string()),
        where: z.strictObject({ parentId: z.string() }).optional(),
        name: z.string().optional(),
        note: z.string().optional(),
      }),
      run: ({ input: { file: _, ...rest } }) => Promise.resolve(rest),
    });
    const sent = {
      ...form,
      limit: 5,
      notify: false,
      tags: ["a", "1"],
      where: { parentId: "x" },
      name: null,
      note: undefined,
    };
    expect((await ask(createWorld(), handler, sent)).body).toEqual({
      limit: 5,
      notify: false,
      tags: ["a", "1"],
      where: { parentId: "x" },
    });
  });

  it("duplicate multipart parts are refused", async () => {
    const body = new FormData();
    body.append("file", form.file);
    body.append("text", "one");
    body.append("text", "two");
    const handler = defineLocal({ input: z.strictObject({ file: z.file(), text: z.string() }) });
    const told = await deliver(createWorld(), handler, post(body));
    expect([told.status, told.body.code]).toEqual([400, "invalid_request"]);
    expect(told.body.error).toContain("text");
  });

  it.each([
    ["no boundary", "multipart/form-data", "--x\r\n"],
    [
      "another boundary",
      "multipart/form-data; boundary=y",
      '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n1\r\n--x--\r\n',
    ],
    ["no end", "multipart/form-data; boundary=x", '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n1'],
    ["no form at all", "multipart/form-data; boundary=x", "{}"],
  ])("a form with %s is `invalid_request`", async (_, type, body) => {
    expect(await refusal(post(body, { "content-type": type }), { multipart: true })).toBe("invalid_request");
  });

  it("a name such as __proto__ is a name like any other, and pollutes nothing", async () => {
    const body = new FormData();
    body.append("__proto__", "polluted");
    body.append("file", form.file);
    const told = await deliver(
      createWorld(),
      defineLocal({ input: z.strictObject({ file: z.file() }) }),
      post(body),
    );
    expect(told.body).toMatchObject({ code: "invalid_input", issues: [{ path: "__proto__" }] });
    expect(Reflect.get({}, "polluted")).toBeUndefined();
  });

  it("a `File` where text is wanted is `invalid_input`", async () => {
    const handler = defineLocal({ input: z.strictObject({ file: z.file().optional(), text: z.string() }) });
    const told = await ask(createWorld(), handler, { text: form.file });
    expect(told.body).toMatchObject({ code: "invalid_input", issues: [{ path: "text" }] });
  });
});

describe("raw bodies only where the function says so", () => {
  const handler = defineLocal({
    rawBody: true,
    input: z.strictObject({ name: z.string(), size: z.int().optional(), notify: z.boolean().optional() }),
    async run({ input, raw }) {
      const { stream, ...rest } = raw ?? { stream: null };
      return { ...input, ...rest, content: await new Response(stream).text() };
    },
  });

  function rawPost(
    query: string,
    type = "application/octet-stream",
    body: BodyInit | null = "bytes",
  ): Request {
    const init = {
      method: "POST",
      body,
      headers: { ...platformHeaders(), "content-type": type },
      duplex: "half",
    };
    return new Request(`${ADDRESS}${query}`, init);
  }

  it("415 elsewhere", async () => {
    expect((await deliver(createWorld(), defineLocal(), rawPost(""))).status).toBe(415);
  });

  it("the input comes from the query, where everything is text", async () => {
    const { body } = await deliver(createWorld(), handler, rawPost("?name=a.bin&size=5&notify=true"));
    expect(body).toEqual({
      name: "a.bin",
      size: 5,
      notify: true,
      type: "application/octet-stream",
      content: "bytes",
    });
  });

  it("any type but JSON and forms is content", async () => {
    const told = await deliver(createWorld(), handler, rawPost("?name=a", "image/png; x=y"));
    expect(told.body).toMatchObject({ type: "image/png", content: "bytes" });
    expect(
      (await deliver(createWorld(), handler, rawPost("?name=a", "multipart/form-data; boundary=x"))).status,
    ).toBe(415);
  });

  it("is not read before `run` reads it", async () => {
    let read = false;
    const body = new ReadableStream({
      pull(controller) {
        read = true;
        controller.close();
      },
    }, { highWaterMark: 0 });
    const lazy = defineLocal({ rawBody: true, input: z.strictObject({}), run: () => Promise.resolve({}) });
    expect((await deliver(createWorld(), lazy, rawPost("", "image/png", body))).status).toBe(200);
    expect(read).toBe(false);
  });

  it("a JSON body is input there too, and leaves no raw body", async () => {
    const told = await ask(createWorld(), handler, { name: "a" });
    expect(told.body).toEqual({ name: "a", content: "" });
  });

  it("a name twice in the query is refused", async () => {
    expect((await deliver(createWorld(), handler, rawPost("?name=a&name=b"))).body.code).toBe(
      "invalid_request",
    );
  });

  it("a query's unknown names are refused", async () => {
    expect((await deliver(createWorld(), handler, rawPost("?name=a&nam=b"))).body.code).toBe("invalid_input");
  });

  it("compressed is 415 too", async () => {
    const request = rawPost("?name=a");
    request.headers.set("content-encoding", "gzip");
    expect((await deliver(createWorld(), handler, request)).status).toBe(415);
  });
});

it("the query of a JSON request is ignored", async () => {
  const request = new Request(`${ADDRESS}?text=Query&channel=C2`, post('{"channel":"C1","text":"Body"}'));
  expect((await deliver(createWorld(), defineLocal(), request)).body).toEqual({
    channel: "C1",
    text: "Body",
  });
});
