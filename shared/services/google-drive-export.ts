/**
 * The formats that Google documents are exported to. Which of them a document has depends on its kind.
 *
 * @see https://developers.google.com/workspace/drive/api/guides/ref-export-formats
 * @module
 * @version 0.1.0
 */
import * as z from "../runtime/zod.ts";

const OFFICE = "application/vnd.openxmlformats-officedocument";
const OPEN_DOCUMENT = "application/vnd.oasis.opendocument";

const TYPES = {
  pdf: "application/pdf",
  docx: `${OFFICE}.wordprocessingml.document`,
  xlsx: `${OFFICE}.spreadsheetml.sheet`,
  pptx: `${OFFICE}.presentationml.presentation`,
  odt: `${OPEN_DOCUMENT}.text`,
  ods: `${OPEN_DOCUMENT}.spreadsheet`,
  odp: `${OPEN_DOCUMENT}.presentation`,
  txt: "text/plain",
  md: "text/markdown",
  html: "text/html",
  zip: "application/zip",
  rtf: "application/rtf",
  epub: "application/epub+zip",
  csv: "text/csv",
  tsv: "text/tab-separated-values",
  png: "image/png",
  jpeg: "image/jpeg",
  svg: "image/svg+xml",
} as const;

export type ExportFormat = keyof typeof TYPES;

export const exportFormat = z.enum(Object.keys(TYPES) as [ExportFormat, ...ExportFormat[]]);

export function exportType(format: ExportFormat): string {
  return TYPES[format];
}

/** Documents have names without an ending. */
export function exportName(name: string, format: ExportFormat): string {
  return name.toLowerCase().endsWith(`.${format}`) ? name : `${name}.${format}`;
}
