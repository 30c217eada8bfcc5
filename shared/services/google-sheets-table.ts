/**
 * A tab as a table: its header row gives the columns their names, and rows become objects and back.
 *
 * @module
 * @version 0.1.0
 */
import type { Issue } from "../runtime/errors.ts";
import { inputError } from "../runtime/issues.ts";
import * as z from "../runtime/zod.ts";
import { columnName } from "./google-sheets-a1.ts";
import { Cell } from "./google-sheets.ts";

const MAX_LISTED = 20;

export interface Columns {
  /** Number of the first named column. */
  first: number;
  names: string[];
}

/** A row by the names of its columns. */
export const RowObject = z.record(z.string(), Cell);
export type RowObject = z.output<typeof RowObject>;

const MAX_ROWS = 5_000;

/** Rows by the names of their columns, or rows in the order of the columns. */
export const TableRows = z.union([
  z.array(RowObject).min(1).max(MAX_ROWS),
  z.array(z.array(Cell)).min(1).max(MAX_ROWS),
]);

export function areObjects(rows: z.output<typeof TableRows>): rows is RowObject[] {
  return !Array.isArray(rows[0]);
}

export const unknownColumns = z.enum(["error", "ignore"]).default("error");

/**
 * Names the columns from number `start` on by a header row. A blank name becomes `col_<letter>`, a repeated one
 * gets a number.
 */
export function readColumns(header: readonly Cell[] = [], start = 1): Columns {
  return { first: start, names: uniqueNames(header.map(headerText), start) };
}

/** The columns of a table to write to: blank cells before the first name do not belong to it. */
export function tableColumns(header: readonly Cell[] = []): Columns {
  const texts = header.map(headerText);
  const first = texts.findIndex((text) => text !== "");
  if (first < 0) {
    throw inputError([{ path: "headerRow", message: "expected a row with the names of the columns" }]);
  }
  return { first: first + 1, names: uniqueNames(texts.slice(first), first + 1) };
}

function headerText(cell: Cell): string {
  return String(cell ?? "").trim();
}

function uniqueNames(texts: readonly string[], first: number): string[] {
  const names = new Set<string>();
  for (const [index, text] of texts.entries()) {
    const wanted = text || `col_${columnName(first + index)}`;
    let name = wanted;
    for (let count = 2; names.has(name); count++) name = `${wanted} (${count})`;
    names.add(name);
  }
  return [...names];
}

/** The number of a column by its name; throws where there is none. */
export function findColumn({ first, names }: Columns, name: string, path: string): number {
  const index = names.indexOf(name.trim());
  if (index < 0) throw inputError([{ path, message: notAColumn(names) }]);
  return first + index;
}

/** Rows in the order of the columns. Columns that a row does not name keep what they hold. */
export function rowsFromObjects(
  rows: readonly RowObject[],
  { names }: Columns,
  unknown: "error" | "ignore",
): Cell[][] {
  const places = new Map(names.map((name, index) => [name, index]));
  const issues: Issue[] = [];
  const table = rows.map((row, index) => {
    const cells = names.map((): Cell => null);
    for (const [name, cell] of Object.entries(row)) {
      const place = places.get(name.trim());
      if (place !== undefined) cells[place] = cell;
      else if (unknown === "error") {
        issues.push({ path: `rows[${index}].${name}`, message: notAColumn(names) });
      }
    }
    return cells;
  });
  if (issues.length > 0) throw inputError(issues);
  return table;
}

function notAColumn(names: readonly string[]): string {
  if (names.length === 0) return "is not a column; the header row is empty";
  const listed = names.slice(0, MAX_LISTED).join(", ");
  return `is not a column; the columns are ${listed}${names.length > MAX_LISTED ? ", ..." : ""}`;
}

/** A row by the names of the columns. Cells to the right of the last name get made-up names. */
export function objectFromRow(row: readonly Cell[], { first, names }: Columns): RowObject {
  const extra = row.slice(names.length).map((_, index) => `col_${columnName(first + names.length + index)}`);
  return Object.fromEntries([...names, ...extra].map((name, index) => [name, row[index] ?? null]));
}

/** Throws where a row would be blank. */
export function requireValues(rows: readonly (readonly Cell[])[]): void {
  const blank = rows.findIndex((row) => !hasValues(row));
  if (blank >= 0) throw inputError([{ path: `rows[${blank}]`, message: "expected at least one value" }]);
}

/** Whether there is anything in a row. */
export function hasValues(row: readonly Cell[]): boolean {
  return row.some((cell) => cell !== null && cell !== "");
}
