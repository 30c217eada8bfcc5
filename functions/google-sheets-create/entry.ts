/**
 * Creates a Google Sheets spreadsheet in the connected account's Drive, with its first tabs filled.
 *
 * @example
 * const { data } = await base44.functions.invoke("google-sheets-create", {
 *   title: "Orders 2026", sheets: [{ title: "Orders", headers: ["Name", "Email"] }],
 * });
 *
 * @see https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/create
 * @module
 * @version 0.1.0
 */
import { googleScope } from "../../shared/families/google.ts";
import { defineFunction } from "../../shared/runtime/define.ts";
import { MEGABYTE } from "../../shared/runtime/spec.ts";
import { timeZone } from "../../shared/runtime/time.ts";
import * as z from "../../shared/runtime/zod.ts";
import { googleSheets } from "../../shared/services/google-sheets.ts";
import {
  GoogleSpreadsheet,
  NewTab,
  newTab,
  SPREADSHEET_FIELDS,
  spreadsheetOutput,
  Tab,
  toSpreadsheet,
} from "../../shared/services/google-sheets-tabs.ts";

const Input = z.strictObject({
  title: z.string().min(1).max(255).describe("Title of the spreadsheet"),
  sheets: z.array(NewTab).min(1).max(20).optional().describe(
    "Up to 20 tabs { title, headers, rows }: headers are the names of the columns, rows are lists of cells " +
      "(text, number, true, false or null). By default one empty tab",
  ),
  locale: z.string().regex(/^[a-z]{2,3}(_[A-Z]{2})?$/, "expected a locale such as en_US").optional().describe(
    "Locale such as en_US; by default the account's",
  ),
  timeZone: timeZone.optional().describe("IANA time zone such as Europe/Berlin; by default the account's"),
});

const Output = z.object({ ...spreadsheetOutput, sheets: z.array(Tab).describe("Its tabs") });

export default defineFunction({
  name: "google-sheets-create",
  service: googleSheets,
  scopes: [googleScope("spreadsheets")],
  effect: "write",
  access: "admin",
  // Google recommends at most 2 MB (https://developers.google.com/workspace/sheets/api/limits).
  limits: { body: 2 * MEGABYTE },
  input: Input,
  output: Output,

  async run({ input: { title, locale, timeZone, sheets }, http }) {
    const spreadsheet = await http.post("v4/spreadsheets", {
      query: { fields: SPREADSHEET_FIELDS },
      json: { properties: { title, locale, timeZone }, sheets: sheets?.map(newTab) },
      response: GoogleSpreadsheet,
    });
    return toSpreadsheet(spreadsheet);
  },
});
