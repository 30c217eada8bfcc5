/**
 * A1 notation: the addresses of cells in a spreadsheet.
 *
 * @see https://developers.google.com/workspace/sheets/api/guides/concepts#cell
 * @module
 * @version 0.1.0
 */

/** A rectangle of cells, counted from 1. It is open where a side is absent. */
export interface Area {
  startColumn?: number | undefined;
  startRow?: number | undefined;
  endColumn?: number | undefined;
  endRow?: number | undefined;
}

const LETTERS = 26;
const CORNER = /^\$?([A-Z]{1,3})?\$?([1-9]\d{0,7})?$/i;

/** `A` for 1, `AA` for 27: base 26 without a zero. */
export function columnName(column: number): string {
  let name = "";
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / LETTERS)) {
    name = String.fromCharCode(65 + ((rest - 1) % LETTERS)) + name;
  }
  return name;
}

/** 1 for `A`. */
export function columnNumber(name: string): number {
  let column = 0;
  for (const letter of name.toUpperCase()) column = column * LETTERS + letter.charCodeAt(0) - 64;
  return column;
}

/** Always quoted: a bare `H7` would be read as a cell of the first tab. */
export function quoteSheet(title: string): string {
  return `'${title.replaceAll("'", "''")}'`;
}

/** Cells of a tab; without a title of the first visible tab. */
export function a1(sheet: string | undefined, cells: string): string {
  return sheet === undefined ? cells : `${quoteSheet(sheet)}!${cells}`;
}

/** Takes an address apart again. A title may hold `!`, cells do not. */
export function splitA1(address: string): { sheet?: string; cells: string } {
  const separator = address.lastIndexOf("!");
  if (separator < 0) return { cells: address };
  const title = address.slice(0, separator);
  const sheet = /^'.*'$/s.test(title) ? title.slice(1, -1).replaceAll("''", "'") : title;
  return { sheet, cells: address.slice(separator + 1) };
}

/** Reads `B2`, `A1:F20`, `A2:F`, `A:F` and `2:20`; `undefined` for anything else. */
export function parseArea(cells: string): Area | undefined {
  const [from = "", to, ...more] = cells.split(":");
  const start = parseCorner(from);
  const end = to === undefined ? start : parseCorner(to);
  if (!start || !end || more.length > 0) return undefined;
  const isCell = start.column !== undefined && start.row !== undefined;
  if (to === undefined && !isCell) return undefined;
  const sameKind = (start.column === undefined) === (end.column === undefined) &&
    (start.row === undefined) === (end.row === undefined);
  const isOpen = isCell && end.column !== undefined && end.row === undefined;
  if (!sameKind && !isOpen) return undefined;
  const [startColumn, endColumn] = sorted(start.column, end.column);
  if (isOpen) return { startColumn, startRow: start.row, endColumn };
  const [startRow, endRow] = sorted(start.row, end.row);
  return { startColumn, startRow, endColumn, endRow };
}

function parseCorner(text: string): { column?: number; row?: number } | undefined {
  const match = CORNER.exec(text);
  const [, letters, digits] = match ?? [];
  if (!letters && !digits) return undefined;
  return { ...(letters && { column: columnNumber(letters) }), ...(digits && { row: Number(digits) }) };
}

function sorted(a: number | undefined, b: number | undefined): [number | undefined, number | undefined] {
  return a !== undefined && b !== undefined && a > b ? [b, a] : [a, b];
}

/** `A2:F20`, `A2:F`, `A:F` or `2:20`. */
export function formatArea({ startColumn, startRow, endColumn, endRow }: Area): string {
  return `${corner(startColumn, startRow)}:${corner(endColumn, endRow)}`;
}

function corner(column: number | undefined, row: number | undefined): string {
  return (column === undefined ? "" : columnName(column)) + (row ?? "");
}
