/**
 * Where Google Sheets appends, and what it answers. It looks for the table that the given range touches, and
 * writes below it from the table's first column on: only a range that is the header itself points to one table.
 *
 * @see https://developers.google.com/workspace/sheets/api/guides/values#append-values
 * @module
 * @version 0.1.0
 */
import * as z from "../runtime/zod.ts";
import { columnName, formatArea, parseArea, splitA1 } from "./google-sheets-a1.ts";
import { findFormulaCells } from "./google-sheets-formulas.ts";
import type { Columns } from "./google-sheets-table.ts";
import type { Cell } from "./google-sheets.ts";

/** For rows without names. */
export const FIRST_COLUMN: Columns = { first: 1, names: [] };

/** The header's cells. */
export function columnsArea({ first, names }: Columns, row: number): string {
  if (names.length === 0) return columnName(first) + row;
  const endColumn = first + names.length - 1;
  return formatArea({ startColumn: first, startRow: row, endColumn, endRow: row });
}

export const Appended = z.object({
  tableRange: z.string().optional(),
  updates: z.object({
    updatedRange: z.string(),
    updatedRows: z.number().default(0),
    updatedCells: z.number().default(0),
  }),
});

export function appended(
  { tableRange, updates }: z.output<typeof Appended>,
  values: readonly (readonly Cell[])[],
  { first }: Columns,
) {
  const { startRow, startColumn } = parseArea(splitA1(updates.updatedRange).cells) ?? {};
  const moved = startColumn !== undefined && startColumn !== first;
  return {
    range: updates.updatedRange,
    firstRow: startRow,
    rowCount: updates.updatedRows,
    cellCount: updates.updatedCells,
    tableRange,
    formulaCells: findFormulaCells(values, startRow ?? 1, startColumn ?? first),
    warning: moved
      ? `Google Sheets found another table and wrote from column ${columnName(startColumn)}, ` +
        `expected column ${columnName(first)}`
      : undefined,
  };
}
