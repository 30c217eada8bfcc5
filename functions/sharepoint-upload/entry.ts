/**
 * Uploads a file of any size to a SharePoint document library.
 *
 * @example
 * const { data } = await base44.functions.invoke("sharepoint-upload", { fileUrl, folderPath: "Invoices" });
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
import { findLibrary, findSite } from "../../shared/services/sharepoint-site.ts";
import { library, sharepoint, SHAREPOINT_ALLOWED_FOLDERS, site } from "../../shared/services/sharepoint.ts";

const Input = z.strictObject({
  ...contentFields,
  ...folderFields,
  onConflict,
  site,
  library,
});

export default defineFunction({
  name: "sharepoint-upload",
  service: sharepoint,
  scopes: ["Sites.ReadWrite.All"],
  effect: "write",
  access: "user",
  bounds: { folderId: SHAREPOINT_ALLOWED_FOLDERS },
  adminOnly: ["onConflict", "site", "library"],
  rawBody: true,
  limits: { body: FILE_BODY_LIMIT },
  budget: 240,
  input: Input,
  output: DriveItem.extend({ renamed: z.boolean().describe("Whether the name was taken, and got a number") }),

  async run({ input, http, connection, ...context }) {
    const { onConflict: conflict = DEFAULT_ON_CONFLICT } = input;
    return await withContent(context, input, MAX_DRIVE_FILE_BYTES, async (content) => {
      const place = { folder: itemPlace(input.folderId), file: filePath(input.folderPath, content.name) };
      const siteId = await findSite(http, connection, input.site);
      const path = { driveId: await findLibrary(http, siteId, input.library), ...place };
      const upload = async () => {
        if (content.size !== undefined && content.size <= MAX_PUT_BYTES) {
          return await http.put("drives/{driveId}/{+folder}:/{+file}:/content", {
            path,
            query: { "@microsoft.graph.conflictBehavior": conflict },
            headers: { "content-type": content.mimeType },
            body: await readContent(content, MAX_PUT_BYTES, context.signal),
            idempotent: conflict === "replace",
            timeout: UPLOAD_TIMEOUT,
            response: DriveItemAnswer,
          });
        }
        const { uploadUrl } = await http.post("drives/{driveId}/{+folder}:/{+file}:/createUploadSession", {
          path,
          json: sessionItem(content.name, conflict),
          read: true, // A session that is not completed is no file, and lapses.
          response: UploadSessionAnswer,
        });
        const session = driveUpload(http, sharepoint, uploadUrl);
        return await uploadChunks(context, session, content, MAX_DRIVE_FILE_BYTES);
      };
      const file = driveItem(await upload());
      return { ...file, renamed: file.name !== content.name };
    });
  },
});
