/**
 * The rules of checking an exchange that no sample shows, on a contract made for these tests.
 *
 * @module
 */
import { describe, expect, test } from "vitest";
import type { Example, Exchange } from "../../sandbox/example.ts";
import { checkAgainst, type CheckOptions } from "./check.ts";
import { Contract } from "./contract.ts";
import type { JsonObject } from "./json.ts";

const ITEM = {
  type: "object",
  required: ["id"],
  properties: { id: { type: "string" }, name: { type: "string" }, size: { type: "integer" } },
};
const NAMED = {
  allOf: [{ $ref: "#/components/schemas/Item" }, { properties: { label: { type: "string" } } }],
};
const SHAPE = {
  anyOf: [
    { properties: { type: { const: "circle" }, radius: { type: "number" } }, required: ["type", "radius"] },
    { properties: { type: { const: "square" }, side: { type: "number" } }, required: ["type", "side"] },
    { type: "string" },
  ],
};
const ERROR = { type: "object", required: ["message"], properties: { message: { type: "string" } } };

const jsonBody = (schema: JsonObject) => ({ content: { "application/json": { schema } } });
const answers = { 200: jsonBody({ $ref: "#/components/schemas/Item" }), "4XX": jsonBody(ERROR), 500: {} };

const ROOT = {
  servers: [{ url: "https://api.example.com" }],
  components: { schemas: { Item: ITEM } },
  paths: {
    "/items": {
      get: {
        parameters: [
          {
            name: "fields",
            in: "query",
            explode: false,
            schema: { type: "array", items: { enum: ["id", "name"] } },
          },
          { name: "filter", in: "query", content: { "application/json": { schema: NAMED } } },
          { name: "Version", in: "header", required: true, schema: { const: "2" } },
        ],
        responses: {
          ...answers,
          302: { headers: { Location: { required: true, schema: { type: "string" } } } },
        },
      },
      post: { requestBody: { required: true, ...jsonBody(NAMED) }, responses: answers },
      patch: { requestBody: jsonBody(ITEM), responses: { 204: {} } },
      put: {
        "x-max-bytes": 4,
        requestBody: { content: { "*/*": {} } },
        responses: { 200: { content: { "text/plain": { schema: { type: "string", pattern: "^OK" } } } } },
      },
    },
    "/shapes": { post: { requestBody: jsonBody(SHAPE), responses: { 204: {} } } },
    "/forms": {
      post: {
        requestBody: {
          content: {
            "application/json": { schema: ITEM },
            "multipart/form-data": {
              schema: {
                properties: { payload_json: { type: "string" }, attributes: ITEM, file: { type: "string" } },
                required: ["file"],
              },
            },
            "multipart/related": {
              schema: { type: "array", prefixItems: [ITEM, {}], minItems: 2, maxItems: 2 },
            },
          },
        },
        responses: { 204: {} },
      },
    },
    "/scoped": {
      delete: {
        security: [{ o: ["items.write"] }, { o: ["items.read", "items.own"] }],
        responses: { 204: {} },
      },
    },
  },
};

const rest = new Contract("test", ROOT);
const google = new Contract("google", { ...ROOT, servers: [{ url: "https://test.googleapis.com" }] });
const graph = new Contract("graph", { ...ROOT, servers: [{ url: "https://graph.microsoft.com/v1.0" }] });

describe("queries and headers", () => {
  test("a list may be comma separated", () => {
    expect(found({ path: "/items?fields=id,name" })).toEqual([]);
    expect(found({ path: "/items?fields=id,label" })).toEqual(["/query/fields/1"]);
  });

  test("a value may be JSON text, whose members are closed", () => {
    expect(found({ path: `/items?filter=${encodeURIComponent('{"id":"1"}')}` })).toEqual([]);
    expect(found({ path: `/items?filter=${encodeURIComponent('{"id":"1","idd":"1"}')}` })).toEqual([
      "/query/filter/idd",
    ]);
    expect(found({ path: "/items?filter=id" })).toEqual(["/query/filter"]);
  });

  test("a header counts as missing only where all headers are known", () => {
    expect(found({ path: "/items" })).toEqual([]);
    expect(found({ path: "/items" }, { headers: {} })).toEqual(["/headers/Version"]);
    expect(found({ path: "/items" }, { headers: { version: "2" } })).toEqual([]);
    expect(found({ path: "/items" }, { headers: { version: "1" } })).toEqual(["/headers/Version"]);
  });
});

