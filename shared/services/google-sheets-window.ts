/**
 * Which cells a page of rows needs. Google's values have no pages, so a page is a range of rows.
 *
 * @module
 * @version 0.1.0
 */
import { FunctionError } from "../runtime/errors.ts";
import * as z from "../runtime/zod.ts";
import { type Area, parseArea } from "./google-sheets-a1.ts";

export const cellRange = z.string().max(200).refine(
  (text) => parseArea(text) !== undefined,
  "expected cells such as A1:F200, A2:F, A:F or 2:200; the tab is named by sheet",
);

/** How many rows were read before. */
export const rowCursor = z.string().regex(/^\d{1,8}$/, "expected the nextCursor of an earlier answer");

interface Paging {
  range?: string | undefined;
  headerRow: number;
  limit: number;
  cursor?: string | undefined;
}

export interface Window {
  /** Absent where rows are read without names. */
  header?: Area;
  /** One row more than wanted, which tells whether there are more; absent behind the end of the range. */
  data?: Area;
  firstColumn: number;
  firstRow: number;
  offset: number;
}

/** The first row of the range, or of the tab from `headerRow` on, names the columns where `named`. */
export function readWindow({ range, headerRow, limit, cursor }: Paging, named: boolean): Window {
  const whole: Area = range === undefined ? { startRow: named ? headerRow : 1 } : parseArea(range) ?? {};
  const { startRow = 1, startColumn, endColumn, endRow = Infinity } = whole;
  const offset = Number(cursor ?? 0);
  const firstRow = startRow + (named ? 1 : 0) + offset;
  const columns = { startColumn, endColumn };
  return {
    ...(named && { header: { ...columns, startRow, endRow: startRow } }),
    ...(firstRow <= endRow && {
      data: { ...columns, startRow: firstRow, endRow: Math.min(endRow, firstRow + limit) },
    }),
    firstColumn: startColumn ?? 1,
    firstRow,
    offset,
  };
}

/** Google refuses ranges that start behind a tab's last row. */
export function isBehindTheEnd(error: unknown): boolean {
  return error instanceof FunctionError && error.code === "provider_rejected" &&
    error.message.includes("exceeds grid limits");
}

/** Whole rows, neighbours together. */
export function rowAreas(rows: readonly number[]): { startRow: number; endRow: number }[] {
  const areas: { startRow: number; endRow: number }[] = [];
  for (const row of rows) {
    const last = areas.at(-1);
    if (last?.endRow === row - 1) last.endRow = row;
    else areas.push({ startRow: row, endRow: row });
  }
  return areas;
}

/** Far below what servers take as an address. */
const MAX_QUERY = 6_000;

/** Parts of a list of ranges that each fit into one address. */
export function rangeBatches<T extends { range: string }>(items: readonly T[]): T[][] {
  const batches: T[][] = [];
  let length = Infinity;
  for (const item of items) {
    const added = encodeURIComponent(item.range).length + "&ranges=".length;
    if (length + added > MAX_QUERY) {
      batches.push([]);
      length = 0;
    }
    batches.at(-1)?.push(item);
    length += added;
  }
  return batches;
}
