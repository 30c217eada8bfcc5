/**
 * Google Sheets: the service, its ids, its cells, and what limits callers below admin.
 *
 * @see https://developers.google.com/workspace/sheets/api/reference/rest
 * @module
 * @version 0.1.0
 */
import { defineGoogleService } from "../families/google.ts";
import { defineService } from "../runtime/service.ts";
import * as z from "../runtime/zod.ts";

const SHARE =
  "Share the spreadsheet with the connected Google account, as an editor where values are written";

const google = defineGoogleService({
  connector: "googlesheets",
  name: "Google Sheets",
  baseUrl: "https://sheets.googleapis.com/",
  reasons: new Map([
    ["INVALID_ARGUMENT", { code: "provider_rejected" }],
    ["FAILED_PRECONDITION", {
      code: "provider_rejected",
      hint: "For an Excel file in Drive choose File > Save as Google Sheets, and use the new file's ID",
    }],
    ["NOT_FOUND", {
      code: "not_found",
      message: "Google Sheets has no such spreadsheet, or the connected account cannot open it",
      hint: `Check the ID. ${SHARE}`,
    }],
    ["PERMISSION_DENIED", {
      code: "provider_denied",
      message: "The connected Google account may not use this spreadsheet",
      hint: SHARE,
    }],
  ]),
});

/** What Google's messages are about, since its codes do not tell refusals apart. */
const HINTS: readonly [RegExp, string][] = [
  [/Unable to parse range/, "Check the name of the tab: it has to be spelled as in the spreadsheet"],
  [/exceeds grid limits/, "The range lies outside of the tab: append rows to make it longer"],
  [/protected/, "Ask the owner of the spreadsheet to let the connected account edit the protected cells"],
  [/above the limit of \d+ cells/, "The spreadsheet is full: delete rows or use another one"],
];

export const googleSheets = defineService({
  ...google,
  failure(answer) {
    const failure = google.failure(answer);
    if (failure?.code !== "provider_rejected" || failure.hint) return failure;
    return { ...failure, hint: HINTS.find(([pattern]) => pattern.test(failure.message))?.[1] };
  },
});

/** Callers below admin may only use the spreadsheets whose IDs this secret lists. */
export const GOOGLE_SHEETS_ALLOWED_SPREADSHEETS = "GOOGLE_SHEETS_ALLOWED_SPREADSHEETS";

const SPREADSHEET =
  /^(?:[\w-]{1,200}|https:\/\/docs\.google\.com\/(?:a\/[^/\s]+\/)?spreadsheets\/(?:u\/\d+\/)?d\/([\w-]{2,200})(?:[/?#]\S*)?)$/;

/** An ID or an address. An address of a published copy (`/d/e/2PACX-...`) holds no ID. */
export const spreadsheetId = z.string().regex(
  SPREADSHEET,
  "expected a spreadsheet's ID, or its address such as https://docs.google.com/spreadsheets/d/<ID>/edit",
).transform((text) => SPREADSHEET.exec(text)?.[1] ?? text);

export const sheetTitle = z.string().min(1).max(100).refine(
  (title) => title.isWellFormed(),
  "expected whole characters",
);

export const sheetFields = {
  spreadsheetId: spreadsheetId.describe("ID or address of the spreadsheet"),
  sheet: sheetTitle.optional().describe("Title of the tab; by default the first visible one"),
};
export const headerRow = z.int().min(1).max(10_000_000).default(1);

const MAX_CELL = 50_000;

/** `null` leaves a cell as it is, `""` empties it. */
export const Cell = z.union([z.string().max(MAX_CELL), z.number(), z.boolean(), z.null()]);
export type Cell = z.output<typeof Cell>;

/** Rows as Google answers them: without trailing empty cells, and without trailing empty rows. */
const Values = z.array(z.array(z.union([z.string(), z.number(), z.boolean(), z.null()]))).default([]);

export const ValueRanges = z.object({
  valueRanges: z.array(z.object({ range: z.string(), values: Values })).default([]),
});

/** Numbers and booleans as such, dates as people see them. */
export const TYPED_VALUES = {
  valueRenderOption: "UNFORMATTED_VALUE",
  dateTimeRenderOption: "FORMATTED_STRING",
} as const;

export const RENDERED_VALUES = {
  typed: TYPED_VALUES,
  formatted: { valueRenderOption: "FORMATTED_VALUE" },
  formula: { valueRenderOption: "FORMULA" },
} as const;

/** `RAW` stores text as it is. As `USER_ENTERED` it would be read the way typing is, formulas included. */
export function valueInputOption(parse: boolean | undefined): "RAW" | "USER_ENTERED" {
  return parse ? "USER_ENTERED" : "RAW";
}

export const parseFields = {
  parse: z.boolean().optional().describe("Read text as if it were typed: dates, numbers, percentages"),
  allowFormulas: z.boolean().optional().describe("With parse, also take text that starts like a formula"),
};
