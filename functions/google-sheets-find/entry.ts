/**
 * Finds rows of a Google Sheets tab by the value in one of their columns.
 *
 * @example
 * const { data } = await base44.functions.invoke("google-sheets-find", {
 *   spreadsheetId: "1nJusnP5l6i2BJsGcZHtPWkw", sheet: "Orders", column: "Email", value: "ada@example.com",
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
  GOOGLE_SHEETS_ALLOWED_SPREADSHEETS,
  googleSheets,
  headerRow,
  sheetFields,
  TYPED_VALUES,
  ValueRanges,
} from "../../shared/services/google-sheets.ts";
import { a1, formatArea } from "../../shared/services/google-sheets-a1.ts";
import { isMatch, match } from "../../shared/services/google-sheets-match.ts";
import {
  findColumn,
  objectFromRow,
  readColumns,
  RowObject,
} from "../../shared/services/google-sheets-table.ts";
import {
  isBehindTheEnd,
  rangeBatches,
  rowAreas,
  rowCursor,
} from "../../shared/services/google-sheets-window.ts";

const Input = z.strictObject({
  ...sheetFields,
  column: z.string().min(1).max(50_000).describe("Name of the column, as in the header row"),
  value: z.union([z.string().min(1).max(50_000), z.number(), z.boolean()]).describe(
    'What to look for; 7 and "7" are the same, space around it does not count',
  ),
  match: match.describe("How the cell compares with the value"),
  caseSensitive: z.boolean().default(false).describe("Whether capitals differ from small letters"),
  headerRow: headerRow.describe("Row with the names of the columns; rows below it are searched"),
  limit: z.int().min(1).max(100).default(10).describe("Most rows of one answer"),
  cursor: rowCursor.optional().describe("nextCursor of the answer before, with the same other fields"),
});

const Output = z.object({
  headers: z.array(z.string()).describe("Names of the columns"),
  rows: z.array(RowObject).describe("The rows by the names of their columns, with their number as `_row`"),
  nextCursor: z.string().nullable().describe("For the next matches, else null"),
});

export default defineFunction({
  name: "google-sheets-find",
  service: googleSheets,
  scopes: [googleScope("spreadsheets.readonly")],
  effect: "read",
  access: "admin",
  bounds: { spreadsheetId: GOOGLE_SHEETS_ALLOWED_SPREADSHEETS },
  input: Input,
  output: Output,

  async run({ input, http }) {
    const { spreadsheetId, sheet, headerRow, limit } = input;
    const read = async (ranges: string[]) => {
      const { valueRanges } = await http.get("v4/spreadsheets/{spreadsheetId}/values:batchGet", {
        path: { spreadsheetId },
        query: { ranges, ...TYPED_VALUES },
        response: ValueRanges,
      });
      return valueRanges;
    };
    const [header] = await read([a1(sheet, formatArea({ startRow: headerRow, endRow: headerRow }))]);
    const columns = readColumns(header?.values[0]);
    const number = findColumn(columns, input.column, "column");

    const startRow = Number(input.cursor ?? headerRow + 1);
    const cells = a1(sheet, formatArea({ startColumn: number, startRow, endColumn: number }));
    const [column] = await read([cells]).catch((error) => {
      if (isBehindTheEnd(error)) return [];
      throw error;
    });
    const found = (column?.values ?? []).flatMap(([cell], index) =>
      isMatch(cell, input) ? startRow + index : []
    );
    const areas = rowAreas(found.slice(0, limit)).map((area) => ({
      ...area,
      range: a1(sheet, formatArea(area)),
    }));
    const rows: RowObject[] = [];
    for (const batch of rangeBatches(areas)) {
      const answers = await read(batch.map(({ range }) => range));
      for (const [index, { startRow }] of batch.entries()) {
        const values = answers[index]?.values ?? [];
        rows.push(
          ...values.map((row, below) => ({ _row: startRow + below, ...objectFromRow(row, columns) })),
        );
      }
    }
    return {
      headers: columns.names,
      rows,
      nextCursor: found[limit] === undefined ? null : String(found[limit]),
    };
  },
});
