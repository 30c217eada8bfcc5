import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FunctionError } from "../../shared/runtime/errors.ts";
import {
  findColumn,
  objectFromRow,
  readColumns,
  requireValues,
  rowsFromObjects,
  tableColumns,
} from "../../shared/services/google-sheets-table.ts";
import { Cell, spreadsheetId } from "../../shared/services/google-sheets.ts";

function issuesOf(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    if (error instanceof FunctionError) return error.details.issues;
    throw error;
  }
  return [];
}

describe("readColumns", () => {
  test.each([
    [["Name", " Email "], { first: 1, names: ["Name", "Email"] }],
    [["", "Name", "", 2026, "Name", "Name"], {
      first: 1,
      names: ["col_A", "Name", "col_C", "2026", "Name (2)", "Name (3)"],
    }],
    [["Name", "Name (2)", "Name"], { first: 1, names: ["Name", "Name (2)", "Name (3)"] }],
    [["Name", "Name", "Name (2)"], { first: 1, names: ["Name", "Name (2)", "Name (2) (2)"] }],
    [undefined, { first: 1, names: [] }],
  ])("%j", (header, columns) => {
    expect(readColumns(header)).toEqual(columns);
  });

  test("counts from where the header starts", () => {
    expect(readColumns(["a", "", "b"], 26)).toEqual({ first: 26, names: ["a", "col_AA", "b"] });
  });

  test("gives every column a name of its own", () => {
    const cell = fc.oneof(fc.constantFrom("a", "a (2)", "col_A", "col_B", "", "__proto__"), fc.string());
    fc.assert(fc.property(fc.array(cell), (header) => {
      const { names } = readColumns(header);
      expect(new Set(names).size).toBe(names.length);
    }));
  });
});

describe("tableColumns", () => {
  test("starts at the first name", () => {
    expect(tableColumns(["", null, "Name", "", "Email"])).toEqual({
      first: 3,
      names: ["Name", "col_D", "Email"],
    });
  });

  test.each([[undefined], [[]], [["", " ", null]]])("needs names, so %j does not do", (header) => {
    expect(issuesOf(() => tableColumns(header))).toEqual([
      { path: "headerRow", message: "expected a row with the names of the columns" },
    ]);
  });
});

describe("rows", () => {
  const columns = readColumns(["Name", "Email", "__proto__", "constructor"]);

  test("go to their columns and back", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string({ minLength: 1 }), fc.integer()), { maxLength: 4 }), (row) => {
        const object = objectFromRow(row, columns);
        expect(rowsFromObjects([object], columns, "error")).toEqual([
          [0, 1, 2, 3].map((index) => row[index] ?? null),
        ]);
      }),
    );
  });

  test("keep cells beside the last column under made-up names", () => {
    expect(objectFromRow(["a"], readColumns(["x", "y"]))).toEqual({ x: "a", y: null });
    expect(objectFromRow(["a", 1, true], readColumns(["x"]))).toEqual({ x: "a", col_B: 1, col_C: true });
  });

  test("cannot reach an object's prototype", () => {
    const object = objectFromRow(["a", "b", "evil"], columns);
    expect(Object.getPrototypeOf(object)).toBe(Object.prototype);
    expect(Object.entries(object)).toContainEqual(["__proto__", "evil"]);
  });

  test("name their unknown columns, each with its place", () => {
    const columns = readColumns(["Name"]);
    expect(issuesOf(() => rowsFromObjects([{ Name: "a" }, { Nmae: "b" }], columns, "error"))).toEqual([
      { path: "rows[1].Nmae", message: "is not a column; the columns are Name" },
    ]);
    expect(rowsFromObjects([{ Nmae: "b", " Name ": "c" }], columns, "ignore")).toEqual([["c"]]);
  });

  test("are refused where they hold nothing", () => {
    expect(issuesOf(() => requireValues([["a"], [null, ""], []]))).toEqual([
      { path: "rows[1]", message: "expected at least one value" },
    ]);
    expect(issuesOf(() => requireValues([[false], [0]]))).toEqual([]);
  });
});

test("a column is found by its name", () => {
  const columns = tableColumns(["", "Name", "Email"]);
  expect(findColumn(columns, " Email ", "column")).toBe(3);
  expect(issuesOf(() => findColumn(columns, "email", "column"))).toEqual([
    { path: "column", message: "is not a column; the columns are Name, Email" },
  ]);
});

describe("spreadsheetId", () => {
  const ID = "1nJusnP5l6i2BJsGcZHtPWkw_-x";

  test.each([
    ID,
    `https://docs.google.com/spreadsheets/d/${ID}`,
    `https://docs.google.com/spreadsheets/d/${ID}/edit?gid=0#gid=0`,
    `https://docs.google.com/spreadsheets/u/1/d/${ID}/edit`,
    `https://docs.google.com/a/example.com/spreadsheets/d/${ID}/edit`,
  ])("%s", (text) => {
    expect(spreadsheetId.parse(text)).toBe(ID);
  });

  test.each([
    "",
    "a/b",
    "..",
    `${ID}/edit`,
    `http://docs.google.com/spreadsheets/d/${ID}`,
    `https://docs.google.com.evil.example/spreadsheets/d/${ID}`,
    "https://docs.google.com/spreadsheets/d/e/2PACX-1vExample/pubhtml",
    `https://docs.google.com/document/d/${ID}`,
  ])("not %j", (text) => {
    expect(spreadsheetId.safeParse(text).success).toBe(false);
  });
});

test("a cell is text, a finite number, true, false or null", () => {
  for (const cell of ["007", 7, false, null, "x".repeat(50_000)]) expect(Cell.parse(cell)).toBe(cell);
  for (const cell of [NaN, Infinity, "x".repeat(50_001), {}, []]) {
    expect(Cell.safeParse(cell).success).toBe(false);
  }
});
