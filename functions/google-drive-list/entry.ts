/**
 * Lists the files and folders in a Google Drive folder, one page at a time.
 *
 * @example
 * const { data } = await base44.functions.invoke("google-drive-list", { folderId, type: "files" });
 *
 * @see https://developers.google.com/workspace/drive/api/reference/rest/v3/files/list
 * @module
 * @version 0.1.0
 */
import { googleScope } from "../../shared/families/google.ts";
import { defineFunction } from "../../shared/runtime/define.ts";
import * as z from "../../shared/runtime/zod.ts";
import { DriveFile, driveFile } from "../../shared/services/google-drive-files.ts";
import {
  allOf,
  inFolder,
  IS_FILE,
  IS_FOLDER,
  NOT_TRASHED,
  PageAnswer,
  pageFields,
  pageQuery,
} from "../../shared/services/google-drive-query.ts";
import { driveId, GOOGLE_DRIVE_ALLOWED_FOLDERS, googleDrive } from "../../shared/services/google-drive.ts";

const Input = z.strictObject({
  folderId: driveId.default("root").describe("ID of the folder; by default root, the top of My Drive"),
  type: z.enum(["all", "files", "folders"]).default("all").describe("What to list"),
  driveId: driveId.optional().describe(
    "ID of the shared drive that the folder is in; also the ID of its top folder",
  ),
  ...pageFields,
});

const Output = z.object({
  files: z.array(DriveFile).describe("Files and folders; may be empty although more follow"),
  nextCursor: z.string().nullable().describe("cursor for the next files; null at the end"),
  incomplete: z.boolean().describe("Whether Google Drive left out some shared drives"),
});

export default defineFunction({
  name: "google-drive-list",
  service: googleDrive,
  scopes: [googleScope("drive.metadata.readonly")],
  effect: "read",
  access: "admin",
  bounds: { folderId: GOOGLE_DRIVE_ALLOWED_FOLDERS },
  input: Input,
  output: Output,

  async run({ input, http }) {
    const page = await http.get("files", {
      query: {
        q: allOf(
          inFolder(input.folderId),
          !input.includeTrashed && NOT_TRASHED,
          input.type === "files" && IS_FILE,
          input.type === "folders" && IS_FOLDER,
        ),
        ...(input.driveId && { corpora: "drive", driveId: input.driveId }),
        ...pageQuery(input),
      },
      response: PageAnswer,
    });
    return {
      files: page.files.map(driveFile),
      nextCursor: page.nextPageToken ?? null,
      incomplete: page.incompleteSearch ?? false,
    };
  },
});
