import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FunctionError, type Issue } from "../../shared/runtime/errors.ts";
import { encodeProperties, isComputed, richText } from "../../shared/services/notion-properties.ts";
import { decodeProperties, decodeProperty } from "../../shared/services/notion-values.ts";

const ID = "1c0de8c0-1111-4222-8333-9f00aa11bb22";

function encode(type: string, value: unknown, options?: string[]): unknown {
  return encodeProperties({ It: value }, new Map([["It", { type, options }]])).It;
}

function issuesOf(run: () => unknown): Issue[] {
  try {
    run();
  } catch (error) {
    if (error instanceof FunctionError) return error.details.issues ?? [];
    throw error;
  }
  return [];
}

describe("richText", () => {
  const long = fc.string({ maxLength: 50, unit: "grapheme" }).map((text) => (text || "🙂").repeat(300));

  test("holds the text in items that Notion takes", () => {
    fc.assert(fc.property(long, (text) => {
      const items = richText(text).map((item) => item.text.content);
      expect(items.join("")).toBe(text);
      expect(items.every((item) => item.length > 0 && item.length <= 2_000)).toBe(true);
    }));
  });

  test("ends no item within a character", () => {
    fc.assert(fc.property(fc.integer({ min: 1_990, max: 2_010 }), (length) => {
      const items = richText(`${"a".repeat(length)}${"🙂".repeat(2_500)}`);
      expect(items.every((item) => item.text.content.isWellFormed())).toBe(true);
    }));
  });

  test("comes to an end with half characters", () => {
    expect(richText("\ud800".repeat(4_001)).map((item) => item.text.content.length)).toEqual([
      2_000,
      2_000,
      1,
    ]);
  });

  test("has no item for no text", () => {
    expect(richText("")).toEqual([]);
  });
});

describe("decodeProperty", () => {
  test.each([
    ["an unknown type", { type: "hologram", hologram: { depth: 3 } }],
    ["no value", { type: "number" }],
    ["another shape", { type: "title", title: "Order 7" }],
    ["a name of Object's", { type: "constructor" }],
    ["a formula without a result", { type: "formula", formula: null }],
    ["a rollup that is not supported", { type: "rollup", rollup: { type: "unsupported", unsupported: {} } }],
    ["a formula that is not supported", { type: "formula", formula: { type: "unsupported" } }],
  ])("is null for %s", (_, property) => {
    expect(decodeProperty(property)).toBeNull();
  });

  test("reads what formulas and rollups result in", () => {
    const formula = (type: string, value: unknown) => ({ type: "formula", formula: { type, [type]: value } });
    expect(decodeProperty(formula("boolean", false))).toBe(false);
    expect(decodeProperty(formula("string", ""))).toBe("");
    expect(decodeProperty(formula("date", { start: "2026-06-01" })))
      .toEqual({ start: "2026-06-01", end: null, timeZone: null });
    const rollup = {
      type: "rollup",
      rollup: { type: "array", array: [formula("number", 0)], function: "sum" },
    };
    expect(decodeProperty(rollup)).toEqual([0]);
  });

  test("reads a unique ID without a prefix", () => {
    expect(decodeProperty({ type: "unique_id", unique_id: { prefix: null, number: 12 } })).toBe("12");
  });

  test("takes any JSON without an error", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("title", "people", "rollup", "date", "files"),
        fc.jsonValue(),
        (type, value) => {
          decodeProperty({ type, [type]: value });
        },
      ),
    );
  });
});

test("decodeProperties keeps the properties that are named", () => {
  const properties = { A: { type: "number", number: 1 }, B: { type: "number", number: 2 } };
  expect(decodeProperties(properties, ["B", "C"])).toEqual({ B: 2 });
  expect(decodeProperties(properties)).toEqual({ A: 1, B: 2 });
});

