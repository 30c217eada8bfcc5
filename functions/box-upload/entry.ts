/**
 * Uploads a file of any size into a folder of Box, as a new file or as a new version of one.
 *
 * @example
 * const { data } = await base44.functions.invoke("box-upload", { fileUrl: file_url, folderId: "12345" });
 *
 * @see https://developer.box.com/guides/uploads/
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import { contentFields, FILE_BODY_LIMIT, readContent, withContent } from "../../shared/runtime/files.ts";
import { instant } from "../../shared/runtime/time.ts";
import { uploadChunks } from "../../shared/runtime/uploads.ts";
import * as z from "../../shared/runtime/zod.ts";
import { BoxItem, boxItem, ITEM_FIELDS } from "../../shared/services/box-items.ts";
import {
  FilesAnswer,
  formParts,
  formPath,
  madeBefore,
  MAX_BOX_FILE_BYTES,
  MAX_FORM_BYTES,
  partsSession,
  putInPlace,
  SessionAnswer,
  sessionPath,
  sha1Hex,
  sizeNeeded,
  UPLOAD_TIMEOUT,
} from "../../shared/services/box-upload.ts";
import { box, BOX_ALLOWED_FOLDERS, boxId } from "../../shared/services/box.ts";

const Input = z.strictObject({
  ...contentFields,
  folderId: boxId.default("0").describe("ID of the folder; by default 0, the top"),
  onConflict: z.enum(["fail", "replace", "rename"]).optional().describe(
    "What happens if the folder has another file of this name: fail, replace, which makes a new version of it, " +
      "or rename, which adds the time and is the default; the same content is no conflict",
  ),
  contentUpdatedAt: instant.optional().describe("When the content last changed; by default now"),
});

export default defineFunction({
  name: "box-upload",
  service: box,
  scopes: ["root_readwrite"],
  effect: "write",
  access: "user",
  bounds: { folderId: BOX_ALLOWED_FOLDERS },
  adminOnly: ["onConflict"],
  rawBody: true,
  limits: { body: FILE_BODY_LIMIT },
  budget: 240,
  input: Input,
  output: BoxItem.extend({
    renamed: z.boolean().describe("Whether it has another name than asked for"),
    replaced: z.boolean().describe("Whether a file that was there got a new version"),
  }),

  async run({ input, http, ...context }) {
    const now = context.environment.clock.now();
    const { onConflict = "rename" } = input;
    const attributes = { content_modified_at: input.contentUpdatedAt };
    return await withContent(context, input, MAX_BOX_FILE_BYTES, async (content) => {
      const { name, size } = content;
      if (size === undefined || size <= MAX_FORM_BYTES) {
        const bytes = await readContent(content, MAX_FORM_BYTES, context.signal).catch(sizeNeeded);
        const sha1 = await sha1Hex(bytes);
        const { answer, replaced } = await putInPlace(name, onConflict, now, ({ name, fileId, etag }) => {
          const parent = fileId ? undefined : { id: input.folderId };
          const { body, headers } = formParts(context.environment, { name, parent, ...attributes }, bytes);
          return http.post(formPath(fileId), {
            path: { fileId: fileId ?? "" },
            query: { fields: ITEM_FIELDS },
            headers: { ...headers, "content-md5": sha1, ...(etag && { "if-match": etag }) },
            body,
            idempotent: fileId === undefined,
            timeout: UPLOAD_TIMEOUT,
            response: FilesAnswer,
          }).then(({ entries: [file] }) => file).catch(madeBefore(http, sha1));
        });
        return { ...boxItem(answer), renamed: answer.name !== name, replaced };
      }
      const { answer, replaced } = await putInPlace(
        name,
        onConflict,
        now,
        ({ name, fileId }) =>
          http.post(sessionPath(fileId), {
            path: { fileId: fileId ?? "" },
            json: { file_size: size, ...(!fileId && { folder_id: input.folderId, file_name: name }) },
            read: true, // A session that is not completed is no file, and lapses.
            response: SessionAnswer,
          }),
      );
      const session = partsSession(http, context, answer, attributes);
      const file = await uploadChunks(context, session, content, MAX_BOX_FILE_BYTES);
      return { ...boxItem(file), renamed: file.name !== name, replaced };
    });
  },
});
