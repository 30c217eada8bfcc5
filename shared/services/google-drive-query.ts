/**
 * Drive's search language: terms, and literals that hold any text.
 *
 * @see https://developers.google.com/workspace/drive/api/guides/search-files
 * @module
 * @version 0.1.0
 */
import * as z from "../runtime/zod.ts";
import { FILE_FIELDS, FileAnswer, FOLDER_TYPE } from "./google-drive-files.ts";

/** A text as a literal of the language. */
export function driveText(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}

/** A moment as a literal, in UTC. */
export function driveTime(time: string): string {
  return driveText(new Date(time).toISOString());
}

/** All of these terms; absent ones do not count. */
export function allOf(...terms: (string | false | undefined)[]): string {
  return terms.filter(Boolean).join(" and ");
}

export const inFolder = (folderId: string): string => `${driveText(folderId)} in parents`;
export const NOT_TRASHED = "trashed = false";
export const IS_FOLDER = `mimeType = ${driveText(FOLDER_TYPE)}`;
export const IS_FILE = `mimeType != ${driveText(FOLDER_TYPE)}`;

const ORDERS = [
  "folder",
  "name",
  "name_natural",
  "modifiedTime",
  "createdTime",
  "recency",
  "quotaBytesUsed",
] as const;

/** The input fields of every function that answers a page of files. */
export const pageFields = {
  includeTrashed: z.boolean().default(false).describe("Include what is in the trash"),
  orderBy: z.enum(ORDERS).optional().describe("What to sort by"),
  descending: z.boolean().default(false).describe("Sort the other way round; needs orderBy"),
  limit: z.int().min(1).max(200).default(100).describe("Most files of one answer, 1 to 200; fewer may come"),
  cursor: z.string().min(1).optional().describe("nextCursor of the answer before, for the next files"),
};

/** What Drive needs besides `q` to answer one page, shared drives included. */
export function pageQuery(
  input: { orderBy?: string | undefined; descending: boolean; limit: number; cursor?: string | undefined },
): Record<string, string | number | boolean | undefined> {
  return {
    orderBy: input.orderBy && (input.descending ? `${input.orderBy} desc` : input.orderBy),
    pageSize: input.limit,
    pageToken: input.cursor,
    supportsAllDrives: true,
    includeItemsFromAllDrives: true,
    fields: `nextPageToken,incompleteSearch,files(${FILE_FIELDS})`,
  };
}

export const PageAnswer = z.object({
  files: z.array(FileAnswer).default([]),
  nextPageToken: z.string().optional(),
  incompleteSearch: z.boolean().optional(),
});
