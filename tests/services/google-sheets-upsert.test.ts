import { describe, expect, test } from "vitest";
import { FunctionError } from "../../shared/runtime/errors.ts";
import { isMatch } from "../../shared/services/google-sheets-match.ts";
import { planUpsert, rowUpdates, upserted } from "../../shared/services/google-sheets-upsert.ts";

describe("isMatch", () => {
  const equals = { match: "equals", caseSensitive: false } as const;

  test.each([
    [" Ada@Example.com", { ...equals, value: "ada@example.com " }, true],
    ["Ada", { ...equals, value: "ada", caseSensitive: true }, false],
    [7, { ...equals, value: "7" }, true],
    ["7", { ...equals, value: 7 }, true],
    ["007", { ...equals, value: 7 }, false],
    [true, { ...equals, value: "TRUE" }, true],
    ["70", { ...equals, match: "startsWith" as const, value: 7 }, true],
    ["x70", { ...equals, match: "startsWith" as const, value: 7 }, false],
    ["x70", { ...equals, match: "contains" as const, value: "70" }, true],
    ["a.b", { ...equals, match: "contains" as const, value: "^a.*$" }, false],
    [undefined, { ...equals, match: "contains" as const, value: " " }, false],
    ["", { ...equals, value: " " }, false],
    [null, { ...equals, value: "null" }, false],
  ])("%j %j", (cell, wanted, expected) => {
    expect(isMatch(cell, wanted)).toBe(expected);
  });
});

describe("planUpsert", () => {
  const held = [["b"], [" a "], [], ["a"], [7]];
  const plan = (rows: (string | number | null)[][], onDuplicate: "first" | "all" | "error" = "first") =>
    planUpsert({ rows, keyIndex: 0, held, firstRow: 2, onDuplicate });
  const refused = (act: () => unknown) => {
    try {
      act();
    } catch (error) {
      if (error instanceof FunctionError) return error.details.issues;
    }
    return undefined;
  };

  test("updates what is there and adds the rest, and leaves the keys as they are", () => {
    expect(plan([["a", 1], ["new", 2], ["7", 3]])).toEqual({
      updates: [{ row: 3, cells: [null, 1] }, { row: 6, cells: [null, 3] }],
      appends: [["new", 2]],
      matches: [{ key: "a", rows: [3] }, { key: "new", rows: [] }, { key: "7", rows: [6] }],
    });
  });

  test("updates all rows with the key where that is wanted", () => {
    expect(plan([["a", 1]], "all").matches).toEqual([{ key: "a", rows: [3, 5] }]);
  });

  test.each([
    [[["a", 1], [" a", 2]], "first" as const, "rows[1]", "has the same key as an earlier row"],
    [[[null, 1]], "first" as const, "rows[0]", "expected a value for the key column"],
    [[["b", 1], ["a", 1]], "error" as const, "rows[1]", "has a key that several rows of the tab have"],
  ])("refuses %j", (rows, onDuplicate, path, message) => {
    expect(refused(() => plan(rows, onDuplicate))).toEqual([{ path, message }]);
  });

  test("becomes ranges and results", () => {
    const done = plan([["a", "=1"], ["new", 2], ["newer", "+x"]], "all");
    const columns = { first: 2, names: ["Key", "Value"] };
    expect(rowUpdates(done, columns, "It's")).toEqual([
      { range: "'It''s'!B3:C3", majorDimension: "ROWS", values: [[null, "=1"]] },
      { range: "'It''s'!B5:C5", majorDimension: "ROWS", values: [[null, "=1"]] },
    ]);
    expect(upserted(done, columns, { firstRow: 9, formulaCells: ["C10"], warning: undefined })).toEqual({
      updatedRows: 2,
      appendedRows: 2,
      results: [
        { key: "a", action: "updated", row: 3 },
        { key: "a", action: "updated", row: 5 },
        { key: "new", action: "appended", row: 9 },
        { key: "newer", action: "appended", row: 10 },
      ],
      formulaCells: ["C3", "C5", "C10"],
      warning: undefined,
    });
  });
});
