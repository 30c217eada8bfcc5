/**
 * What becomes of rows with a key: which of them update rows of a tab, which are added to it.
 *
 * @module
 * @version 0.1.0
 */
import { inputError } from "../runtime/issues.ts";
import * as z from "../runtime/zod.ts";
import { a1, formatArea } from "./google-sheets-a1.ts";
import { findFormulaCells, formulaCells, MAX_FLAGGED } from "./google-sheets-formulas.ts";
import { cellText } from "./google-sheets-match.ts";
import type { Columns } from "./google-sheets-table.ts";
import type { Cell } from "./google-sheets.ts";

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

interface Added {
  firstRow: number | undefined;
  formulaCells: string[];
  warning: string | undefined;
}

export const upsertOutput = {
  updatedRows: z.number().describe("How many rows of the tab were updated"),
  appendedRows: z.number().describe("How many rows were added"),
  results: z.array(z.object({
    key: z.string().describe("The row's key"),
    action: z.enum(["updated", "appended"]).describe("What became of it"),
    row: z.number().optional().describe("Number of the row in the tab"),
  })).describe("The updated and added rows"),
  formulaCells,
  warning: z.string().optional().describe("Says when Google added rows to other columns than the header's"),
};

/** What became of each row; added rows follow each other. */
export function upserted(plan: UpsertPlan, { first }: Columns, added: Added | undefined) {
  const results: { key: string; action: "updated" | "appended"; row: number | undefined }[] = [];
  const flagged = plan.updates.flatMap(({ row, cells }) => findFormulaCells([cells], row, first));
  let next = added?.firstRow;
  for (const { key, rows } of plan.matches) {
    for (const row of rows) results.push({ key, action: "updated", row });
    if (rows.length === 0) results.push({ key, action: "appended", row: next });
    if (rows.length === 0 && next !== undefined) next++;
  }
  return {
    updatedRows: plan.updates.length,
    appendedRows: plan.appends.length,
    results,
    formulaCells: [...flagged, ...added?.formulaCells ?? []].slice(0, MAX_FLAGGED),
    warning: added?.warning,
  };
}
