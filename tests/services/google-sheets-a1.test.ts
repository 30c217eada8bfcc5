import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { expandPath, resolveUrl } from "../../shared/runtime/url.ts";
import {
  a1,
  columnName,
  columnNumber,
  formatArea,
  parseArea,
  quoteSheet,
  splitA1,
} from "../../shared/services/google-sheets-a1.ts";
import { sheetTitle } from "../../shared/services/google-sheets.ts";

const LAST_COLUMN = 18_278;
const column = fc.integer({ min: 1, max: LAST_COLUMN });
const row = fc.integer({ min: 1, max: 10_000_000 });

/** Titles that would mean something else if one quote were missing. */
const HOSTILE = [
  "H7",
  "ENT2",
  "A1:B2",
  "Bob's",
  "''",
  "'",
  "Sheet1'!A1",
  "'Other'!A1:Z9",
  "a!b",
  "!",
  ".",
  "..",
  "a/../b",
  "100%",
  "%27!",
  "q?x=1#y",
  "tab\tand\nline",
  "\u202Eevil",
  "Größe",
  "🙂",
  " ",
];
const title = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ minLength: 1, maxLength: 100, unit: "grapheme" }),
  fc.string({
    minLength: 1,
    maxLength: 30,
    unit: fc.constantFrom("'", "!", ":", "$", "A", "1", " ", "/", "."),
  }),
);
const cells = fc.oneof(
  fc.tuple(column, row).map(([x, y]) => columnName(x) + y),
  fc.tuple(column, column, row).map(([x, y, z]) => `${columnName(x)}${z}:${columnName(y)}`),
  fc.tuple(row, row).map(([x, y]) => `${x}:${y}`),
);

describe("columnName", () => {
  test.each([[1, "A"], [26, "Z"], [27, "AA"], [52, "AZ"], [53, "BA"], [702, "ZZ"], [703, "AAA"]])(
    "%i is %s",
    (number, name) => {
      expect(columnName(number)).toBe(name);
      expect(columnNumber(name)).toBe(number);
    },
  );

  test("counts up to ZZZ without a gap", () => {
    const names = Array.from({ length: LAST_COLUMN }, (_, index) => columnName(index + 1));
    expect(new Set(names).size).toBe(LAST_COLUMN);
    expect(names.at(-1)).toBe("ZZZ");
    expect(names.map(columnNumber)).toEqual(names.map((_, index) => index + 1));
  });
});

describe("a1", () => {
  test("comes apart into what it was made of, whatever the title", () => {
    fc.assert(fc.property(title, cells, (sheet, area) => {
      expect(splitA1(a1(sheet, area))).toEqual({ sheet, cells: area });
    }));
  });

  test("leaves no way out of the quotes", () => {
    fc.assert(fc.property(title, (sheet) => {
      const quoted = quoteSheet(sheet);
      expect(quoted).toMatch(/^'(?:[^']|'')*'$/s);
      expect(quoted.slice(1, -1).replaceAll("''", "'")).toBe(sheet);
    }));
  });

  test("stays one segment of an address", () => {
    fc.assert(fc.property(title, cells, (sheet, area) => {
      const range = a1(sheet, area);
      const path = expandPath("v4/spreadsheets/{spreadsheetId}/values/{range}:append", {
        spreadsheetId: "1nJu",
        range,
      });
      const url = resolveUrl("https://sheets.googleapis.com/", path);
      const [, , , id, , last = ""] = url.pathname.split("/");
      expect(url.pathname.split("/")).toHaveLength(6);
      expect([id, url.search, url.hash]).toEqual(["1nJu", "", ""]);
      expect(decodeURIComponent(last)).toBe(`${range}:append`);
    }));
  });

  test("names no tab where none is given", () => {
    expect(a1(undefined, "A1:B2")).toBe("A1:B2");
    expect(splitA1("A1:B2")).toEqual({ cells: "A1:B2" });
  });

  test("reads Google's own spelling, which quotes only where it has to", () => {
    expect(splitA1("Sheet1!A4:C6")).toEqual({ sheet: "Sheet1", cells: "A4:C6" });
    expect(splitA1("'Class Data'!A1:D5")).toEqual({ sheet: "Class Data", cells: "A1:D5" });
  });
});

describe("parseArea", () => {
  test.each([
    ["B2", { startColumn: 2, startRow: 2, endColumn: 2, endRow: 2 }],
    ["$b$2:C10", { startColumn: 2, startRow: 2, endColumn: 3, endRow: 10 }],
    ["C10:B2", { startColumn: 2, startRow: 2, endColumn: 3, endRow: 10 }],
    ["A2:F", { startColumn: 1, startRow: 2, endColumn: 6 }],
    ["A:F", { startColumn: 1, endColumn: 6 }],
    ["2:20", { startRow: 2, endRow: 20 }],
  ])("reads %s", (text, area) => {
    expect(parseArea(text)).toEqual({
      startColumn: undefined,
      startRow: undefined,
      endColumn: undefined,
      endRow: undefined,
      ...area,
    });
  });

  test.each([
    "",
    ":",
    "A",
    "7",
    "A1:",
    ":B2",
    "A1:B2:C3",
    "A0",
    "AAAA1",
    "A1:2",
    "A:2",
    "Sheet1!A1",
    "A1 ",
    "Ä1",
  ])(
    "refuses %j",
    (text) => {
      expect(parseArea(text)).toBeUndefined();
    },
  );

  test("reads what formatArea writes", () => {
    fc.assert(fc.property(column, row, column, row, (startColumn, startRow, width, height) => {
      const area = {
        startColumn,
        startRow,
        endColumn: Math.min(startColumn + width, LAST_COLUMN),
        endRow: startRow + height,
      };
      expect(parseArea(formatArea(area))).toEqual(area);
    }));
  });

  test("takes any text without an error", () => {
    fc.assert(fc.property(fc.string(), (text) => {
      parseArea(text);
    }));
  });
});

test("a title is whole characters", () => {
  expect(sheetTitle.safeParse("\uD800").success).toBe(false);
  expect(sheetTitle.safeParse("🙂").success).toBe(true);
});
