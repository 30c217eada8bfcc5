import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as z from "../../shared/runtime/zod.ts";
import { notionSorts, sort, whereFields, whereFilter } from "../../shared/services/notion-where.ts";

const ID = "1c0de8c0-1111-4222-8333-9f00aa11bb22";
const TYPES = new Map(
  [
    ...[
      "title",
      "rich_text",
      "number",
      "checkbox",
      "select",
      "status",
      "multi_select",
      "date",
      "people",
      "files",
    ],
    ...["relation", "url", "unique_id", "formula", "rollup", "created_time", "last_edited_by"],
  ].map((type) => [type, { type }]),
);
const Where = z.object(whereFields);

function filter(condition: object): unknown {
  const { where = [], match } = Where.parse({ where: [condition] });
  return (whereFilter(where, match, TYPES).and as unknown[])[0];
}

describe("whereFilter", () => {
  test.each([
    [{ field: "title", value: "x" }, { title: { equals: "x" } }],
    [{ field: "rich_text", op: "notContains", value: "x" }, { rich_text: { does_not_contain: "x" } }],
    [{ field: "url", op: "endsWith", value: ".pdf" }, { url: { ends_with: ".pdf" } }],
    [{ field: "number", op: "lte", value: "12" }, { number: { less_than_or_equal_to: 12 } }],
    [{ field: "number", op: "isNotEmpty" }, { number: { is_not_empty: true } }],
    [{ field: "unique_id", value: "ORD-12" }, { unique_id: { equals: 12 } }],
    [{ field: "unique_id", op: "gt", value: 7 }, { unique_id: { greater_than: 7 } }],
    [{ field: "checkbox", value: "false" }, { checkbox: { equals: false } }],
    [{ field: "select", op: "ne", value: "High" }, { select: { does_not_equal: "High" } }],
    [{ field: "multi_select", value: "gift" }, { multi_select: { contains: "gift" } }],
    [{ field: "relation", op: "ne", value: ID.replaceAll("-", "") }, { relation: { does_not_contain: ID } }],
    [{ field: "people", value: "me" }, { people: { contains: "me" } }],
    [{ field: "last_edited_by", value: ID }, { last_edited_by: { contains: ID } }],
    [{ field: "files", op: "isEmpty" }, { files: { is_empty: true } }],
    [{ field: "date", op: "gte", value: "2026-06-01" }, { date: { on_or_after: "2026-06-01" } }],
    [{ field: "created_time", op: "lt", value: "today" }, { created_time: { before: "today" } }],
    [{ field: "formula", value: true }, { formula: { checkbox: { equals: true } } }],
    [{ field: "formula", op: "contains", value: "x" }, { formula: { string: { contains: "x" } } }],
    [{ field: "formula", op: "isEmpty" }, { formula: { string: { is_empty: true } } }],
  ])("writes %j", (condition, expected) => {
    expect(filter(condition)).toEqual({ property: condition.field, ...expected });
  });

  test("asks for the times of the row itself", () => {
    expect(filter({ timestamp: "createdAt", op: "gte", value: "2026-06-01" }))
      .toEqual({ timestamp: "created_time", created_time: { on_or_after: "2026-06-01" } });
  });

  test("joins conditions", () => {
    const { where = [] } = Where.parse({
      where: [{ field: "number", value: 1 }, { field: "number", value: 2 }],
    });
    const both = [{ property: "number", number: { equals: 1 } }, {
      property: "number",
      number: { equals: 2 },
    }];
    expect(whereFilter(where, "all", TYPES)).toEqual({ and: both });
    expect(whereFilter(where, "any", TYPES)).toEqual({ or: both });
  });

  test.each([
    [
      { field: "State", value: "x" },
      "where[0].field: is not a property; the properties are title, rich_text",
    ],
    [{ field: "__proto__", value: "x" }, "where[0].field: is not a property"],
    [{ field: "rollup", value: "x" }, "where[0].field: is of the type rollup, which needs filter instead"],
    [{ field: "status", op: "gt", value: "x" }, "where[0].op: cannot be used with the type status"],
    [{ field: "checkbox", op: "isEmpty" }, "where[0].op: cannot be used with the type checkbox"],
    [{ field: "number", value: "many" }, "where[0].value: does not fit the type number"],
    [{ field: "people", value: "Ada" }, "where[0].value: does not fit the type people"],
    [{ field: "unique_id", value: "ORD" }, "where[0].value: does not fit the type unique_id"],
  ])("refuses %j", (condition, message) => {
    expect(() => filter(condition)).toThrow(message);
  });

  test("keeps any text a value", () => {
    fc.assert(fc.property(fc.string({ maxLength: 100 }), (value) => {
      expect(filter({ field: "title", value })).toEqual({ property: "title", title: { equals: value } });
    }));
  });
});

test.each([
  {},
  { field: "title" },
  { field: "title", op: "isEmpty", value: "x" },
  { field: "title", timestamp: "createdAt", value: "x" },
  { timestamp: "created_time", value: "x" },
  { field: "title", op: "like", value: "x" },
  { field: "title", value: null },
  { field: "title", value: { equals: "x" } },
])("a condition is not %j", (condition) => {
  expect(Where.safeParse({ where: [condition] }).success).toBe(false);
});

test("sorts in Notion's words", () => {
  expect(notionSorts(sort.parse([{ field: "Due", direction: "desc" }, { timestamp: "updatedAt" }]))).toEqual([
    { property: "Due", direction: "descending" },
    { timestamp: "last_edited_time", direction: "ascending" },
  ]);
  expect(notionSorts(undefined)).toBeUndefined();
});
