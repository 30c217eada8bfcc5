/**
 * The words for what a schema finds, and which known name an unknown one resembles.
 *
 * @module
 */
import { describe, expect, test } from "vitest";
import { resembling } from "./explain.ts";
import type { JsonObject } from "./json.ts";
import { ContractSchemas } from "./schemas.ts";

function told(schema: JsonObject, value: unknown): string[] {
  const document = { components: { schemas: { Tested: schema } } };
  const schemas = new ContractSchemas(document, { base: "https://contract.invalid/test" });
  return schemas.check("/components/schemas/Tested", "closed", value)
    .map(({ pointer, message }) => `${pointer} ${message}`);
}

describe("a finding says what was expected and what came", () => {
  test.each<[string, JsonObject, unknown, string]>([
    ["type", { type: "string" }, 5, " Expected string, got 5"],
    ["types", { type: ["string", "null"] }, 5, " Expected string or null, got 5"],
    [
      "types of alternatives",
      { anyOf: [{ type: "string" }, { type: "array" }] },
      5,
      " Expected string or array, got 5",
    ],
    ["enum", { enum: ["a", "b"] }, "c", ' Expected one of "a", "b", got "c"'],
    ["const", { const: true }, false, " Expected true, got false"],
    ["pattern", { pattern: "^a" }, "b", ' Expected text that matches ^a, got "b"'],
    ["format", { format: "date" }, "b", ' Expected the format date, got "b"'],
    ["limit", { minimum: 1 }, 0, " Expected a value that must be >= 1, got 0"],
    ["required", { required: ["a/b"] }, {}, "/a~1b Expected this member, got none"],
    ["unknown", { properties: { ab: {} } }, { c: 1 }, '/c Expected a known member, got "c"'],
    [
      "misspelt",
      { properties: { dueDate: {} } },
      { due_date: 1 },
      '/due_date Expected a known member such as "dueDate", got "due_date"',
    ],
    ["several fit", { oneOf: [{}, {}] }, 1, " Expected exactly one alternative to fit 1"],
    ["long value", { const: 1 }, "x".repeat(100), ` Expected 1, got "${"x".repeat(89)}...`],
  ])("%s", (_, schema, value, message) => {
    expect(told(schema, value)).toEqual([message]);
  });

  test("a failed condition is told by what it demands", () => {
    const schema = { properties: { a: {}, b: {} }, if: { required: ["a"] }, then: { required: ["b"] } };
    expect(told(schema, { a: 1 })).toEqual(["/b Expected this member, got none"]);
    expect(told(schema, { b: 1 })).toEqual([]);
  });

  test("alternatives within alternatives", () => {
    const inner = { anyOf: [{ properties: { b: { type: "string" } }, required: ["b"] }, { type: "null" }] };
    const schema = { anyOf: [{ properties: { a: inner }, required: ["a"] }, { type: "string" }] };
    expect(told(schema, { a: { b: 1 } })).toEqual(["/a/b Expected string, got 1"]);
    expect(told(schema, { a: null })).toEqual([]);
  });
});

test.each([
  ["due_date", "dueDate"],
  ["DueDate", "dueDate"],
  ["dueDates", "dueDate"],
  ["threadId", undefined],
  ["id", undefined],
])("%s resembles %s", (name, known) => {
  expect(resembling(name, ["dueDate", "ids"])).toBe(known);
});
