/**
 * A replay notices everything that differs from its example.
 *
 * @module
 */
import { describe, expect, it } from "vitest";
import { type Example, parseExample } from "../../sandbox/example.ts";
import { type Context, defineFunction } from "../../shared/runtime/define.ts";
import { defineService, statusFailure } from "../../shared/runtime/service.ts";
import * as z from "../../shared/runtime/zod.ts";
import { PROVIDER_TOKENS } from "./base44.ts";
import { replay } from "./replay.ts";

const service = defineService({
  connector: "slackbot",
  name: "Letters",
  baseUrl: "https://letters.example.com/v1/",
  presignedHosts: ["uploads.example.com"],
  headers: ({ accessToken }) => ({ authorization: `Bearer ${accessToken}` }),
  failure: ({ status }) => statusFailure("Letters", status),
});

function define(run: (context: Context) => Promise<unknown>) {
  const input = z.looseObject({});
  const output = z.unknown();
  return defineFunction({
    name: "letters-send",
    service,
    scopes: ["send"],
    effect: "send",
    access: "admin",
    input,
    output,
    run,
  });
}

const POST = {
  request: { method: "POST", url: "https://letters.example.com/v1/letters?b=2&a=1", json: { to: "ana" } },
  route: "POST /v1/letters",
  response: { status: 200, json: { id: "1" } },
};
const GET = (id: string) => ({
  request: { method: "GET", url: `https://letters.example.com/v1/letters/${id}` },
  route: "GET /v1/letters/{id}",
  response: { status: 200, json: { id } },
});

function example(...exchanges: unknown[]): Example {
  return parseExample(JSON.stringify({ title: "Test", input: {}, exchanges, output: {} }), "test");
}

async function differs(run: (context: Context) => Promise<unknown>, example: Example): Promise<boolean> {
  const { requests } = await replay(define(run), example);
  return JSON.stringify(requests.sent) !== JSON.stringify(requests.recorded);
}

const send = ({ http }: Context, options: object = {}) =>
  http.send("POST", "letters", { query: { a: 1, b: 2 }, json: { to: "ana" }, ...options });

describe("requests", () => {
  it("are equal, whatever the order of the query", async () => {
    expect(await differs((context) => send(context), example(POST))).toBe(false);
  });

  it.each<[string, (context: Context) => Promise<unknown>]>([
    ["none", () => Promise.resolve({})],
    ["one more", async (context) => [await send(context), await send(context).catch(() => {})]],
    ["another body", (context) => send(context, { json: { to: "bob" } })],
    ["a field more", (context) => send(context, { json: { to: "ana", cc: "bob" } })],
    ["another query", (context) => send(context, { query: { a: 1, b: 3 } })],
    ["a query value more", (context) => send(context, { query: { a: 1, b: [2, 2] } })],
    ["another path", ({ http }) => http.send("POST", "cards", { json: { to: "ana" } })],
    [
      "another method",
      ({ http }) => http.send("PUT", "letters", { query: { a: 1, b: 2 }, json: { to: "ana" } }),
    ],
    ["a form", (context) => send(context, { json: undefined, form: { to: "ana" } })],
    ["no token", (context) => send(context, { headers: { authorization: "Bearer other" } })],
  ])("differ: %s", async (_, run) => {
    expect(await differs(run, example(POST))).toBe(true);
  });

  it("differ in a header that the example lists", async () => {
    const listed = example({ ...POST, request: { ...POST.request, headers: { "x-version": "2" } } });
    expect(await differs((context) => send(context), listed)).toBe(true);
    expect(await differs((context) => send(context, { headers: { "x-version": "2" } }), listed)).toBe(false);
  });

  it("differ where a pre-signed address gets the token", async () => {
    const presigned = example({
      request: { method: "PUT", url: "https://uploads.example.com/1" },
      route: "PUT /1",
      response: { status: 200 },
    });
    const put = (headers: Record<string, string>) => ({ http }: Context) =>
      http.send("PUT", "https://uploads.example.com/1", { headers });
    expect(await differs(put({}), presigned)).toBe(false);
    expect(await differs(put({ authorization: `Bearer ${PROVIDER_TOKENS[0]}` }), presigned)).toBe(true);
  });

  it("come in any order only where the example says so", async () => {
    const both = async (
      { http }: Context,
    ) => [await http.send("GET", "letters/2"), await http.send("GET", "letters/1")];
    expect(await differs(both, example(GET("1"), GET("2")))).toBe(true);
    expect(await differs(both, example({ anyOrder: [GET("1"), GET("2")] }))).toBe(false);
  });

  it("are multipart with equal parts, whatever the boundary", async () => {
    const body = '--b\r\ncontent-disposition: form-data; name="to"\r\n\r\nana\r\n--b--\r\n';
    const recorded = example({
      ...POST,
      request: {
        ...POST.request,
        json: undefined,
        text: body,
        headers: { "content-type": "multipart/form-data; boundary=b" },
      },
    });
    const sendForm = (name: string, value: string) => (context: Context) => {
      const form = new FormData();
      form.set(name, value);
      return send(context, { json: undefined, body: form });
    };
    expect(await differs(sendForm("to", "ana"), recorded)).toBe(false);
    expect(await differs(sendForm("to", "bob"), recorded)).toBe(true);
    expect(await differs(sendForm("cc", "ana"), recorded)).toBe(true);
  });

  it("hold equal mail, however it is encoded", async () => {
    const raw = (mail: string) => Buffer.from(mail).toString("base64url");
    const recorded = example({
      ...POST,
      request: { ...POST.request, json: { raw: raw("Subject: Hi\r\n\r\nText\r\n") } },
    });
    const encoded = "Subject: =?utf-8?B?SGk=?=\r\nContent-Transfer-Encoding: base64\r\n\r\nVGV4dA0K";
    expect(await differs((context) => send(context, { json: { raw: raw(encoded) } }), recorded)).toBe(true);
    expect(
      await differs(
        (context) => send(context, { json: { raw: raw("Subject:  Hi\r\n\r\nText\r\n") } }),
        recorded,
      ),
    )
      .toBe(false);
    expect(
      await differs(
        (context) => send(context, { json: { raw: raw("Subject: Ho\r\n\r\nText\r\n") } }),
        recorded,
      ),
    )
      .toBe(true);
  });
});

describe("a token is noticed", () => {
  it.each<[string, (context: Context) => Promise<unknown>]>([
    ["a request's body", (context) => send(context, { json: { token: context.connection.accessToken } })],
    ["a request's address", (context) => send(context, { query: { token: context.connection.accessToken } })],
    ["the answer", (context) => Promise.resolve({ token: context.connection.accessToken })],
    [
      "the log",
      (context) => Promise.resolve(context.environment.log({ token: context.connection.accessToken })),
    ],
    [
      "the answer's headers",
      (context) =>
        Promise.resolve(new Response("", { headers: { "x-token": context.connection.accessToken } })),
    ],
  ])("in %s", async (place, run) => {
    expect((await replay(define(run), example(POST))).leaks).toEqual([place]);
  });
});
