/**
 * Finding the operation of a request, on a contract made for these tests.
 *
 * @module
 */
import { describe, expect, test } from "vitest";
import { Contract } from "./contract.ts";
import type { JsonObject } from "./json.ts";

const OK = { responses: { 200: { description: "" } } };

function path(name: string, schema: JsonObject = { type: "string" }, more: JsonObject = {}): JsonObject {
  return { name, in: "path", required: true, schema, ...more };
}

const contract = new Contract("test", {
  servers: [{ url: "https://api.example.com/v1" }],
  paths: {
    "/items": { get: OK, post: OK },
    "/items/{id}": { get: { ...OK, parameters: [path("id")] } },
    "/items/latest": { get: OK },
    "/items/{id}:archive": { post: { ...OK, parameters: [path("id")] } },
    "/files/{path}": {
      get: { ...OK, parameters: [path("path", { type: "string" }, { "x-reserved": true })] },
    },
    "/by/{number}": { get: { ...OK, parameters: [path("number", { type: "integer" })] } },
    "/by/{slug}": { get: { ...OK, parameters: [path("slug", { type: "string", pattern: "^[a-z]+$" })] } },
    "/upload": { servers: [{ url: "https://upload.example.com" }], post: OK },
    "/session": { servers: [{ url: "https://{pod}.example.org/api" }], put: OK },
    "/__downloadUrl__": {
      servers: [{ url: "https://download-url.invalid" }],
      get: { ...OK, "x-opaque-url": true, "x-hosts": ["*.example-content.com"] },
    },
  },
});

const graph = new Contract("graph", {
  servers: [{ url: "https://graph.microsoft.com/v1.0" }],
  paths: { "/sites/{site}/lists/{list}": { get: { ...OK, parameters: [path("site"), path("list")] } } },
});

describe("an operation is found", () => {
  test.each([
    ["GET", "https://api.example.com/v1/items", "/items"],
    ["GET", "https://api.example.com/v1/items/", "/items"],
    ["GET", "https://api.example.com/v1/items?limit=5", "/items"],
    ["GET", "https://api.example.com/v1/items/latest", "/items/latest"],
    ["GET", "https://api.example.com/v1/items/7", "/items/{id}"],
    ["POST", "https://api.example.com/v1/items/7:archive", "/items/{id}:archive"],
    ["GET", "https://api.example.com/v1/files/a/b.txt", "/files/{path}"],
    ["GET", "https://api.example.com/v1/by/42", "/by/{number}"],
    ["GET", "https://api.example.com/v1/by/name", "/by/{slug}"],
    ["POST", "https://upload.example.com/upload", "/upload"],
    ["PUT", "https://pod-7.example.org/api/session", "/session"],
    ["GET", "https://eu.example-content.com/any/path?signature=x", "/__downloadUrl__"],
  ])("%s %s", (method, url, template) => {
    expect(contract.match(method, new URL(url)).map(({ operation }) => operation.template)).toEqual([
      template,
    ]);
  });

  test("in Graph's links, which write name('id')", () => {
    const [match] = graph.match(
      "GET",
      new URL("https://graph.microsoft.com/v1.0/sites('root')/lists('a%20b')"),
    );
    expect(match?.pathValues).toEqual({ site: "root", list: "a b" });
  });
});

describe("no operation is found, and the message says why", () => {
  test.each([
    ["PUT", "https://api.example.com/v1/items", "Expected GET or POST for this path, got PUT"],
    ["GET", "https://api.example.com/v1/item", "Expected an operation of the contract, got GET /v1/item"],
    ["GET", "https://api.example.com/v2/items", "Expected an operation of the contract, got GET /v2/items"],
    [
      "GET",
      "https://api.example.com/v1/items/7/8",
      "Expected an operation of the contract, got GET /v1/items/7/8",
    ],
    [
      "GET",
      "https://api.example.com/v1/by/UPPER",
      "Expected an operation of the contract, got GET /v1/by/UPPER",
    ],
    ["GET", "https://api.example.net/v1/items", "Expected a host of the contract, got api.example.net"],
    ["GET", "https://example-content.com/x", "Expected a host of the contract, got example-content.com"],
  ])("%s %s", (method, url, message) => {
    expect(contract.match(method, new URL(url))).toEqual([]);
    expect(contract.explainMismatch(method, new URL(url))).toBe(message);
  });
});
