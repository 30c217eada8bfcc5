/**
 * Text that a spreadsheet program would run as a formula, were it typed in or opened from a CSV file.
 *
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 * @module
 * @version 0.1.0
 */
import * as z from "../runtime/zod.ts";
import { a1, columnName, parseArea, splitA1 } from "./google-sheets-a1.ts";
import type { Cell } from "./google-sheets.ts";

export const MAX_FLAGGED = 100;
const FORMULA_START = /^(?:[\t\r\n]|\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/;
const PLAIN_NUMBER = /^[+-]?\d+(?:\.\d+)?$/;

/** Text that starts a formula. A number with a sign is none. */
export function startsFormula(cell: unknown): boolean {
  return typeof cell === "string" && FORMULA_START.test(cell) && !PLAIN_NUMBER.test(cell);
}

export const formulaCells = z.array(z.string()).describe(
  "Cells (at most 100) with text that starts like a formula: harmless in Google Sheets, but put ' before it in " +
    "a CSV file",
);

/** The addresses of such cells, in rows whose first cell is at the given place. */
export function findFormulaCells(
  rows: readonly (readonly Cell[])[],
  startRow: number,
  startColumn: number,
): string[] {
  const found: string[] = [];
  for (const [y, row] of rows.entries()) {
    for (const [x, cell] of row.entries()) {
      if (!startsFormula(cell)) continue;
      found.push(columnName(startColumn + x) + (startRow + y));
      if (found.length === MAX_FLAGGED) return found;
    }
  }
  return found;
}

/** The same for values with the ranges that they go to. */
export function formulaCellsOf(
  data: readonly { range: string; values: readonly (readonly Cell[])[] }[],
): string[] {
  return data.flatMap(({ range, values }) => {
    const { sheet, cells } = splitA1(range);
    const { startRow = 1, startColumn = 1 } = parseArea(cells) ?? {};
    return findFormulaCells(values, startRow, startColumn).map((cell) => a1(sheet, cell));
  }).slice(0, MAX_FLAGGED);
}

interface Parsed {
  parse?: boolean | undefined;
  allowFormulas?: boolean | undefined;
}

/** For `.superRefine(...)`: text that Google is to parse must not start a formula by accident. */
export function refuseFormulas<K extends string>(...fields: K[]) {
  return (input: Parsed & { [Field in K]?: unknown }, context: z.core.$RefinementCtx): void => {
    if (!input.parse || input.allowFormulas) return;
    for (const field of fields) {
      const path = formulaPath(input[field], [field]);
      if (!path) continue;
      const message = "expected text that does not start like a formula, unless allowFormulas is set";
      context.addIssue({ code: "custom", path, message });
    }
  };
}

function formulaPath(value: unknown, path: PropertyKey[]): PropertyKey[] | undefined {
  if (startsFormula(value)) return path;
  if (typeof value !== "object" || value === null) return undefined;
  const entries: Iterable<[PropertyKey, unknown]> = Array.isArray(value)
    ? value.entries()
    : Object.entries(value);
  for (const [key, item] of entries) {
    const found = formulaPath(item, [...path, key]);
    if (found) return found;
  }
  return undefined;
}
