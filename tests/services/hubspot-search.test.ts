import { describe, expect, test } from "vitest";
import * as z from "../../shared/runtime/zod.ts";
import { searchBody, searchFields } from "../../shared/services/hubspot-search.ts";

const Input = z.strictObject(searchFields);

function body(input: z.input<typeof Input>) {
  return searchBody(Input.parse(input));
}

function message(input: unknown): string | undefined {
  return Input.safeParse(input).error?.issues[0]?.message;
}

describe("searchBody", () => {
  test("spells every operator", () => {
    const conditions: z.input<typeof Input>["whereAny"] = [[
      { field: "a", value: "x" },
      { field: "a", op: "ne", value: true },
      { field: "a", op: "lt", value: 1.5 },
      { field: "a", op: "gte", date: "2026-05-06" },
      { field: "a", op: "lte", date: "2026-05-06T10:00:00+02:00" },
      { field: "a", op: "between", value: [1, 2] },
    ], [
      { field: "a", op: "in", value: ["x", 1] },
      { field: "a", op: "notIn", value: ["x"] },
      { field: "a", op: "contains", value: "x*" },
      { field: "a", op: "notContains", value: "x" },
      { field: "a", op: "isEmpty" },
      { field: "a", op: "isNotEmpty" },
    ]];
    const propertyName = "a";
    expect(body({ whereAny: conditions })).toEqual({
      filterGroups: [
        {
          filters: [
            { propertyName, operator: "EQ", value: "x" },
            { propertyName, operator: "NEQ", value: "true" },
            { propertyName, operator: "LT", value: "1.5" },
            { propertyName, operator: "GTE", value: "1778025600000" },
            { propertyName, operator: "LTE", value: "1778054400000" },
            { propertyName, operator: "BETWEEN", value: "1", highValue: "2" },
          ],
        },
        {
          filters: [
            { propertyName, operator: "IN", values: ["x", "1"] },
            { propertyName, operator: "NOT_IN", values: ["x"] },
            { propertyName, operator: "CONTAINS_TOKEN", value: "x*" },
            { propertyName, operator: "NOT_CONTAINS_TOKEN", value: "x" },
            { propertyName, operator: "NOT_HAS_PROPERTY" },
            { propertyName, operator: "HAS_PROPERTY" },
          ],
        },
      ],
    });
  });

  test("leaves out what is not asked for", () => {
    expect(JSON.stringify(body({}))).toBe("{}");
  });
});

describe("a condition", () => {
  test.each([
    [{ field: "a" }, "expected either value or date"],
    [{ field: "a", value: 1, date: "2026-05-06" }, "expected either value or date"],
    [{ field: "a", value: ["x"] }, "expected a single value with eq: use in or notIn"],
    [{ field: "a", op: "in", value: "x" }, "expected a list with in"],
    [{ field: "a", op: "between", value: [1] }, "expected two values with between"],
    [{ field: "a", op: "between", date: "2026-05-06" }, "expected two values with between"],
    [{ field: "a", op: "contains", value: 1 }, "expected text with contains"],
    [{ field: "a", op: "isEmpty", value: "x" }, "expected no value with isEmpty"],
  ])("%j: %s", (condition, expected) => {
    expect(message({ where: [condition] })).toBe(expected);
  });
});

describe("HubSpot's limits", () => {
  const many = (count: number) => Array.from({ length: count }, () => ({ field: "a", value: 1 }));

  test.each([
    [{ where: many(6) }, true],
    [{ where: many(7) }, false],
    [{ whereAny: [many(6), many(6), many(6)] }, true],
    [{ whereAny: [many(6), many(6), many(6), many(1)] }, false],
    [{ whereAny: [many(1), many(1), many(1), many(1), many(1)] }, true],
    [{ whereAny: [many(1), many(1), many(1), many(1), many(1), many(1)] }, false],
    [{ sort: [{ field: "a" }, { field: "b" }] }, false],
  ])("hold (%#)", (input, fits) => {
    expect(Input.safeParse(input).success).toBe(fits);
  });
});
