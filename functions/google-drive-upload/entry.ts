/**
 * Uploads a file of any size to Google Drive, into a folder that it creates where needed, and shares it.
 *
 * @example
 * const { data } = await base44.functions.invoke("google-drive-upload", { fileUrl, folderPath: "Invoices" });
 *
 * @see https://developers.google.com/workspace/drive/api/guides/manage-uploads
 * @module
 * @version 0.1.0
 */
import { googleScope } from "../../shared/families/google.ts";
import { defineFunction } from "../../shared/runtime/define.ts";
import { contentFields, FILE_BODY_LIMIT, readContent, withContent } from "../../shared/runtime/files.ts";
import { uploadChunks } from "../../shared/runtime/uploads.ts";
import * as z from "../../shared/runtime/zod.ts";
import {
  DriveFile,
  driveFile,
  FILE_QUERY,
  FileAnswer,
  nativeType,
} from "../../shared/services/google-drive-files.ts";
import { folderNames, folderPath, openFolder } from "../../shared/services/google-drive-folders.ts";
import { madeBefore, newIds } from "../../shared/services/google-drive-ids.ts";
import { linkGrant, personGrant, Share, shareRole } from "../../shared/services/google-drive-sharing.ts";
import {
  MAX_DRIVE_FILE_BYTES,
  MAX_MULTIPART_BYTES,
  openSession,
  relatedParts,
  UPLOAD_TIMEOUT,
  uploadPath,
} from "../../shared/services/google-drive-upload.ts";
import {
  driveId,
  GOOGLE_DRIVE_ALLOWED_FOLDERS,
  GOOGLE_DRIVE_ALLOWED_RECIPIENTS,
  googleDrive,
} from "../../shared/services/google-drive.ts";

const Input = z.strictObject({
  ...contentFields,
  folderId: driveId.default("root").describe("ID of the folder; by default root, the top of My Drive"),
  folderPath: folderPath.optional().describe(
    "Path below folderId, such as Invoices/2026; missing folders are created",
  ),
  description: z.string().max(4_000).optional().describe("Text that Google Drive shows with the file"),
  convertTo: z.enum(["document", "spreadsheet", "presentation"]).optional().describe(
    "Make it a Google document",
  ),
  replaceFileId: driveId.optional().describe("ID of a file that gets this content, instead of a new file"),
  share: Share.optional().describe("A person to share the file with"),
  linkRole: shareRole.optional().describe("What everybody who has the link may do; by default nothing"),
}).refine(({ replaceFileId, folderPath }) => !(replaceFileId && folderPath), {
  path: ["folderPath"],
  error: "expected no folderPath with replaceFileId: the file stays where it is",
});

export default defineFunction({
  name: "google-drive-upload",
  service: googleDrive,
  scopes: [googleScope("drive.file")],
  effect: "send",
  access: "user",
  bounds: {
    folderId: GOOGLE_DRIVE_ALLOWED_FOLDERS,
    share: { secret: GOOGLE_DRIVE_ALLOWED_RECIPIENTS, kind: "mail" },
  },
  adminOnly: ["replaceFileId", "linkRole"],
  rawBody: true,
  limits: { body: FILE_BODY_LIMIT },
  budget: 240,
  input: Input,
  output: DriveFile.extend({ replaced: z.boolean().describe("Whether an existing file got new content") }),

  async run({ input, http, commit, ...context }) {
    const { replaceFileId, convertTo, share, linkRole } = input;
    const names = folderNames(input.folderPath ?? "");
    const file = await withContent(context, input, MAX_DRIVE_FILE_BYTES, async (content) => {
      const ids = await newIds(http, names.length + (replaceFileId || convertTo ? 0 : 1));
      const id = ids[names.length];
      const folderId = await openFolder(http, input.folderId, names, ids, (folderId) => commit({ folderId }));
      const metadata = {
        name: replaceFileId ? input.name : content.name,
        description: input.description,
        mimeType: convertTo && nativeType(convertTo),
        ...(!replaceFileId && { id, parents: [folderId] }),
      };
      if (content.size !== undefined && content.size <= MAX_MULTIPART_BYTES) {
        const bytes = await readContent(content, MAX_MULTIPART_BYTES, context.signal);
        const upload = replaceFileId ? http.patch : http.post;
        return await upload(uploadPath(replaceFileId), {
          path: { fileId: replaceFileId ?? "" },
          query: { uploadType: "multipart", ...FILE_QUERY },
          ...relatedParts(context.environment, metadata, content.mimeType, bytes),
          idempotent: Boolean(id ?? replaceFileId),
          timeout: UPLOAD_TIMEOUT,
          response: FileAnswer,
        }).catch(madeBefore(http, id));
      }
      const session = await openSession(http, replaceFileId, metadata, content);
      return await uploadChunks(context, session, content, MAX_DRIVE_FILE_BYTES).catch(madeBefore(http, id));
    });
    commit({ fileId: file.id, url: file.webViewLink ?? null });

    const grants = [share && personGrant(share), linkRole && linkGrant(linkRole)].filter((grant) =>
      grant !== undefined
    );
    // Concurrent changes of one file's permissions overwrite each other.
    for (const grant of grants) {
      await http.post("files/{fileId}/permissions", { path: { fileId: file.id }, ...grant });
    }
    return {
      ...driveFile(file),
      replaced: replaceFileId !== undefined,
      ...(grants.length > 0 && { shared: true }),
    };
  },
});
