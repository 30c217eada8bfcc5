/**
 * Updates the rows of a Google Sheets tab whose key column matches, and adds those that are not there yet.
 *
 * @example
 * const { data } = await base44.functions.invoke("google-sheets-upsert", {
 *   spreadsheetId: "1nJusnP5l6i2BJsGcZHtPWkw", sheet: "Customers", keyColumn: "Email",
 *   rows: [{ Email: "ada@example.com", Plan: "Pro" }],
 * });
 *
 * @see https://developers.google.com/workspace/sheets/api/guides/values
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
  parseFields,
  sheetFields,
  TYPED_VALUES,
  valueInputOption,
  ValueRanges,
} from "../../shared/services/google-sheets.ts";
import { a1, formatArea } from "../../shared/services/google-sheets-a1.ts";
import { Appended, appended, columnsArea } from "../../shared/services/google-sheets-append.ts";
import { refuseFormulas } from "../../shared/services/google-sheets-formulas.ts";
import {
  findColumn,
  RowObject,
  rowsFromObjects,
  tableColumns,
  unknownColumns,
} from "../../shared/services/google-sheets-table.ts";
import {
  planUpsert,
  rowUpdates,
  upserted,
  upsertOutput,
} from "../../shared/services/google-sheets-upsert.ts";
import { isBehindTheEnd } from "../../shared/services/google-sheets-window.ts";

const Input = z.strictObject({
  ...sheetFields,
  keyColumn: z.string().min(1).max(50_000).describe("Name of the column that tells rows apart"),
  rows: z.array(RowObject).min(1).max(500).describe(
    "1 to 500 rows by column name, each with its key; columns that are not given keep what they hold",
  ),
  headerRow: headerRow.describe("Row with the names of the columns; the table starts there"),
  unknownColumns: unknownColumns.describe("Whether names that are no column are refused or left out"),
  onDuplicate: z.enum(["first", "all", "error"]).default("first").describe(
    "Where several rows of the tab have the key: update the first, update all, or refuse",
  ),
  ...parseFields,
}).superRefine(refuseFormulas("rows"));

const Output = z.object(upsertOutput);

export default defineFunction({
  name: "google-sheets-upsert",
  service: googleSheets,
  scopes: [googleScope("spreadsheets")],
  effect: "write",
  access: "admin",
  bounds: { spreadsheetId: GOOGLE_SHEETS_ALLOWED_SPREADSHEETS },
  adminOnly: ["parse", "allowFormulas"],
  input: Input,
  output: Output,

  async run({ input, http, commit }) {
    const { spreadsheetId, sheet, headerRow } = input;
    const path = { spreadsheetId };
    const read = async (cells: string) => {
      const { valueRanges: [answer] } = await http.get("v4/spreadsheets/{spreadsheetId}/values:batchGet", {
        path,
        query: { ranges: a1(sheet, cells), ...TYPED_VALUES },
        response: ValueRanges,
      });
      return answer?.values ?? [];
    };
    const [header] = await read(formatArea({ startRow: headerRow, endRow: headerRow }));
    const columns = tableColumns(header);
    const rows = rowsFromObjects(input.rows, columns, input.unknownColumns);
    const key = findColumn(columns, input.keyColumn, "keyColumn");
    const firstRow = headerRow + 1;
    const held = await read(formatArea({ startColumn: key, startRow: firstRow, endColumn: key })).catch(
      (error) => {
        if (isBehindTheEnd(error)) return [];
        throw error;
      },
    );
    const plan = planUpsert({ ...input, rows, keyIndex: key - columns.first, held, firstRow });

    const data = rowUpdates(plan, columns, sheet);
    if (data.length > 0) {
      await http.post("v4/spreadsheets/{spreadsheetId}/values:batchUpdate", {
        path,
        json: { valueInputOption: valueInputOption(input.parse), data },
        idempotent: true, // The same values at the same places.
      });
      commit({ updatedRows: data.length });
    }
    if (plan.appends.length === 0) return upserted(plan, columns, undefined);
    const answer = await http.post("v4/spreadsheets/{spreadsheetId}/values/{range}:append", {
      path: { spreadsheetId, range: a1(sheet, columnsArea(columns, headerRow)) },
      query: { valueInputOption: valueInputOption(input.parse), insertDataOption: "INSERT_ROWS" },
      json: { majorDimension: "ROWS", values: plan.appends },
      response: Appended,
    });
    return upserted(plan, columns, appended(answer, plan.appends, columns));
  },
});
