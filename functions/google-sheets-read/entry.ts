/**
 * Reads rows of a Google Sheets tab, as objects by column name or as lists of cells.
 *
 * @example
 * const { data } = await base44.functions.invoke("google-sheets-read", {
 *   spreadsheetId: "1nJusnP5l6i2BJsGcZHtPWkw", sheet: "Orders", limit: 100,
 * });
 *
 * @see https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets.values/batchGet
 * @module
 * @version 0.1.0
 */
import { googleScope } from "../../shared/families/google.ts";
import { defineFunction } from "../../shared/runtime/define.ts";
import * as z from "../../shared/runtime/zod.ts";
import {
  Cell,
  GOOGLE_SHEETS_ALLOWED_SPREADSHEETS,
  googleSheets,
  headerRow,
  RENDERED_VALUES,
  sheetFields,
  ValueRanges,
} from "../../shared/services/google-sheets.ts";
import { a1, type Area, formatArea } from "../../shared/services/google-sheets-a1.ts";
import { findFormulaCells, formulaCells } from "../../shared/services/google-sheets-formulas.ts";
import {
  hasValues,
  objectFromRow,
  readColumns,
  RowObject,
} from "../../shared/services/google-sheets-table.ts";
import {
  cellRange,
  isBehindTheEnd,
  readWindow,
  rowCursor,
} from "../../shared/services/google-sheets-window.ts";

const Input = z.strictObject({
  ...sheetFields,
  range: cellRange.optional().describe("Cells such as A1:F200 or A:F; by default the tab from headerRow on"),
  as: z.enum(["objects", "rows"]).default("objects").describe(
    "objects by the names in the first row, or rows as lists of cells",
  ),
  headerRow: headerRow.describe("Row with the names of the columns, where range is not given"),
  limit: z.int().min(1).max(10_000).default(200).describe("Most rows of one answer"),
  cursor: rowCursor.optional().describe("nextCursor of the answer before, with the same other fields"),
  render: z.enum(["typed", "formatted", "formula"]).default("typed").describe(
    "Values as numbers and booleans, as text the way people see it, or as their formulas",
  ),
  includeRowNumber: z.boolean().default(false).describe("Add `_row`, the number of the row, to each object"),
});

const Output = z.object({
  range: z.string().nullable().describe("The cells that were read, in A1 notation"),
  headers: z.array(z.string()).describe("Names of the columns; empty for rows as lists"),
  rows: z.array(z.union([RowObject, z.array(Cell)])).describe("The rows; blank ones are left out of objects"),
  nextCursor: z.string().nullable().describe(
    "For the next rows; null at the end, and where the next row is blank",
  ),
  formulaCells,
});

export default defineFunction({
  name: "google-sheets-read",
  service: googleSheets,
  scopes: [googleScope("spreadsheets.readonly")],
  effect: "read",
  access: "admin",
  bounds: { spreadsheetId: GOOGLE_SHEETS_ALLOWED_SPREADSHEETS },
  input: Input,
  output: Output,

  async run({ input, http }) {
    const { spreadsheetId, sheet, limit } = input;
    const { header, data, firstColumn, firstRow, offset } = readWindow(input, input.as === "objects");
    const read = (areas: (Area | undefined)[]) =>
      http.get("v4/spreadsheets/{spreadsheetId}/values:batchGet", {
        path: { spreadsheetId },
        query: {
          ranges: areas.flatMap((area) => area ? a1(sheet, formatArea(area)) : []),
          ...RENDERED_VALUES[input.render],
        },
        response: ValueRanges,
      });
    const { valueRanges } = await read([header, data]).catch((error) => {
      if (header && isBehindTheEnd(error)) return read([header]);
      if (offset > 0 && isBehindTheEnd(error)) return { valueRanges: [] };
      throw error;
    });
    const [names, page] = header ? valueRanges : [undefined, ...valueRanges];
    const columns = readColumns(names?.values[0], firstColumn);
    const rows = page?.values.slice(0, limit) ?? [];
    const objects = rows.map((row, index) => ({
      ...(input.includeRowNumber && { _row: firstRow + index }),
      ...objectFromRow(row, columns),
    }));
    return {
      range: page?.range ?? null,
      headers: columns.names,
      rows: header ? objects.filter((_, index) => hasValues(rows[index] ?? [])) : rows,
      nextCursor: page && page.values.length > limit ? String(offset + limit) : null,
      formulaCells: findFormulaCells(rows, firstRow, firstColumn),
    };
  },
});
