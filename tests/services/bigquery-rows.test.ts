/**
 * BigQuery's rows as values of their columns' types.
 *
 * @module
 */
import { describe, expect, it } from "vitest";
import { BigqueryField, type BigqueryRow, decodeRow, toColumn } from "../../shared/services/bigquery-rows.ts";

function decoded(field: Record<string, unknown>, v: unknown): unknown {
  return decodeRow([BigqueryField.parse({ name: "it", mode: "NULLABLE", ...field })], { f: [{ v }] }).it;
}

describe("scalars", () => {
  it.each([
    ["INTEGER", "42", 42],
    ["INT64", "-9007199254740991", -9007199254740991],
    ["INT64", "9007199254740992", "9007199254740992"],
    ["INT64", "-9223372036854775808", "-9223372036854775808"],
    ["FLOAT", "1.5e3", 1500],
    ["FLOAT64", "NaN", "NaN"],
    ["FLOAT64", "-Infinity", "-Infinity"],
    ["NUMERIC", "12.50", "12.50"],
    ["BIGNUMERIC", "99999999999999999999.5", "99999999999999999999.5"],
    ["BOOLEAN", "true", true],
    ["BOOL", "false", false],
    ["STRING", "true", "true"],
    ["BYTES", "aGk=", "aGk="],
    ["DATE", "2026-01-31", "2026-01-31"],
    ["DATETIME", "2026-01-31T10:00:00.5", "2026-01-31T10:00:00.5"],
    ["TIME", "10:00:00", "10:00:00"],
    ["INTERVAL", "1-2 3 4:5:6.7", "1-2 3 4:5:6.7"],
    ["GEOGRAPHY", "POINT(1 2)", "POINT(1 2)"],
    ["JSON", '{"a":[1,null]}', { a: [1, null] }],
    ["JSON", "{broken", "{broken"],
  ])("%s %s", (type, text, value) => {
    expect(decoded({ type }, text)).toEqual(value);
  });

  it.each(["INTEGER", "STRING", "TIMESTAMP", "RECORD", "RANGE"])("null as %s", (type) => {
    expect(decoded({ type }, null)).toBeNull();
    expect(decoded({ type }, undefined)).toBeNull();
  });
});

describe("timestamps", () => {
  it.each([
    ["0", "1970-01-01T00:00:00Z"],
    ["1672574400123456", "2023-01-01T12:00:00.123456Z"],
    ["1672574400500000", "2023-01-01T12:00:00.500Z"],
    ["1672574400000001", "2023-01-01T12:00:00.000001Z"],
    ["-1", "1969-12-31T23:59:59.999999Z"],
    ["-1000000", "1969-12-31T23:59:59Z"],
    ["-62135596800000000", "0001-01-01T00:00:00Z"],
    ["253402300799999999", "9999-12-31T23:59:59.999999Z"],
    ["1.6725744E9", "1.6725744E9"],
  ])("%s", (text, value) => {
    expect(decoded({ type: "TIMESTAMP" }, text)).toBe(value);
  });
});

describe("ranges", () => {
  it.each([
    ["DATE", "[2026-01-01, 2026-02-01)", { start: "2026-01-01", end: "2026-02-01" }],
    ["DATE", "[UNBOUNDED, 2026-02-01)", { start: null, end: "2026-02-01" }],
    ["TIMESTAMP", "[0, UNBOUNDED)", { start: "1970-01-01T00:00:00Z", end: null }],
    ["DATE", "anything", "anything"],
  ])("of %s: %s", (type, text, value) => {
    expect(decoded({ type: "RANGE", rangeElementType: { type } }, text)).toEqual(value);
  });
});

describe("nested columns", () => {
  const item = {
    type: "RECORD",
    fields: [
      { name: "sku", type: "STRING", mode: "NULLABLE" },
      { name: "sizes", type: "INTEGER", mode: "REPEATED" },
    ],
  };
  const value = { f: [{ v: "A1" }, { v: [{ v: "1" }, { v: "2" }] }] };

  it("are objects", () => {
    expect(decoded(item, value)).toEqual({ sku: "A1", sizes: [1, 2] });
  });

  it("are lists of objects where they are repeated", () => {
    expect(decoded({ ...item, mode: "REPEATED" }, [{ v: value }])).toEqual([{ sku: "A1", sizes: [1, 2] }]);
    expect(decoded({ ...item, mode: "REPEATED" }, [])).toEqual([]);
    expect(decoded({ ...item, mode: "REPEATED" }, null)).toEqual([]);
  });

  it("are described under the names of SQL", () => {
    expect(toColumn(BigqueryField.parse({ name: "items", mode: "REPEATED", ...item }))).toEqual({
      name: "items",
      type: "STRUCT",
      isList: true,
      columns: [{ name: "sku", type: "STRING", isList: false }, {
        name: "sizes",
        type: "INT64",
        isList: true,
      }],
    });
  });
});

it("takes a column's name for nothing but a name", () => {
  const row = decodeRow([BigqueryField.parse({ name: "__proto__", type: "STRING" })], { f: [{ v: "x" }] });
  expect(Object.hasOwn(row, "__proto__")).toBe(true);
  expect(Object.getPrototypeOf(row)).toBe(Object.prototype);
  expect("polluted" in {}).toBe(false);
});

it.each<[string, Record<string, unknown>, BigqueryRow]>([
  ["too few cells", { type: "STRING" }, { f: [] }],
  ["text for a STRUCT", { type: "RECORD", fields: [] }, { f: [{ v: "x" }] }],
  ["an object for text", { type: "STRING" }, { f: [{ v: { f: [] } }] }],
  ["text for a list", { type: "STRING", mode: "REPEATED" }, { f: [{ v: "x" }] }],
])("refuses rows that do not fit: %s", (_, field, row) => {
  expect(() => decodeRow([BigqueryField.parse({ name: "it", ...field })], row)).toThrow("do not fit");
});
