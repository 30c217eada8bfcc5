/**
 * Folders by their names. Drive has no paths, and any number of folders may have one name.
 *
 * @see https://developers.google.com/workspace/drive/api/guides/folder
 * @module
 * @version 0.1.0
 */
import type { Http } from "../runtime/http.ts";
import * as z from "../runtime/zod.ts";
import { FILE_QUERY, FileAnswer, FOLDER_TYPE } from "./google-drive-files.ts";
import { allOf, driveText, inFolder, IS_FOLDER, NOT_TRASHED } from "./google-drive-query.ts";
import { madeBefore } from "./google-drive-ids.ts";

const MAX_DEPTH = 10;
/** Pages may be empty and still have a next one. */
const MAX_PAGES = 5;

/** Names from the top down, separated by `/`. */
export const folderPath = z.string().max(1_000).refine(
  (path) => folderNames(path).length <= MAX_DEPTH && folderNames(path).length > 0,
  `Expected 1 to ${MAX_DEPTH} names separated by /`,
);

export function folderNames(path: string): string[] {
  return path.split("/").map((name) => name.trim()).filter((name) => name !== "");
}

/** The oldest folder of that name, so that everybody finds the same one. */
export async function findFolder(
  http: Http,
  parentId: string,
  name: string,
): Promise<FileAnswer | undefined> {
  let pageToken: string | undefined;
  for (let page = 0; page < MAX_PAGES; page++) {
    const { files, nextPageToken } = await http.get("files", {
      query: {
        q: allOf(`name = ${driveText(name)}`, inFolder(parentId), IS_FOLDER, NOT_TRASHED),
        orderBy: "createdTime",
        pageToken,
        supportsAllDrives: true,
        includeItemsFromAllDrives: true,
        fields: `nextPageToken,files(${FILE_QUERY.fields})`,
      },
      response: z.object({ files: z.array(FileAnswer).default([]), nextPageToken: z.string().optional() }),
    });
    if (files[0] || nextPageToken === undefined) return files[0];
    pageToken = nextPageToken;
  }
  return undefined;
}

export interface NewFolder {
  /** From `newIds`, so that making it twice makes one. */
  id: string | undefined;
  name: string;
  parentId: string;
}

export async function createFolder(http: Http, { id, name, parentId }: NewFolder): Promise<FileAnswer> {
  return await http.post("files", {
    query: FILE_QUERY,
    json: { id, name, mimeType: FOLDER_TYPE, parents: [parentId] },
    idempotent: id !== undefined,
    response: FileAnswer,
  }).catch(madeBefore(http, id));
}

/** The folder at the end of a path; what is missing on the way is created, and told to `created`. */
export async function openFolder(
  http: Http,
  start: string,
  names: readonly string[],
  ids: readonly string[],
  created: (folderId: string) => void,
): Promise<string> {
  let parentId = start;
  let exists = true;
  for (const [index, name] of names.entries()) {
    const found: FileAnswer | undefined = exists ? await findFolder(http, parentId, name) : undefined;
    exists = found !== undefined;
    const folder = found ?? await createFolder(http, { id: ids[index], name, parentId });
    if (!exists) created(folder.id);
    parentId = folder.id;
  }
  return parentId;
}
