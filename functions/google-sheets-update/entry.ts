/**
 * Writes values into cells of a Google Sheets spreadsheet, over what they hold.
 *
 * @example
 * const { data } = await base44.functions.invoke("google-sheets-update", {
 *   spreadsheetId: "1nJusnP5l6i2BJsGcZHtPWkw", sheet: "Orders", range: "D7", values: [["shipped"]],
 * });
 *
 * @see https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets.values/batchUpdate
 * @module
 * @version 0.1.0
 */
import { googleScope } from "../../shared/families/google.ts";
import { defineFunction } from "../../shared/runtime/define.ts";
import { exactlyOne } from "../../shared/runtime/rules.ts";
import { MEGABYTE } from "../../shared/runtime/spec.ts";
import * as z from "../../shared/runtime/zod.ts";
import {
  Cell,
  GOOGLE_SHEETS_ALLOWED_SPREADSHEETS,
  googleSheets,
  parseFields,
  sheetFields,
  sheetTitle,
  valueInputOption,
} from "../../shared/services/google-sheets.ts";
import { a1 } from "../../shared/services/google-sheets-a1.ts";
import {
  formulaCells,
  formulaCellsOf,
  refuseFormulas,
} from "../../shared/services/google-sheets-formulas.ts";
import { cellRange } from "../../shared/services/google-sheets-window.ts";

const Values = z.array(z.array(Cell).min(1)).min(1).max(5_000);
const Update = z.strictObject({
  sheet: sheetTitle.optional().describe("Title of the tab; by default that of the input"),
  range: cellRange.describe("Cells such as A2:C5, or the first cell of what is written"),
  values: Values.describe("Rows of cells"),
});

const Input = z.strictObject({
  ...sheetFields,
  range: cellRange.optional().describe("Cells such as A2:C5, or the first cell of what is written"),
  values: Values.optional().describe(
    'Rows of cells for `range`: text, numbers, true, false; null leaves a cell as it is, "" empties it',
  ),
  updates: z.array(Update).min(1).max(100).optional().describe(
    "Several of { range, values, sheet } instead; either all are written or none",
  ),
  ...parseFields,
})
  .refine(...exactlyOne("values", "updates"))
  .refine(({ range, values }) => (range === undefined) === (values === undefined), {
    path: ["range"],
    error: "expected range together with values",
  })
  .superRefine(refuseFormulas("values", "updates"));

const Output = z.object({
  ranges: z.array(z.string()).describe("Where values were written, in A1 notation"),
  updatedCells: z.number().describe("How many cells were written"),
  updatedRows: z.number().describe("How many rows have such cells"),
  updatedColumns: z.number().describe("How many columns have such cells"),
  updatedSheets: z.number().describe("How many tabs have such cells"),
  formulaCells,
});

export default defineFunction({
  name: "google-sheets-update",
  service: googleSheets,
  scopes: [googleScope("spreadsheets")],
  effect: "write",
  access: "admin",
  bounds: { spreadsheetId: GOOGLE_SHEETS_ALLOWED_SPREADSHEETS },
  adminOnly: ["parse", "allowFormulas"],
  // Google recommends at most 2 MB (https://developers.google.com/workspace/sheets/api/limits).
  limits: { body: 2 * MEGABYTE },
  input: Input,
  output: Output,

  async run({ input: { spreadsheetId, sheet, range, values, updates, parse }, http }) {
    const single = range === undefined || values === undefined ? [] : [{ range, values, sheet }];
    const data = (updates ?? single).map((update) => ({
      range: a1(update.sheet ?? sheet, update.range),
      majorDimension: "ROWS",
      values: update.values,
    }));
    const answer = await http.post("v4/spreadsheets/{spreadsheetId}/values:batchUpdate", {
      path: { spreadsheetId },
      json: { valueInputOption: valueInputOption(parse), data, includeValuesInResponse: false },
      idempotent: true, // The same values at the same places.
      response: Updated,
    });
    return {
      ranges: answer.responses.flatMap(({ updatedRange }) => updatedRange ?? []),
      updatedCells: answer.totalUpdatedCells,
      updatedRows: answer.totalUpdatedRows,
      updatedColumns: answer.totalUpdatedColumns,
      updatedSheets: answer.totalUpdatedSheets,
      formulaCells: formulaCellsOf(data),
    };
  },
});

/** Google may leave out zeros. */
const Updated = z.object({
  totalUpdatedCells: z.number().default(0),
  totalUpdatedRows: z.number().default(0),
  totalUpdatedColumns: z.number().default(0),
  totalUpdatedSheets: z.number().default(0),
  responses: z.array(z.object({ updatedRange: z.string().optional() })).default([]),
});
