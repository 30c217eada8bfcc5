/**
 * Finds rows by what a column holds. Google Sheets has no search of its own for values.
 *
 * @module
 */
import { inputError } from "../runtime/issues.ts";
import * as z from "../runtime/zod.ts";
import { a1, formatArea } from "./google-sheets-a1.ts";
import type { Columns } from "./google-sheets-table.ts";
import type { Cell } from "./google-sheets.ts";

export const match = z.enum(["equals", "contains", "startsWith"]).default("equals");

interface Wanted {
  value: string | number | boolean;
  match: z.output<typeof match>;
  caseSensitive: boolean;
}

/** Whether a cell is what is wanted. The number 7 and the text "7" are the same here. */
export function isMatch(cell: Cell | undefined, { value, match, caseSensitive }: Wanted): boolean {
  const [held, wanted] = [cellText(cell), cellText(value)].map((text) =>
    caseSensitive ? text : text.toLowerCase()
  );
  if (held === undefined || wanted === undefined || held === "") return false;
  switch (match) {
    case "equals":
      return held === wanted;
    case "contains":
      return held.includes(wanted);
    case "startsWith":
      return held.startsWith(wanted);
  }
}

export function cellText(cell: Cell | undefined): string {
  return String(cell ?? "").trim();
}

interface Upsert {
  /** In the order of the columns. */
  rows: readonly Cell[][];
  /** Which of a row's cells is the key. */
  keyIndex: number;
  /** The key column as it is, from `firstRow` on. */
  held: readonly (readonly Cell[])[];
  firstRow: number;
  onDuplicate: "first" | "all" | "error";
}

export interface UpsertPlan {
  /** The key's own cell stays as it is. */
  updates: { row: number; cells: Cell[] }[];
  appends: Cell[][];
  /** For every given row the rows that it becomes; none where it is appended. */
  matches: { key: string; rows: number[] }[];
}

/** What becomes of each row. Throws where a key is missing, given twice, or not told apart by the tab. */
export function planUpsert({ rows, keyIndex, held, firstRow, onDuplicate }: Upsert): UpsertPlan {
  const places = new Map<string, number[]>();
  for (const [index, [cell]] of held.entries()) {
    const key = cellText(cell);
    places.set(key, [...places.get(key) ?? [], firstRow + index]);
  }
  const plan: UpsertPlan = { updates: [], appends: [], matches: [] };
  const seen = new Set<string>();
  for (const [index, cells] of rows.entries()) {
    const key = cellText(cells[keyIndex]);
    const found = places.get(key) ?? [];
    const problem = key === ""
      ? "expected a value for the key column"
      : seen.has(key)
      ? "has the same key as an earlier row"
      : found.length > 1 && onDuplicate === "error"
      ? "has a key that several rows of the tab have"
      : undefined;
    if (problem) throw inputError([{ path: `rows[${index}]`, message: problem }]);
    seen.add(key);
    const targets = onDuplicate === "all" ? found : found.slice(0, 1);
    plan.matches.push({ key, rows: targets });
    if (targets.length === 0) plan.appends.push(cells);
    for (const row of targets) plan.updates.push({ row, cells: cells.with(keyIndex, null) });
  }
  return plan;
}

/** The ranges of a request that writes the updates of a plan. */
export function rowUpdates({ updates }: UpsertPlan, { first, names }: Columns, sheet: string | undefined) {
  const columns = { startColumn: first, endColumn: first + names.length - 1 };
  return updates.map(({ row, cells }) => ({
    range: a1(sheet, formatArea({ ...columns, startRow: row, endRow: row })),
    majorDimension: "ROWS",
    values: [cells],
  }));
}

/** What became of each row; added rows follow each other from `firstAppended` on. */
export function upsertResults({ matches }: UpsertPlan, firstAppended: number | undefined) {
  let next = firstAppended;
  return matches.flatMap(({ key, rows }) => {
    if (rows.length > 0) return rows.map((row) => ({ key, action: "updated" as const, row }));
    const row = next === undefined ? undefined : next++;
    return [{ key, action: "appended" as const, row }];
  });
}
