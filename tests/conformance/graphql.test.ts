/**
 * Checking GraphQL exchanges, on a schema made for these tests.
 *
 * @module
 */
import { buildSchema } from "graphql";
import { describe, expect, test } from "vitest";
import { checkGraphql } from "./graphql.ts";
import { defineScalars } from "./scalars.ts";

const ENDPOINT = "https://api.linear.app/graphql";

const schema = defineScalars(buildSchema(`
  scalar DateTime
  scalar TimelessDateOrDuration
  enum Kind { open done }
  input Filter { kind: Kind, due: TimelessDateOrDuration }
  type Item { id: ID!, kind: Kind!, count: Int, score: Float!, createdAt: DateTime!, parent: Item, tags: [String!]! }
  type Query { items(filter: Filter, first: Int): [Item!]! }
`));

const ITEM = {
  id: "1",
  kind: "open",
  count: null,
  score: 1.5,
  createdAt: "2026-04-24T10:10:03.776Z",
  tags: ["a"],
};
const QUERY = "query ($filter: Filter) { items(filter: $filter) { id kind count score createdAt tags } }";

function requestProblems(json: unknown, url = ENDPOINT): string[] {
  const request = { method: "POST", url, json } as const;
  return checkGraphql(schema, { route: "POST /graphql", request }, () => false).request
    .map(({ pointer }) => pointer);
}

function answerProblems(answer: unknown, query = QUERY, variables: Record<string, unknown> = {}): string[] {
  const request = { method: "POST", url: ENDPOINT, json: { query, variables } } as const;
  const exchange = { route: "POST /graphql", request, response: { status: 200, json: answer } };
  const check = checkGraphql(schema, exchange, () => false);
  expect(check.request).toEqual([]);
  return check.response.map(({ pointer }) => pointer);
}

describe("requests", () => {
  test.each<[string, unknown, string[]]>([
    ["fits", { query: QUERY, variables: { filter: { kind: "open", due: "-P2W" } } }, []],
    ["syntax", { query: "query {" }, ["/body/query"]],
    ["unknown field", { query: "{ items { id name } }" }, ["/body/query"]],
    ["wrong argument", { query: "{ items(limit: 5) { id } }" }, ["/body/query"]],
    ["two operations", { query: "query A { items { id } } query B { items { id } }" }, ["/body/query"]],
    [
      "operation chosen",
      { query: "query A { items { id } } query B { items { id } }", operationName: "B" },
      [],
    ],
    ["unknown enum value", { query: QUERY, variables: { filter: { kind: "new" } } }, ["/body/variables"]],
    ["unknown input field", { query: QUERY, variables: { filter: { kinds: "open" } } }, ["/body/variables"]],
    ["not a date", { query: QUERY, variables: { filter: { due: "next week" } } }, ["/body/variables"]],
    ["undeclared variable", { query: QUERY, variables: { limit: 5 } }, ["/body/variables/limit"]],
    ["unknown member", { query: QUERY, variable: {} }, ["/body/variable"]],
    ["no query", { variables: {} }, ["/body"]],
  ])("%s", (_, json, pointers) => {
    expect(requestProblems(json)).toEqual(pointers);
  });

  test("another address", () => {
    expect(requestProblems({ query: QUERY }, "https://api.linear.app/v1/graphql")).toEqual(["/url"]);
  });

  test("bytes go to an address that an earlier answer gave", () => {
    const exchange = {
      route: "PUT /upload",
      request: { method: "PUT", url: "https://up.example.com/upload" },
    } as const;
    expect(checkGraphql(schema, exchange, () => true)).toMatchObject({ request: [], isExempt: true });
    expect(checkGraphql(schema, exchange, () => false).request).toHaveLength(1);
  });
});

describe("answers", () => {
  const withItem = (change: Record<string, unknown>) => ({ data: { items: [{ ...ITEM, ...change }] } });

  test.each<[string, unknown, string[]]>([
    ["fits", withItem({}), []],
    [
      "missing field",
      { data: { items: [{ id: "1" }] } },
      ["kind", "count", "score", "createdAt", "tags"].map((name) => `/body/data/items/0/${name}`),
    ],
    ["field that was not selected", withItem({ parent: null }), ["/body/data/items/0/parent"]],
    ["null in a non-null field", withItem({ kind: null }), ["/body/data/items/0/kind"]],
    ["unknown enum value", withItem({ kind: "new" }), ["/body/data/items/0/kind"]],
    ["ID as a number", withItem({ id: 1 }), ["/body/data/items/0/id"]],
    ["fraction for an Int", withItem({ count: 1.5 }), ["/body/data/items/0/count"]],
    ["text for a Float", withItem({ score: "1.5" }), ["/body/data/items/0/score"]],
    ["not a date", withItem({ createdAt: "yesterday" }), ["/body/data/items/0/createdAt"]],
    ["null in a list", withItem({ tags: [null] }), ["/body/data/items/0/tags/0"]],
    ["no list", withItem({ tags: "a" }), ["/body/data/items/0/tags"]],
    ["neither data nor errors", {}, ["/body/data"]],
    ["errors", { data: null, errors: [{ message: "No", path: ["items", 0], extensions: {} }] }, []],
    ["error without a message", { errors: [{ code: "NO" }] }, ["/body/errors/0/message"]],
    ["error with a wrong path", { errors: [{ message: "No", path: "items" }] }, ["/body/errors/0/path"]],
    ["unknown member", { data: { items: [] }, result: 1 }, ["/body/result"]],
    ["no JSON object", [], ["/body"]],
  ])("%s", (_, answer, pointers) => {
    expect(answerProblems(answer)).toEqual(pointers);
  });

  test("aliases, fragments and directives", () => {
    const query = `
      query ($full: Boolean!) { list: items { ...Part ... on Item { __typename } tags @include(if: $full) } }
      fragment Part on Item { id parent { id } }`;
    const item = { id: "1", parent: { id: "2" }, __typename: "Item" };
    expect(answerProblems({ data: { list: [item] } }, query, { full: false })).toEqual([]);
    expect(answerProblems({ data: { list: [{ ...item, tags: [] }] } }, query, { full: true })).toEqual([]);
    expect(answerProblems({ data: { list: [item] } }, query, { full: true })).toEqual([
      "/body/data/list/0/tags",
    ]);
    expect(answerProblems({ data: { list: [{ ...item, __typename: "Thing" }] } }, query, { full: false }))
      .toEqual([
        "/body/data/list/0/__typename",
      ]);
  });
});
