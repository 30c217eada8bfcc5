import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as z from "../../shared/runtime/zod.ts";
import {
  findFormulaCells,
  refuseFormulas,
  startsFormula,
} from "../../shared/services/google-sheets-formulas.ts";

describe("startsFormula", () => {
  test.each([
    "=1+1",
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "=",
    "＝1",
    "＠SUM(A1)",
    "+49 151 234",
    "-5,00 €",
    "--1",
  ])("%j", (text) => {
    expect(startsFormula(text)).toBe(true);
  });

  test.each(["", "a=1", "7", "-7", "+4915112345", "-7.25", "'=1", "1/2", 5, -5, true, null, undefined])(
    "not %j",
    (cell) => {
      expect(startsFormula(cell)).toBe(false);
    },
  );

  test("whatever follows the first character, unless it is a number", () => {
    fc.assert(fc.property(fc.constantFrom("=", "+", "-", "@"), fc.string(), (start, rest) => {
      fc.pre(!/^\d+(\.\d+)?$/.test(rest));
      expect(startsFormula(start + rest)).toBe(true);
    }));
  });
});

describe("findFormulaCells", () => {
  test("names cells by their place", () => {
    expect(findFormulaCells([["a", "=b"], ["@c", null, 1, "-d"]], 10, 26)).toEqual(["AA10", "Z11", "AC11"]);
  });

  test("stops at a hundred", () => {
    expect(findFormulaCells(Array.from({ length: 500 }, () => ["=1"]), 1, 1)).toHaveLength(100);
  });
});

describe("refuseFormulas", () => {
  const Input = z.strictObject({
    rows: z.array(z.union([z.array(z.string()), z.record(z.string(), z.string())])),
    parse: z.boolean().optional(),
    allowFormulas: z.boolean().optional(),
  }).superRefine(refuseFormulas("rows"));
  const paths = (input: z.input<typeof Input>) =>
    Input.safeParse(input).error?.issues.map((issue) => issue.path) ?? [];

  test("names the first cell", () => {
    expect(paths({ rows: [["a"], ["b", "=c"]], parse: true })).toEqual([["rows", 1, 1]]);
    expect(paths({ rows: [{ Name: "a", Note: "=b" }], parse: true })).toEqual([["rows", 0, "Note"]]);
  });

  test("only where text is parsed and formulas are not meant", () => {
    expect(paths({ rows: [["=a"]] })).toEqual([]);
    expect(paths({ rows: [["=a"]], parse: true, allowFormulas: true })).toEqual([]);
  });
});
