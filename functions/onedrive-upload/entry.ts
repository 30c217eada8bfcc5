/**
 * Uploads a file of any size to OneDrive.
 *
 * @example
 * const { data } = await base44.functions.invoke("onedrive-upload", { fileUrl, folderPath: "Invoices" });
 *
 * @see https://learn.microsoft.com/graph/api/driveitem-put-content
 * @see https://learn.microsoft.com/graph/api/driveitem-createuploadsession
 * @module
 * @version 0.1.0
 */
import {
  DriveItem,
  driveItem,
  DriveItemAnswer,
  filePath,
  folderFields,
  itemPlace,
} from "../../shared/families/microsoft-drive.ts";
import {
  DEFAULT_ON_CONFLICT,
  driveUpload,
  MAX_DRIVE_FILE_BYTES,
  MAX_PUT_BYTES,
  onConflict,
  sessionItem,
  UPLOAD_TIMEOUT,
  UploadSessionAnswer,
} from "../../shared/families/microsoft-upload.ts";
import { defineFunction } from "../../shared/runtime/define.ts";
import { contentFields, FILE_BODY_LIMIT, readContent, withContent } from "../../shared/runtime/files.ts";
import { uploadChunks } from "../../shared/runtime/uploads.ts";
import * as z from "../../shared/runtime/zod.ts";
import {
  driveAddress,
  onedrive,
  ONEDRIVE_ALLOWED_FOLDERS,
  otherDrive,
} from "../../shared/services/onedrive.ts";

const Input = z.strictObject({
  ...contentFields,
  ...folderFields,
  driveId: otherDrive,
  onConflict,
});

export default defineFunction({
  name: "onedrive-upload",
  service: onedrive,
  scopes: ["Files.ReadWrite"],
  extraScopes: { "Files.ReadWrite.All": "for folders that others have shared, and for driveId" },
  effect: "write",
  access: "user",
  bounds: { folderId: ONEDRIVE_ALLOWED_FOLDERS },
  adminOnly: ["driveId", "onConflict"],
  rawBody: true,
  limits: { body: FILE_BODY_LIMIT },
  budget: 240,
  input: Input,
  output: DriveItem.extend({ renamed: z.boolean().describe("Whether the name was taken, and got a number") }),

  async run({ input, http, ...context }) {
    const { onConflict: conflict = DEFAULT_ON_CONFLICT } = input;
    return await withContent(context, input, MAX_DRIVE_FILE_BYTES, async (content) => {
      const path = {
        drive: driveAddress(input.driveId),
        folder: itemPlace(input.folderId),
        file: filePath(input.folderPath, content.name),
      };
      const upload = async () => {
        if (content.size !== undefined && content.size <= MAX_PUT_BYTES) {
          return await http.put("{+drive}/{+folder}:/{+file}:/content", {
            path,
            query: { "@microsoft.graph.conflictBehavior": conflict },
            headers: { "content-type": content.mimeType },
            body: await readContent(content, MAX_PUT_BYTES, context.signal),
            idempotent: conflict === "replace",
            timeout: UPLOAD_TIMEOUT,
            response: DriveItemAnswer,
          });
        }
        const { uploadUrl } = await http.post("{+drive}/{+folder}:/{+file}:/createUploadSession", {
          path,
          json: sessionItem(content.name, conflict),
          read: true, // A session that is not completed is no file, and lapses.
          response: UploadSessionAnswer,
        });
        const session = driveUpload(http, onedrive, uploadUrl);
        return await uploadChunks(context, session, content, MAX_DRIVE_FILE_BYTES);
      };
      const file = driveItem(await upload());
      return { ...file, renamed: file.name !== content.name };
    });
  },
});
