/**
 * The tabs of a spreadsheet: how they are made, and what is told about them.
 *
 * @see https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/sheets
 * @module
 * @version 0.1.0
 */
import * as z from "../runtime/zod.ts";
import { Cell, sheetTitle } from "./google-sheets.ts";

/** What Google gives a tab that says nothing of its size. */
const DEFAULT_ROWS = 1_000;
const DEFAULT_COLUMNS = 26;

export const NewTab = z.strictObject({
  title: sheetTitle.describe("Title of the tab"),
  headers: z.array(z.string().max(50_000)).min(1).max(1_000).optional().describe("Names of the columns"),
  rows: z.array(z.array(Cell)).max(5_000).optional().describe("Up to 5,000 rows of cells"),
});

/** Google's form of a new tab: the names of the columns stay in sight, and text never becomes a formula. */
export function newTab({ title, headers, rows = [] }: z.output<typeof NewTab>) {
  const cells: Cell[][] = headers ? [headers, ...rows] : rows;
  const width = Math.max(0, ...cells.map((row) => row.length));
  return {
    properties: {
      title,
      gridProperties: {
        rowCount: Math.max(DEFAULT_ROWS, cells.length),
        columnCount: Math.max(DEFAULT_COLUMNS, width),
        frozenRowCount: headers ? 1 : 0,
      },
    },
    data: [{ startRow: 0, startColumn: 0, rowData: cells.map((row) => ({ values: row.map(cellData) })) }],
  };
}

function cellData(cell: Cell) {
  if (cell === null || cell === "") return {};
  if (typeof cell === "string") return { userEnteredValue: { stringValue: cell } };
  return { userEnteredValue: typeof cell === "number" ? { numberValue: cell } : { boolValue: cell } };
}

/** Google's description of a tab. Zeros and `false` may be absent; a tab that is a chart has no grid. */
const GoogleTab = z.object({
  properties: z.object({
    sheetId: z.number().default(0),
    title: z.string(),
    index: z.number().default(0),
    sheetType: z.string().default("GRID"),
    hidden: z.boolean().default(false),
    gridProperties: z.object({
      rowCount: z.number().optional(),
      columnCount: z.number().optional(),
      frozenRowCount: z.number().default(0),
    }).optional(),
  }),
});

export const GoogleSpreadsheet = z.object({
  spreadsheetId: z.string(),
  spreadsheetUrl: z.string().optional(),
  properties: z.object({
    title: z.string().optional(),
    locale: z.string().optional(),
    timeZone: z.string().optional(),
  }).default({}),
  sheets: z.array(GoogleTab).default([]),
});

export const SPREADSHEET_FIELDS =
  "spreadsheetId,spreadsheetUrl,properties(title,locale,timeZone),sheets.properties";

export const Tab = z.object({
  id: z.number().describe("ID of the tab, the gid of its address; the first one's is often 0"),
  title: z.string().describe("Title of the tab"),
  index: z.number().describe("Place among the tabs, from 0"),
  type: z.string().describe("GRID, or OBJECT for a chart, or DATA_SOURCE"),
  hidden: z.boolean().describe("Whether people do not see it"),
  rowCount: z.number().optional().describe("How many rows it has, blank ones included"),
  columnCount: z.number().optional().describe("How many columns it has, blank ones included"),
  frozenRows: z.number().optional().describe("How many rows stay in sight"),
});

export const spreadsheetOutput = {
  spreadsheetId: z.string().describe("ID of the spreadsheet"),
  url: z.string().optional().describe("Its address"),
  title: z.string().optional().describe("Its title"),
  locale: z.string().optional().describe("Its locale, such as en_US"),
  timeZone: z.string().optional().describe("Its time zone"),
};

export function toSpreadsheet(spreadsheet: z.output<typeof GoogleSpreadsheet>) {
  const { spreadsheetId, spreadsheetUrl, properties, sheets } = spreadsheet;
  return { spreadsheetId, url: spreadsheetUrl, ...properties, sheets: sheets.map(toTab) };
}

function toTab({ properties }: z.output<typeof GoogleTab>): z.output<typeof Tab> {
  const { sheetId, title, index, sheetType, hidden, gridProperties } = properties;
  return {
    id: sheetId,
    title,
    index,
    type: sheetType,
    hidden,
    rowCount: gridProperties?.rowCount,
    columnCount: gridProperties?.columnCount,
    frozenRows: gridProperties?.frozenRowCount,
  };
}
