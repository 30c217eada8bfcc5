/** @module */
import { describe, expect, it } from "vitest";
import { exchangesOf, loadExamples, matchRoute, parseExample } from "../../sandbox/example.ts";
import { FIXTURE } from "./fixture.ts";

const EXCHANGE = {
  request: { method: "GET", url: "https://api.example.com/v1/items/42?limit=1" },
  route: "GET /v1/items/{id}",
  response: { status: 200, json: {} },
};
const EXAMPLE = { title: "Read an item", exchanges: [EXCHANGE], output: null };

function parse(changes: object): unknown {
  return parseExample(JSON.stringify({ ...EXAMPLE, ...changes }), "item.json");
}

describe("matchRoute()", () => {
  const url = "https://api.example.com/v1/items/42/parts?limit=1";

  it.each([
    ["GET /v1/items/{id}/parts", true],
    ["GET /v1/items/42/parts", true],
    ["GET /v1/{+path}", true],
    ["POST /v1/items/{id}/parts", false],
    ["GET /v1/items/{id}", false],
    ["GET /v1/{path}", false],
    ["GET /v1/items/{id}/part", false],
    ["GET /v1.items/{id}/parts", false],
  ])("%s: %s", (route, expected) => {
    expect(matchRoute(route, "GET", url)).toBe(expected);
  });

  it("takes a placeholder inside a segment, and every other character literally", () => {
    expect(matchRoute("GET /a.b/root:/{+path}:/content", "GET", "https://x.test/a.b/root:/c/d:/content"))
      .toBe(true);
    expect(matchRoute("GET /a.b/{c}", "GET", "https://x.test/aXb/c")).toBe(false);
  });
});

describe("parseExample()", () => {
  it("takes the whole format", () => {
    const example = parse({
      input: { itemId: 42 },
      caller: { role: "manager", email: "ada@example.com" },
      secrets: { ITEMS: "42" },
      connection: { accessToken: "token", connectionConfig: null },
      files: { file: { name: "a.txt", type: "text/plain", text: "a" } },
      now: "2026-01-01T00:00:00Z",
      exchanges: [EXCHANGE, { anyOrder: [EXCHANGE, EXCHANGE] }],
      sandboxInput: { itemId: 1 },
    });
    expect(exchangesOf(example as never)).toHaveLength(3);
  });

  it.each([
    ["unknown keys", { expect: 200 }, "expect"],
    ["neither output nor error", { output: undefined }, "exactly one of output, error"],
    [
      "a route that is not the request's",
      { exchanges: [{ ...EXCHANGE, route: "GET /v1/things/{id}" }] },
      "`route`",
    ],
    ["a response and a fault", { exchanges: [{ ...EXCHANGE, fault: "reset" }] }, "response, fault"],
    ["plain http", {
      exchanges: [{ ...EXCHANGE, request: { method: "GET", url: "http://x.test/v1/items/1" } }],
    }, "url"],
    [
      "two bodies",
      { exchanges: [{ ...EXCHANGE, response: { status: 200, json: {}, text: "" } }] },
      "json, text",
    ],
    ["an unknown error code", { output: undefined, error: { code: "oops" } }, "code"],
  ])("refuses %s, and names the file", (_, changes, message) => {
    expect(() => parse(changes)).toThrow("item.json");
    expect(() => parse(changes)).toThrow(message);
  });

  it("tells where a text is no JSON", () => {
    expect(() => parseExample("{", "item.json")).toThrow("item.json is not JSON");
  });
});

describe("loadExamples()", () => {
  it("lists success first and errors last", async () => {
    const examples = await loadExamples("probe", new URL("examples/", FIXTURE));
    expect(examples.map((example) => example.case)).toEqual(["success", "missing", "reset"]);
  });

  it("answers nothing for a function without examples", async () => {
    expect(await loadExamples("exported", new URL("examples/", FIXTURE))).toEqual([]);
  });
});
