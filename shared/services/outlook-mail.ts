/**
 * Mail to send, as Microsoft Graph takes it.
 *
 * @see https://learn.microsoft.com/graph/api/user-sendmail
 * @module
 * @version 0.1.0
 */
import { encodeBase64, encodedLength } from "../runtime/base64.ts";
import { FunctionError } from "../runtime/errors.ts";
import type { ReadAttachment } from "../runtime/mail-attachments.ts";
import type { Recipient, Recipients } from "../runtime/mail.ts";
import * as z from "../runtime/zod.ts";

/** Files of this size are uploaded in pieces; smaller ones must not be. */
export const LARGE_FILE_BYTES = 3_000_000;
/** Graph refuses requests of about 4 MB. */
const MAX_REQUEST_BYTES = 3_500_000;
const PIECE_BYTES = 3_000_000;
/** Milliseconds, for one piece. */
export const PIECE_TIMEOUT = 30_000;

export interface OutlookMail {
  to?: Recipients | undefined;
  cc?: Recipients | undefined;
  bcc?: Recipients | undefined;
  replyTo?: Recipients | undefined;
  from?: Recipient | undefined;
  subject?: string | undefined;
  text?: string | undefined;
  html?: string | undefined;
  importance?: "low" | "normal" | "high" | undefined;
}

/** A message without its files. It has one body, and Outlook makes the plain text of an HTML one itself. */
export function outlookMail(mail: OutlookMail) {
  const { html, text = "", to, cc, bcc, replyTo } = mail;
  return {
    subject: mail.subject,
    body: html === undefined
      ? { contentType: "text", content: text }
      : { contentType: "html", content: html },
    from: mail.from && outlookRecipient(mail.from),
    toRecipients: to?.map(outlookRecipient),
    ccRecipients: cc?.map(outlookRecipient),
    bccRecipients: bcc?.map(outlookRecipient),
    replyTo: replyTo?.map(outlookRecipient),
    importance: mail.importance,
  };
}

/** An answer: Graph takes `comment` or a body, not both, and adds what is quoted only to a comment. */
export function outlookAnswer({ html, text, to, cc, bcc }: OutlookMail, files: readonly ReadAttachment[]) {
  const message = {
    body: html === undefined ? undefined : { contentType: "html", content: html },
    toRecipients: to?.map(outlookRecipient),
    ccRecipients: cc?.map(outlookRecipient),
    bccRecipients: bcc?.map(outlookRecipient),
    attachments: files.length > 0 ? files.map(fileAttachment) : undefined,
  };
  const says = Object.values(message).some((member) => member !== undefined);
  return { comment: html === undefined ? text : undefined, message: says ? message : undefined };
}

function outlookRecipient({ email, name }: Recipient) {
  return { emailAddress: { address: email, name } };
}

export function fileAttachment({ name, mimeType, bytes, contentId }: ReadAttachment) {
  return {
    "@odata.type": "#microsoft.graph.fileAttachment",
    name,
    contentType: mimeType,
    contentBytes: encodeBase64(bytes),
    ...inlineMembers(contentId),
  };
}

/** What an upload session is told about its file. */
export function attachmentItem({ name, mimeType, bytes, contentId }: ReadAttachment) {
  return {
    attachmentType: "file",
    name,
    contentType: mimeType,
    size: bytes.byteLength,
    ...inlineMembers(contentId),
  };
}

function inlineMembers(contentId: string | undefined) {
  return contentId === undefined ? {} : { isInline: true, contentId };
}

/** Whether a message and its files go into one request. */
export function fitsOneRequest(message: unknown, files: readonly ReadAttachment[]): boolean {
  const text = new TextEncoder().encode(JSON.stringify(message)).byteLength;
  const size = files.reduce((sum, { bytes }) => sum + encodedLength(bytes.byteLength), text);
  return size < MAX_REQUEST_BYTES && files.every(({ bytes }) => bytes.byteLength < LARGE_FILE_BYTES);
}

/** The pieces of a file, with the `Content-Range` of each. */
export function piecesOf(
  bytes: Uint8Array<ArrayBuffer>,
): { range: string; piece: Uint8Array<ArrayBuffer> }[] {
  const total = bytes.byteLength;
  return Array.from({ length: Math.ceil(total / PIECE_BYTES) }, (_, index) => {
    const start = index * PIECE_BYTES;
    const piece = bytes.subarray(start, start + PIECE_BYTES);
    return { piece, range: `bytes ${start}-${start + piece.byteLength - 1}/${total}` };
  });
}

/** The message with small files, for one request. */
export function withFiles(message: object, files: readonly ReadAttachment[]) {
  return files.length > 0 ? { ...message, attachments: files.map(fileAttachment) } : message;
}

export const OutlookDraft = z.object({
  id: z.string(),
  conversationId: z.string().nullish(),
  internetMessageId: z.string().nullish(),
});
type OutlookDraft = z.output<typeof OutlookDraft>;

export const sentMailFields = {
  sent: z.literal(true).describe("Outlook took it; if it cannot be delivered, a mail to the account says so"),
  id: z.string().nullable().describe("ID of the sent message, where it went by a draft"),
  conversationId: z.string().nullable().describe("ID of its conversation, where it went by a draft"),
  internetMessageId: z.string().nullable().describe("Its ID everywhere, where it went by a draft"),
};

/** Only what went by a draft has IDs. */
export function sentMail(draft?: OutlookDraft) {
  return {
    sent: true as const,
    id: draft?.id ?? null,
    conversationId: draft?.conversationId ?? null,
    internetMessageId: draft?.internetMessageId ?? null,
  };
}

/** For the request that makes a draft: it needs a scope that sending alone does not. */
export function askForDrafts(error: unknown): never {
  if (!(error instanceof FunctionError) || error.code !== "missing_scope") throw error;
  throw error.with({
    hint:
      "Outlook needs the scope Mail.ReadWrite beside Mail.Send for returnId and for files of 3 MB and more: " +
      "add it to the connector and authorize it again",
    params: { ...error.details.params, scopes: ["Mail.Send", "Mail.ReadWrite"] },
  });
}
