/**
 * Ids that are chosen before a file is made: making it twice then makes it once.
 *
 * @see https://developers.google.com/workspace/drive/api/guides/manage-uploads
 * @module
 * @version 0.1.0
 */
import { FunctionError } from "../runtime/errors.ts";
import type { Http } from "../runtime/http.ts";
import * as z from "../runtime/zod.ts";
import { FILE_QUERY, FileAnswer } from "./google-drive-files.ts";

/** Ids for new files and folders. Google documents, conversions included, cannot have one. */
export async function newIds(http: Http, count: number): Promise<string[]> {
  if (count === 0) return [];
  const { ids } = await http.get("files/generateIds", {
    query: { count, type: "files" },
    response: z.object({ ids: z.array(z.string()) }),
  });
  return ids;
}

/** For `catch`: Drive refuses an id for the second time with 409, after the first answer was lost. */
export function madeBefore(http: Http, id: string | undefined): (error: unknown) => Promise<FileAnswer> {
  return async (error) => {
    if (id === undefined || !(error instanceof FunctionError) || error.code !== "conflict") throw error;
    return await http.get("files/{fileId}", {
      path: { fileId: id },
      query: FILE_QUERY,
      response: FileAnswer,
    }).catch(() => {
      throw error;
    });
  };
}
