/**
 * Files and folders as Dropbox tells them, and as functions answer them; paths.
 *
 * @see https://www.dropbox.com/developers/documentation/http/documentation#files-get_metadata
 * @module
 * @version 0.1.0
 */
import * as z from "../runtime/zod.ts";

const MAX_NAME_LENGTH = 255;

/** `/` alone is the top. */
export const dropboxFolder = z.string().max(1_000).refine(
  (path) => path === "/" || isPath(path),
  "Expected a path such as /Reports/2026, or / for the top",
);

/** A file or folder by its path, or by its ID, which stays the same when it moves. */
export const dropboxPath = z.string().max(1_000).refine(
  (path) => isPath(path) || /^id:[\w-]{1,200}$/.test(path),
  "Expected a path such as /Reports/a.pdf, or an ID such as id:a4ayc_80_OEAAAAAAAAAXw",
);

function isPath(path: string): boolean {
  const [start, ...names] = path.split("/");
  return start === "" && names.length > 0 && names.every(isName) && path.isWellFormed();
}

function isName(name: string): boolean {
  // deno-lint-ignore no-control-regex -- control characters are what is refused
  return !/^\.{0,2}$|[\u0000-\u001f\u007f]/.test(name) && name.length <= MAX_NAME_LENGTH;
}

/** Which kind it is stands in `.tag`, except where only one kind can come. */
export const ItemAnswer = z.object({
  ".tag": z.string().optional(),
  id: z.string().optional(),
  name: z.string(),
  path_display: z.string().nullish(),
  path_lower: z.string().nullish(),
  size: z.number().optional(),
  rev: z.string().optional(),
  server_modified: z.string().optional(),
  client_modified: z.string().optional(),
  content_hash: z.string().nullish(),
  is_downloadable: z.boolean().optional(),
});
export type ItemAnswer = z.output<typeof ItemAnswer>;

export const FileAnswer = ItemAnswer.extend({ id: z.string(), size: z.number() });
export type FileAnswer = z.output<typeof FileAnswer>;

export const DropboxItem = z.object({
  type: z.string().describe("file, folder or deleted"),
  id: z.string().nullable().describe("ID, which stays the same when it moves; null where it is deleted"),
  name: z.string().describe("Name, with its ending"),
  path: z.string().nullable().describe("Full path, for the other Dropbox functions"),
  size: z.number().nullable().describe("Bytes; null for folders"),
  rev: z.string().nullable().describe("Revision of the content; null for folders"),
  updatedAt: z.string().nullable().describe("When Dropbox got the content, ISO 8601; null for folders"),
  contentUpdatedAt: z.string().nullable().describe("When the content changed on the device that sent it"),
  contentHash: z.string().nullable().describe("Dropbox's own checksum of the content, in hex"),
  isDownloadable: z.boolean().describe("Whether it has content of its own; other documents are exported"),
});
export type DropboxItem = z.output<typeof DropboxItem>;

export function dropboxItem(item: ItemAnswer, type = item[".tag"] ?? "file"): DropboxItem {
  return {
    type,
    id: item.id ?? null,
    name: item.name,
    path: item.path_display ?? item.path_lower ?? null,
    size: item.size ?? null,
    rev: item.rev ?? null,
    updatedAt: item.server_modified ?? null,
    contentUpdatedAt: item.client_modified ?? null,
    contentHash: item.content_hash ?? null,
    isDownloadable: type === "file" && (item.is_downloadable ?? true),
  };
}

/** Dropbox takes whole seconds only. */
export function dropboxTime(time: string | undefined): string | undefined {
  return time === undefined ? undefined : `${new Date(time).toISOString().slice(0, 19)}Z`;
}
