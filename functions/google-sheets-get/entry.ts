/**
 * Tells the title and the tabs of a Google Sheets spreadsheet, and on request the names of their columns.
 *
 * @example
 * const { data } = await base44.functions.invoke("google-sheets-get", {
 *   spreadsheetId: "1nJusnP5l6i2BJsGcZHtPWkw", headers: true,
 * });
 *
 * @see https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/get
 * @module
 * @version 0.1.0
 */
import { googleScope } from "../../shared/families/google.ts";
import { defineFunction } from "../../shared/runtime/define.ts";
import * as z from "../../shared/runtime/zod.ts";
import {
  GOOGLE_SHEETS_ALLOWED_SPREADSHEETS,
  googleSheets,
  spreadsheetId,
  TYPED_VALUES,
  ValueRanges,
} from "../../shared/services/google-sheets.ts";
import { a1 } from "../../shared/services/google-sheets-a1.ts";
import { readColumns } from "../../shared/services/google-sheets-table.ts";
import {
  GoogleSpreadsheet,
  SPREADSHEET_FIELDS,
  spreadsheetOutput,
  Tab,
  toSpreadsheet,
} from "../../shared/services/google-sheets-tabs.ts";
import { rangeBatches } from "../../shared/services/google-sheets-window.ts";

const Input = z.strictObject({
  spreadsheetId: spreadsheetId.describe("ID or address of the spreadsheet"),
  headers: z.boolean().default(false).describe("Also read the first row of every tab"),
});

const Output = z.object({
  ...spreadsheetOutput,
  sheets: z.array(Tab.extend({
    headers: z.array(z.string()).optional().describe("Names of the columns, from the first row"),
  })).describe("Its tabs, in their order"),
});

export default defineFunction({
  name: "google-sheets-get",
  service: googleSheets,
  scopes: [googleScope("spreadsheets.readonly")],
  effect: "read",
  access: "admin",
  bounds: { spreadsheetId: GOOGLE_SHEETS_ALLOWED_SPREADSHEETS },
  input: Input,
  output: Output,

  async run({ input, http }) {
    const path = { spreadsheetId: input.spreadsheetId };
    const spreadsheet = toSpreadsheet(
      await http.get("v4/spreadsheets/{spreadsheetId}", {
        path,
        query: { fields: SPREADSHEET_FIELDS },
        response: GoogleSpreadsheet,
      }),
    );
    if (!input.headers) return spreadsheet;

    const grids = spreadsheet.sheets.filter(({ type }) => type === "GRID");
    const names = new Map<number, string[]>();
    for (const batch of rangeBatches(grids.map(({ id, title }) => ({ id, range: a1(title, "1:1") })))) {
      const { valueRanges } = await http.get("v4/spreadsheets/{spreadsheetId}/values:batchGet", {
        path,
        query: { ranges: batch.map(({ range }) => range), ...TYPED_VALUES },
        response: ValueRanges,
      });
      for (const [index, { id }] of batch.entries()) {
        names.set(id, readColumns(valueRanges[index]?.values[0]).names);
      }
    }
    return {
      ...spreadsheet,
      sheets: spreadsheet.sheets.map((tab) => ({ ...tab, headers: names.get(tab.id) })),
    };
  },
});
