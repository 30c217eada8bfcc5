/**
 * Uploads a file of any size into a folder of Box, as a new file or as a new version of one.
 *
 * @example
 * const { data } = await base44.functions.invoke("box-upload", { fileUrl: file_url, folderId: "12345" });
 *
 * @see https://developer.box.com/guides/uploads/
 * @module
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import { contentFields, FILE_BODY_LIMIT, readContent, withContent } from "../../shared/runtime/files.ts";
import { instant } from "../../shared/runtime/time.ts";
import { uploadChunks } from "../../shared/runtime/uploads.ts";
import * as z from "../../shared/runtime/zod.ts";
import { BoxItem, boxItem, ITEM_FIELDS, ItemAnswer } from "../../shared/services/box-items.ts";
import {
  existingFile,
  FilesAnswer,
  formParts,
  isNameTaken,
  MAX_BOX_FILE_BYTES,
  MAX_FORM_BYTES,
  otherName,
  partsSession,
  SessionAnswer,
  sha1Hex,
  sizeNeeded,
  UPLOAD_TIMEOUT,
} from "../../shared/services/box-upload.ts";
import { box, BOX_ALLOWED_FOLDERS, boxId } from "../../shared/services/box.ts";

const Input = z.strictObject({
  ...contentFields,
  folderId: boxId.default("0").describe("ID of the folder; by default 0, the top"),
  onConflict: z.enum(["rename", "fail"]).default("rename").describe(
    "Where another file has the name: rename adds the time, fail refuses; the same content is no conflict",
  ),
  replace: z.boolean().optional().describe("Whether a file of that name gets this content as a new version"),
  contentUpdatedAt: instant.optional().describe("When the content last changed; by default now"),
});

export default defineFunction({
  name: "box-upload",
  service: box,
  scopes: ["root_readwrite"],
  effect: "write",
  access: "user",
  bounds: { folderId: BOX_ALLOWED_FOLDERS },
  adminOnly: ["replace"],
  rawBody: true,
  limits: { body: FILE_BODY_LIMIT },
  budget: 240,
  input: Input,
  output: BoxItem.extend({
    renamed: z.boolean().describe("Whether it has another name than asked for"),
    replaced: z.boolean().describe("Whether a file that was there got a new version"),
  }),

  async run({ input, http, ...context }) {
    const { environment, signal } = context;
    const time = { content_modified_at: input.contentUpdatedAt };
    return await withContent(context, input, MAX_BOX_FILE_BYTES, async (content) => {
      const { size, name } = content;
      const plain = { renamed: false, replaced: false };
      if (size === undefined || size <= MAX_FORM_BYTES) {
      }
      return { ...plain };
    });
  },
});