describe("request bodies", () => {
  const post = (json: unknown) =>
    found({ method: "POST", path: "/items", json, status: 200, answer: { id: "1" } });
  const shape = (json: unknown) => found({ method: "POST", path: "/shapes", json, status: 204 });

  test("objects are closed over all schemas that describe them", () => {
    expect(post({ id: "1", name: "a", label: "b" })).toEqual([]);
    expect(post({ id: "1", labels: "b" })).toEqual(["/body/labels"]);
  });

  test("of several alternatives, the findings of the closest are told", () => {
    expect(shape({ type: "circle", radius: 1 })).toEqual([]);
    expect(shape("circle")).toEqual([]);
    expect(shape({ type: "circle", radius: "1", side: 2 })).toEqual(["/body/radius", "/body/side"]);
    expect(messages({ method: "POST", path: "/shapes", json: { type: "circle" }, status: 204 })).toEqual([
      "Expected this member, got none",
    ]);
  });

  test("annotations of Graph pass, unknown members do not", () => {
    const at = {
      contract: graph,
      method: "POST",
      base: "https://graph.microsoft.com/v1.0",
      path: "/items",
    } as const;
    const answer = { status: 200, answer: { id: "1" } };
    expect(found({ ...at, ...answer, json: { id: "1", "@odata.type": "#item" } })).toEqual([]);
    expect(found({ ...at, ...answer, json: { id: "1", "@data.type": "#item" } })).toEqual([
      "/body/@data.type",
    ]);
  });

  test("null clears a member in Google's PATCH, and is a wrong type elsewhere", () => {
    const patch = { method: "PATCH", path: "/items", json: { id: "1", name: null }, status: 204 } as const;
    expect(found({ ...patch, contract: google, base: "https://test.googleapis.com" })).toEqual([]);
    expect(found(patch)).toEqual(["/body/name"]);
  });

  test("a media type without a schema takes any bytes, up to its limit", () => {
    const put = { method: "PUT", path: "/items", status: 200, answerText: "OK" } as const;
    expect(found({ ...put, text: "1234" })).toEqual([]);
    expect(found({ ...put, text: "12345" })).toEqual(["/body"]);
  });

  test("a media type that is not declared, and a body that is not", () => {
    expect(found({ method: "POST", path: "/items", text: "a", status: 200, answer: { id: "1" } })).toEqual([
      "/body",
    ]);
    expect(found({ path: "/items", json: {} })).toEqual(["/body"]);
  });

  test("fields of a form are text, or the JSON that they hold", () => {
    const form = (...fields: string[]) => multipart("form-data", fields);
    const file = 'Content-Disposition: form-data; name="file"; filename="ü.txt"\r\n\r\nhello';
    const attributes = (json: string) => `Content-Disposition: form-data; name="attributes"\r\n\r\n${json}`;
    expect(found(form(attributes('{"id":"1","size":5}'), file))).toEqual([]);
    expect(found(form(attributes('{"id":"1","length":5}'), file))).toEqual(["/body/attributes/length"]);
    expect(found(form(attributes('{"id":"1"}')))).toEqual(["/body/file"]);
    const payload = (json: string) => `Content-Disposition: form-data; name="payload_json"\r\n\r\n${json}`;
    expect(found(form(payload('{"id":"1"}'), file))).toEqual([]);
    expect(found(form(payload('{"id":1}'), file))).toEqual(["/body/payload_json/id"]);
  });

  test("related parts are metadata and media", () => {
    const metadata = (json: string) => `Content-Type: application/json; charset=UTF-8\r\n\r\n${json}`;
    const media = "Content-Type: text/plain\r\n\r\nhello";
    expect(found(multipart("related", [metadata('{"id":"1"}'), media]))).toEqual([]);
    expect(found(multipart("related", [metadata('{"id":1}'), media]))).toEqual(["/body/0/id"]);
    expect(found(multipart("related", [metadata('{"id":"1"}')]))).toEqual(["/body"]);
    expect(found({ ...multipart("related", [media]), text: "--other\r\n\r\n--other--" })).toEqual(["/body"]);
  });
});

describe("answers", () => {
  const answered = (status: number, answer: unknown) => found({ path: "/items", status, answer });

  test("an error answer has to fit where it is described", () => {
    expect(answered(404, { message: "Gone" })).toEqual([]);
    expect(answered(404, { error: "Gone" })).toEqual(["/body/message"]);
    expect(found({ path: "/items", status: 404, answerText: "Gone" })).toEqual(["/body"]);
  });

  test("an error answer that is not described counts as such", () => {
    expect(check({ path: "/items", status: 500, answer: { any: 1 } })).toMatchObject({ undescribed: 1 });
    expect(check({ path: "/items", status: 503, answerText: "<html>" })).toMatchObject({ undescribed: 1 });
    expect(check({ path: "/items", status: 404, answer: { message: "Gone" } })).toMatchObject({
      undescribed: 0,
    });
  });

  test("a success has to be described", () => {
    expect(answered(201, { id: "1" })).toEqual(["/status"]);
    expect(found({ path: "/items", status: 302 })).toEqual(["/headers/Location"]);
    expect(found({ method: "PUT", path: "/items", text: "a", status: 200, answerText: "NO" })).toEqual([
      "/body",
    ]);
  });

  test("an unknown member is invented where the contract names all, misspelt where it resembles one", () => {
    const at = { contract: google, base: "https://test.googleapis.com", path: "/items", status: 200 };
    expect(found({ ...at, answer: { id: "1", color: "red" } })).toEqual(["/body/color"]);
    expect(found({ ...at, status: 404, answer: { message: "Gone", color: "red" } })).toEqual([]);
    expect(answered(200, { id: "1", names: "a" })).toEqual(["/body/names"]);
    expect(answered(200, { id: "1", name: "a", Name: "a" })).toEqual([]);
  });

  test("other unknown members are noted", () => {
    const { violations, notes } = check({ path: "/items", status: 200, answer: { id: "1", color: "red" } });
    expect(violations).toEqual([]);
    expect(notes.map(({ pointer }) => pointer)).toEqual(["/body/color"]);
  });
});