describe("encodeProperties", () => {
  test.each([
    ["title", "Order 7", { title: [{ type: "text", text: { content: "Order 7" } }] }],
    ["rich_text", null, { rich_text: [] }],
    ["number", 0, { number: 0 }],
    ["number", "12.5", { number: 12.5 }],
    ["number", null, { number: null }],
    ["checkbox", "true", { checkbox: true }],
    ["select", "High", { select: { name: "High" } }],
    ["status", null, { status: null }],
    ["multi_select", ["a", "b"], { multi_select: [{ name: "a" }, { name: "b" }] }],
    ["multi_select", null, { multi_select: [] }],
    ["date", "2026-06-01", { date: { start: "2026-06-01" } }],
    ["date", { start: "2026-06-01T09:00", end: null, timeZone: "Europe/Berlin" }, {
      date: { start: "2026-06-01T09:00", time_zone: "Europe/Berlin" },
    }],
    ["date", null, { date: null }],
    ["people", [ID.replaceAll("-", "")], { people: [{ object: "user", id: ID }] }],
    ["people", [{ id: ID, name: "Ada", email: null }], { people: [{ object: "user", id: ID }] }],
    ["relation", [`https://app.notion.com/p/Order-7-${ID.replaceAll("-", "")}`], { relation: [{ id: ID }] }],
    ["url", "", { url: null }],
    ["email", "ada@example.com", { email: "ada@example.com" }],
    ["phone_number", 4930, { phone_number: "4930" }],
    ["files", [{ name: "a.png", url: "https://example.com/a.png", expiresAt: null }], {
      files: [{ name: "a.png", external: { url: "https://example.com/a.png" } }],
    }],
    ["files", [{ name: "a.png", fileUploadId: ID }], { files: [{ name: "a.png", file_upload: { id: ID } }] }],
  ])("writes %s %j", (type, value, expected) => {
    expect(encode(type, value)).toEqual(expected);
  });

  test.each([
    ["number", Infinity, "properties.It"],
    ["number", {}, "properties.It"],
    ["checkbox", null, "properties.It"],
    ["select", "", "properties.It"],
    ["multi_select", "a", "properties.It"],
    ["multi_select", Array.from({ length: 101 }, String), "properties.It"],
    ["date", "tomorrow", "properties.It"],
    ["date", { start: "2026-06-01", until: "2026-06-02" }, "properties.It.until"],
    ["people", ["Ada"], "properties.It[0]"],
    ["files", [{ name: "a", url: "http://example.com/a" }], "properties.It[0].url"],
    [
      "files",
      [{ name: "a", url: "https://s3.example.com/a", expiresAt: "2026-05-01T09:00:00.000Z" }],
      "properties.It[0].expiresAt",
    ],
    ["place", {}, "properties.It"],
    ["formula", 1, "properties.It"],
  ])("refuses %s %j", (type, value, path) => {
    const [issue] = issuesOf(() => encode(type, value));
    expect(issue?.path).toBe(path);
    expect(issue?.message).toBeTruthy();
  });

  test("names the options of a status", () => {
    expect(issuesOf(() => encode("status", "Lost", ["Open", "Done"])))
      .toEqual([{ path: "properties.It", message: "expected one of Open, Done" }]);
  });

  test("knows no properties but those that are there", () => {
    for (const name of ["__proto__", "constructor", "toString"]) {
      const values = Object.fromEntries([[name, "x"]]);
      expect(issuesOf(() => encodeProperties(values, new Map([["Name", { type: "title" }]])))).toEqual([
        { path: `properties.${name}`, message: "is not a property; the properties are Name" },
      ]);
    }
  });

  test("gives back what was decoded", () => {
    const values: [string, unknown][] = [
      ["title", "Order 7"],
      ["number", 12.5],
      ["checkbox", false],
      ["url", "https://example.com"],
      ["date", { start: "2026-06-01", end: "2026-06-02", timeZone: null }],
    ];
    for (const [type, value] of values) {
      const { [type]: encoded } = encode(type, value) as Record<string, unknown>;
      const raw = type === "title" ? [{ plain_text: value }] : encoded;
      expect(decodeProperty({ type, [type]: raw })).toEqual(value);
    }
  });
});

test("isComputed tells what cannot be set", () => {
  expect(isComputed("rollup")).toBe(true);
  expect(isComputed("title")).toBe(false);
});
