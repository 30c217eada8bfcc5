/**
 * Attachments of a mail: the input fields, and their content from wherever the caller has it.
 *
 * @module
 * @version 0.1.0
 */
import { FunctionError } from "./errors.ts";
import {
  type Content,
  type ContentContext,
  contentFields,
  type ContentInput,
  MAX_FILE_BYTES,
  openContent,
  readContent,
} from "./files.ts";
import { lineProblem } from "./mail.ts";
import { mediaTypeOf } from "./media-types.ts";
import { CONTENT_ID } from "./mime-headers.ts";
import { exactlyOne } from "./rules.ts";
import { MEGABYTE } from "./spec.ts";
import * as z from "./zod.ts";

/** All files of one mail together, decoded. */
export const MAX_ATTACHMENT_BYTES = 20_000_000;
/** For `limits.body` of functions that take attachments: a `File` of that size, and the mail itself. */
export const MAIL_BODY_LIMIT = MAX_FILE_BYTES + 2 * MEGABYTE;
const MAX_ATTACHMENTS = 50;
const UNKNOWN_TYPE = "application/octet-stream";

const FileName = z.string().min(1).max(255).superRefine((name, context) => {
  const message = lineProblem(name);
  if (message) context.addIssue({ code: "custom", message });
});

const Attachment = z.strictObject({
  name: FileName.describe("File name that the reader sees"),
  text: contentFields.text,
  base64: contentFields.base64,
  fileUrl: contentFields.fileUrl,
  fileUri: contentFields.fileUri,
  mimeType: contentFields.mimeType.describe("By default told by the name's ending or by the source"),
  contentId: z.string().regex(CONTENT_ID).optional().describe(
    'Shows the file within `html`, as in <img src="cid:logo"> for the content ID logo',
  ),
}).refine(...exactlyOne("text", "base64", "fileUrl", "fileUri"));

export const attachmentFields = {
  file: contentFields.file.describe("One file to attach, a form's File"),
  attachments: z.array(Attachment).max(MAX_ATTACHMENTS).optional().describe(
    "Files to attach, each with its name and one of text, base64, fileUrl (a Base44 `file_url`) and fileUri (a " +
      "private Base44 file that the caller may read); 20 MB in all, those of text and base64 up to 5 MB each",
  ),
};

/** For `adminOnly`: nobody else chooses what the app fetches. */
export const ATTACHMENT_BY_URL = "attachments.fileUrl";

export interface AttachmentsInput {
  file?: File | undefined;
  attachments?: z.output<typeof Attachment>[] | undefined;
}

export interface ReadAttachment {
  name: string;
  mimeType: string;
  bytes: Uint8Array<ArrayBuffer>;
  contentId?: string | undefined;
}

/** Those of `attachments` in their order, then `file`. */
export async function readAttachments(
  context: ContentContext,
  { file, attachments = [] }: AttachmentsInput,
  maxBytes = MAX_ATTACHMENT_BYTES,
): Promise<ReadAttachment[]> {
  const read: ReadAttachment[] = [];
  let left = maxBytes;
  for (const [index, { contentId, ...source }] of attachments.entries()) {
    const attachment = await readAttachment(context, source, `attachments[${index}]`, left, maxBytes);
    left -= attachment.bytes.byteLength;
    read.push({ ...attachment, contentId });
  }
  return file ? [...read, await readAttachment(context, { file }, "file", left, maxBytes)] : read;
}

async function readAttachment(
  context: ContentContext,
  source: ContentInput,
  path: string,
  left: number,
  maxBytes: number,
): Promise<ReadAttachment> {
  // An attachment's source is never the body of the request.
  const content = await openContent({ ...context, raw: undefined }, source, Infinity, path);
  try {
    if ((content.size ?? 0) > left) throw tooLarge(maxBytes);
    const bytes = await readContent(content, left, context.signal).catch((error) => {
      throw isTooLarge(error) ? tooLarge(maxBytes) : error;
    });
    return { name: content.name, mimeType: mimeTypeOf(source, content), bytes };
  } finally {
    if (!content.stream.locked) content.stream.cancel().catch(() => {});
  }
}

/** Text and base64 say nothing of their type, and a source that does not know its own says `UNKNOWN_TYPE`. */
function mimeTypeOf(source: ContentInput, content: Content): string {
  if (source.mimeType !== undefined) return source.mimeType;
  const isInline = source.text !== undefined || source.base64 !== undefined;
  if (!isInline && content.mimeType !== UNKNOWN_TYPE) return content.mimeType;
  return mediaTypeOf(content.name) ?? content.mimeType;
}

function isTooLarge(error: unknown): boolean {
  return error instanceof FunctionError && error.code === "payload_too_large";
}

function tooLarge(limit: number): FunctionError {
  return new FunctionError("payload_too_large", `Expected attachments of at most ${limit} bytes in all`, {
    params: { limit },
  });
}