describe("addresses and scopes", () => {
  test("Base44's file hosts are outside every contract", () => {
    const file = {
      base: "https://base44.app",
      path: "/api/apps/a1/files/b.pdf",
      status: 200,
      answerText: "%PDF",
    };
    expect(check(file)).toMatchObject({ violations: [], exempt: 1 });
    expect(found({ ...file, method: "PUT", text: "%PDF" })).toEqual(["/url"]);
    expect(found({ ...file, base: "https://files.example.com" })).toEqual(["/url"]);
  });

  test("one alternative of scopes is enough, with all that it names", () => {
    const remove = { method: "DELETE", path: "/scoped", status: 204 } as const;
    expect(found(remove, { scopes: ["items.write"] })).toEqual([]);
    expect(found(remove, { scopes: ["items.own", "items.read"] })).toEqual([]);
    expect(found(remove, { scopes: ["items.read"] })).toEqual(["/scopes"]);
    expect(found(remove)).toEqual([]);
  });

  test("a wider scope of Graph includes the narrower", () => {
    const security = (scope: string) => ({
      "/scoped": { delete: { security: [{ o: [scope] }], responses: { 204: {} } } },
    });
    const needs = (scope: string, has: string) => {
      const servers = [{ url: "https://graph.microsoft.com/v1.0" }];
      const contract = new Contract(scope, { servers, paths: security(scope) });
      const remove = {
        contract,
        base: "https://graph.microsoft.com/v1.0",
        method: "DELETE",
        path: "/scoped",
        status: 204,
      } as const;
      return found(remove, { scopes: [has] });
    };
    expect(needs("Files.Read", "https://graph.microsoft.com/Files.ReadWrite.All")).toEqual([]);
    expect(needs("Files.ReadWrite", "Files.Read")).toEqual(["/scopes"]);
    expect(needs("Mail.Send", "Mail.Send")).toEqual([]);
    expect(needs("Sites.Read.All", "Sites.ReadWrite.All")).toEqual([]);
    expect(needs("Sites.Read.All", "Files.Read.All")).toEqual(["/scopes"]);
  });
});

interface Given {
  contract?: Contract;
  base?: string;
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  path: string;
  headers?: Record<string, string>;
  json?: unknown;
  text?: string;
  status?: number;
  answer?: unknown;
  answerText?: string;
}

function check(given: Given, options?: CheckOptions) {
  const {
    contract = rest,
    base = "https://api.example.com",
    method = "GET",
    path,
    headers,
    text,
    answerText,
  } = given;
  const url = base + path;
  const status = given.status ?? 200;
  const defaultAnswer = given.status === undefined ? { json: { id: "1" } } : {};
  const exchange: Exchange = {
    route: `${method} ${new URL(url).pathname}`,
    request: {
      method,
      url,
      ...(headers && { headers }),
      ...("json" in given && { json: given.json }),
      ...(text !== undefined && { text }),
    },
    response: {
      status,
      ...("answer" in given ? { json: given.answer } : defaultAnswer),
      ...(answerText !== undefined && { text: answerText }),
    },
  };
  const example: Example = { title: "Made for a test", exchanges: [exchange], output: {} };
  return checkAgainst({ kind: "rest", rest: contract }, example, options);
}

function found(given: Given, options?: CheckOptions): string[] {
  return check(given, options).violations.map(({ pointer }) => pointer);
}

function messages(given: Given): string[] {
  return check(given).violations.map(({ message }) => message);
}

function multipart(kind: "form-data" | "related", parts: string[]): Given {
  return {
    method: "POST",
    path: "/forms",
    headers: { "Content-Type": `multipart/${kind}; boundary="b-1"` },
    text: [...parts.map((part) => `--b-1\r\n${part}\r\n`), "--b-1--\r\n"].join(""),
    status: 204,
  };
}
