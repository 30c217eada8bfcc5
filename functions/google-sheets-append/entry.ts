/**
 * Adds rows below a table in Google Sheets, by column name or in the order of the columns.
 *
 * @example
 * const { data } = await base44.functions.invoke("google-sheets-append", {
 *   spreadsheetId: "1nJusnP5l6i2BJsGcZHtPWkw", sheet: "Orders", rows: [{ Name: "Ada", Email: "ada@example.com" }],
 * });
 *
 * @see https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets.values/append
 * @module
 * @version 0.1.0
 */
import { googleScope } from "../../shared/families/google.ts";
import { defineFunction } from "../../shared/runtime/define.ts";
import { MEGABYTE } from "../../shared/runtime/spec.ts";
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
import { Appended, appended, columnsArea, FIRST_COLUMN } from "../../shared/services/google-sheets-append.ts";
import { formulaCells, refuseFormulas } from "../../shared/services/google-sheets-formulas.ts";
import {
  areObjects,
  requireValues,
  rowsFromObjects,
  tableColumns,
  TableRows,
  unknownColumns,
} from "../../shared/services/google-sheets-table.ts";

const Input = z.strictObject({
  ...sheetFields,
  rows: TableRows.describe(
    "1 to 5,000 rows: objects by column name, or lists of cells. A cell is text (up to 50,000 characters), a " +
      "number, true, false or null",
  ),
  headerRow: headerRow.describe("Row with the names of the columns; the table starts there"),
  unknownColumns: unknownColumns.describe("Whether names that are no column are refused or left out"),
  ...parseFields,
  overwriteBlank: z.boolean().optional().describe(
    "Write over the cells below the table instead of inserting rows there",
  ),
}).superRefine(refuseFormulas("rows"));

const Output = z.object({
  spreadsheetId: z.string().describe("ID of the spreadsheet"),
  range: z.string().describe("Where the rows are, in A1 notation"),
  firstRow: z.number().optional().describe("Number of the first added row"),
  rowCount: z.number().describe("How many rows were added"),
  cellCount: z.number().describe("How many cells were written"),
  tableRange: z.string().optional().describe("The table that Google found, before the rows were added"),
  formulaCells,
  warning: z.string().optional().describe("Says when Google wrote to other columns than those of the header"),
});

export default defineFunction({
  name: "google-sheets-append",
  service: googleSheets,
  scopes: [googleScope("spreadsheets")],
  effect: "write",
  access: "user",
  bounds: { spreadsheetId: GOOGLE_SHEETS_ALLOWED_SPREADSHEETS },
  adminOnly: ["parse", "allowFormulas", "overwriteBlank"],
  // Google recommends at most 2 MB (https://developers.google.com/workspace/sheets/api/limits).
  limits: { body: 2 * MEGABYTE },
  input: Input,
  output: Output,

  async run({ input, http }) {
    const { spreadsheetId, sheet, headerRow, rows } = input;
    const readHeader = async () => {
      const { valueRanges: [header] } = await http.get("v4/spreadsheets/{spreadsheetId}/values:batchGet", {
        path: { spreadsheetId },
        query: { ranges: a1(sheet, formatArea({ startRow: headerRow, endRow: headerRow })), ...TYPED_VALUES },
        response: ValueRanges,
      });
      return tableColumns(header?.values[0]);
    };
    const columns = areObjects(rows) ? await readHeader() : FIRST_COLUMN;
    const values = areObjects(rows) ? rowsFromObjects(rows, columns, input.unknownColumns) : rows;
    requireValues(values);

    const answer = await http.post("v4/spreadsheets/{spreadsheetId}/values/{range}:append", {
      path: { spreadsheetId, range: a1(sheet, columnsArea(columns, headerRow)) },
      query: {
        valueInputOption: valueInputOption(input.parse),
        insertDataOption: input.overwriteBlank ? "OVERWRITE" : "INSERT_ROWS",
      },
      json: { majorDimension: "ROWS", values },
      response: Appended,
    });
    return { spreadsheetId, ...appended(answer, values, columns) };
  },
});
