/**
 * Uploads a file of any size to Dropbox, into a folder that Dropbox creates where needed.
 *
 * @example
 * const { data } = await base44.functions.invoke("dropbox-upload", { fileUrl: file_url, folderPath: "/Invoices/2026" });
 *
 * @see https://www.dropbox.com/developers/documentation/http/documentation#files-upload
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import { contentFields, FILE_BODY_LIMIT, readContent, withContent } from "../../shared/runtime/files.ts";
import { instant } from "../../shared/runtime/time.ts";
import { uploadChunks } from "../../shared/runtime/uploads.ts";
import * as z from "../../shared/runtime/zod.ts";
import { dropboxFolder, DropboxItem, dropboxItem, FileAnswer } from "../../shared/services/dropbox-files.ts";
import {
  contentHeaders,
  MAX_DROPBOX_FILE_BYTES,
  MAX_REQUEST_BYTES,
  openSession,
  saveOrRename,
  UPLOAD_TIMEOUT,
  uploadTarget,
} from "../../shared/services/dropbox-upload.ts";
import { dropbox, DROPBOX_ALLOWED_FOLDERS } from "../../shared/services/dropbox.ts";

const Input = z.strictObject({
  ...contentFields,
  folderPath: dropboxFolder.default("/").describe("Folder, such as /Invoices/2026; by default /, the top"),
  onConflict: z.enum(["fail", "replace", "rename"]).optional().describe(
    "What happens if the folder has another file of this name: fail, replace or rename, which adds a number " +
      "and is the default; the same content is no conflict",
  ),
  rev: z.string().regex(/^[0-9a-f]{9,64}$/, "Expected a rev such as 016500000000000000000000000abc1")
    .optional().describe("Replace only if the file still has this rev"),
  mute: z.boolean().default(false).describe("Whether Dropbox shows no notice on people's devices"),
  contentUpdatedAt: instant.optional().describe("When the content last changed; by default now"),
}).refine(({ onConflict, rev }) => rev === undefined || onConflict === "replace", {
  path: ["rev"],
  error: "expected a rev only with onConflict: replace",
});

export default defineFunction({
  name: "dropbox-upload",
  service: dropbox,
  scopes: ["files.content.write"],
  extraScopes: { "files.metadata.read": "find a large file again whose confirmation got lost" },
  effect: "write",
  access: "user",
  bounds: { folderPath: DROPBOX_ALLOWED_FOLDERS },
  adminOnly: ["onConflict"],
  rawBody: true,
  limits: { body: FILE_BODY_LIMIT },
  budget: 240,
  input: Input,
  output: DropboxItem.extend({ renamed: z.boolean().describe("Whether it has another name than asked for") }),

  async run({ input, http, ...context }) {
    const { onConflict = "rename" } = input;
    return await withContent(context, input, MAX_DROPBOX_FILE_BYTES, async (content) => {
      const target = uploadTarget({ ...input, onConflict }, content.name);
      let file: FileAnswer;
      if (content.size !== undefined && content.size <= MAX_REQUEST_BYTES) {
        const body = await readContent(content, MAX_REQUEST_BYTES, context.signal);
        file = await saveOrRename(
          target,
          onConflict,
          (commit) =>
            http.post("https://content.dropboxapi.com/2/files/upload", {
              headers: contentHeaders(commit),
              body,
              idempotent: !commit.autorename,
              timeout: UPLOAD_TIMEOUT,
              response: FileAnswer,
            }),
        );
      } else {
        const session = await openSession(http, target, onConflict);
        file = await uploadChunks(context, session, content, MAX_DROPBOX_FILE_BYTES);
      }
      return { ...dropboxItem(file), renamed: file.name !== content.name };
    });
  },
});
