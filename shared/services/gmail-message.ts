/**
 * Gmail's messages: their headers, their body, their attachments.
 *
 * @see https://developers.google.com/workspace/gmail/api/reference/rest/v1/users.messages
 * @module
 * @version 0.1.0
 */
import { decodeBase64 } from "../runtime/base64.ts";
import { textFromHtml } from "../runtime/html-text.ts";
import { decodeHeader, decodeText, MailAddress, parseAddresses } from "../runtime/mime-decode.ts";
import { isMessageId } from "../runtime/mime-headers.ts";
import * as z from "../runtime/zod.ts";

const Header = z.object({ name: z.string(), value: z.string() });
const Body = z.object({
  attachmentId: z.string().optional(),
  size: z.number().default(0),
  data: z.string().optional(),
});

export const GmailPart = z.object({
  partId: z.string().optional(),
  mimeType: z.string().default(""),
  filename: z.string().default(""),
  headers: z.array(Header).default([]),
  body: Body.optional(),
  get parts() {
    return z.array(GmailPart).optional();
  },
});
export type GmailPart = z.output<typeof GmailPart>;

export const GmailMessage = z.object({
  id: z.string(),
  threadId: z.string(),
  labelIds: z.array(z.string()).default([]),
  snippet: z.string().default(""),
  internalDate: z.string().regex(/^\d+$/).optional(),
  sizeEstimate: z.number().optional(),
  payload: GmailPart.optional(),
});
export type GmailMessage = z.output<typeof GmailMessage>;

/** For `metadataHeaders`. */
export const SUMMARY_HEADERS = ["From", "To", "Cc", "Subject", "Date"];

export const messageSummaryFields = {
  id: z.string().describe("ID of the message in this mailbox"),
  threadId: z.string().describe("ID of its thread"),
  from: MailAddress.nullable().describe("Sender; names are the sender's own claim"),
  to: z.array(MailAddress).describe("Recipients"),
  cc: z.array(MailAddress).describe("Who got a copy"),
  subject: z.string().describe("Subject"),
  receivedAt: z.string().nullable().describe("When Gmail took it in, ISO 8601"),
  preview: z.string().describe("The beginning of the body as plain text"),
  unread: z.boolean().describe("Whether nobody has opened it yet"),
  labelIds: z.array(z.string()).describe("Its labels, such as INBOX"),
  size: z.number().nullable().describe("Bytes, roughly"),
};

export function messageSummary(message: GmailMessage) {
  return {
    id: message.id,
    threadId: message.threadId,
    from: addressesOf(message, "From")[0] ?? null,
    to: addressesOf(message, "To"),
    cc: addressesOf(message, "Cc"),
    subject: headerOf(message, "Subject"),
    receivedAt: message.internalDate === undefined
      ? null
      : new Date(Number(message.internalDate)).toISOString(),
    preview: textFromHtml(message.snippet), // Gmail escapes it.
    unread: message.labelIds.includes("UNREAD"),
    labelIds: message.labelIds,
    size: message.sizeEstimate ?? null,
  };
}

/** A header's text on one line, empty where there is none. */
export function headerOf({ payload }: GmailMessage, name: string): string {
  return decodeHeader(rawHeader(payload, name));
}

/** The message IDs that a header names, such as In-Reply-To or References. */
export function messageIdsOf({ payload }: GmailMessage, name: string): string[] {
  return rawHeader(payload, name).split(/\s+/).filter(isMessageId);
}

export function addressesOf({ payload }: GmailMessage, name: string): MailAddress[] {
  return parseAddresses(rawHeader(payload, name));
}

/** Names vary in case, such as Message-ID and Message-Id. */
function rawHeader(part: GmailPart | undefined, name: string): string {
  const wanted = name.toLowerCase();
  return part?.headers.find((header) => header.name.toLowerCase() === wanted)?.value ?? "";
}

/** The parts of a message that are no container for others, in order. A mail within a mail counts as one part. */
export function leavesOf(part: GmailPart | undefined): GmailPart[] {
  if (!part) return [];
  const isContainer = part.filename === "" && part.mimeType.startsWith("multipart/");
  return isContainer ? (part.parts ?? []).flatMap(leavesOf) : [part];
}

/** Whether a part is the message itself rather than a file that came with it. */
export function isBodyPart(part: GmailPart): boolean {
  const isText = part.mimeType === "text/plain" || part.mimeType === "text/html";
  return isText && part.filename === "" && !/^\s*attachment\b/i.test(rawHeader(part, "Content-Disposition"));
}

/** The text of a part, from its base64url. */
export function partText(part: GmailPart, data: string | undefined): string {
  const [, charset] = /;\s*charset\s*=\s*"?([\w.:-]+)/i.exec(rawHeader(part, "Content-Type")) ?? [];
  const bytes = decodeBase64(data ?? "");
  return bytes ? decodeText(bytes, charset) : "";
}

/** The body that the parts make up together. */
export function bodyOf(parts: readonly { part: GmailPart; text: string }[]): { text: string; html: string } {
  const joined = (mimeType: string) =>
    parts.filter(({ part }) => part.mimeType === mimeType).map(({ text }) => text).join("\n");
  return { text: joined("text/plain"), html: joined("text/html") };
}

/** All headers, each on one line. */
export function headersOf({ payload }: GmailMessage): { name: string; value: string }[] {
  return (payload?.headers ?? []).map(({ name, value }) => ({ name, value: decodeHeader(value) }));
}

export const attachmentListing = z.array(z.object({
  attachmentId: z.string().nullable().describe("For gmail-attachment, soon: Gmail changes it"),
  partId: z.string().nullable().describe("Where it is in the message"),
  name: z.string().describe("File name"),
  mimeType: z.string().describe("Type as the sender named it"),
  size: z.number().describe("Bytes"),
  inline: z.boolean().describe("Whether the html shows it"),
  contentId: z.string().nullable().describe("The name by which the html shows it, without angle brackets"),
})).describe("Files that came with the message");

export function attachmentsOf(leaves: readonly GmailPart[]): z.output<typeof attachmentListing> {
  return leaves.filter((part) => !isBodyPart(part)).map((part) => {
    const contentId = rawHeader(part, "Content-ID").trim().replace(/^<|>$/g, "") || null;
    return {
      attachmentId: part.body?.attachmentId ?? null,
      partId: part.partId ?? null,
      name: decodeHeader(part.filename) || "file",
      mimeType: part.mimeType,
      size: part.body?.size ?? 0,
      inline: /^\s*inline\b/i.test(rawHeader(part, "Content-Disposition")),
      contentId,
    };
  });
}
