/**
 * Messages as Microsoft Graph answers them. Nearly everything may be absent or null, in drafts above all.
 *
 * @see https://learn.microsoft.com/graph/api/resources/message
 * @module
 * @version 0.1.0
 */
import { MailAddress } from "../runtime/mime-decode.ts";
import * as z from "../runtime/zod.ts";

const Mailbox = z.object({
  emailAddress: z.object({ name: z.string().nullish(), address: z.string().nullish() }).nullish(),
}).nullish();
const Mailboxes = z.array(Mailbox).nullish();

export const OutlookMessage = z.object({
  id: z.string(),
  conversationId: z.string().nullish(),
  internetMessageId: z.string().nullish(),
  subject: z.string().nullish(),
  from: Mailbox,
  toRecipients: Mailboxes,
  ccRecipients: Mailboxes,
  bccRecipients: Mailboxes,
  replyTo: Mailboxes,
  receivedDateTime: z.string().nullish(),
  sentDateTime: z.string().nullish(),
  bodyPreview: z.string().nullish(),
  isRead: z.boolean().nullish(),
  isDraft: z.boolean().nullish(),
  importance: z.string().nullish(),
  hasAttachments: z.boolean().nullish(),
  categories: z.array(z.string()).nullish(),
  flag: z.object({ flagStatus: z.string().nullish() }).nullish(),
  parentFolderId: z.string().nullish(),
  webLink: z.string().nullish(),
});
export type OutlookMessage = z.output<typeof OutlookMessage>;

/** For `$select`. */
export const MESSAGE_PROPERTIES = Object.keys(OutlookMessage.shape);

export const outlookMessageFields = {
  id: z.string().describe("ID of the message in this mailbox; it stays when the message is moved"),
  conversationId: z.string().nullable().describe("ID of its conversation"),
  internetMessageId: z.string().nullable().describe("The message's ID everywhere, such as <id@example.com>"),
  from: MailAddress.nullable().describe("Sender; names are the sender's own claim"),
  to: z.array(MailAddress).describe("Recipients"),
  cc: z.array(MailAddress).describe("Who got a copy"),
  bcc: z.array(MailAddress).describe("Who got a hidden copy, in sent messages"),
  replyTo: z.array(MailAddress).describe("Where answers go, if not to the sender"),
  subject: z.string().describe("Subject"),
  receivedAt: z.string().nullable().describe("When it was received, ISO 8601"),
  sentAt: z.string().nullable().describe("When it was sent, ISO 8601"),
  preview: z.string().describe("The beginning of the body as plain text, up to 255 characters"),
  unread: z.boolean().describe("Whether nobody has opened it yet"),
  isDraft: z.boolean().describe("Whether it is a draft"),
  importance: z.string().describe("low, normal or high"),
  hasAttachments: z.boolean().describe("Whether files came with it beside those that the html shows"),
  categories: z.array(z.string()).describe("Names of its categories"),
  flagged: z.boolean().describe("Whether it is flagged"),
  folderId: z.string().nullable().describe("ID of its folder"),
  url: z.string().nullable().describe("Its address in Outlook on the web"),
};

export function outlookMessage(message: OutlookMessage) {
  return {
    id: message.id,
    conversationId: message.conversationId ?? null,
    internetMessageId: message.internetMessageId ?? null,
    from: addresses([message.from])[0] ?? null,
    to: addresses(message.toRecipients),
    cc: addresses(message.ccRecipients),
    bcc: addresses(message.bccRecipients),
    replyTo: addresses(message.replyTo),
    subject: message.subject ?? "",
    receivedAt: message.receivedDateTime ?? null,
    sentAt: message.sentDateTime ?? null,
    preview: message.bodyPreview ?? "",
    unread: message.isRead === false,
    isDraft: message.isDraft ?? false,
    importance: message.importance ?? "normal",
    hasAttachments: message.hasAttachments ?? false,
    categories: message.categories ?? [],
    flagged: message.flag?.flagStatus === "flagged",
    folderId: message.parentFolderId ?? null,
    url: message.webLink ?? null,
  };
}

function addresses(mailboxes: z.output<typeof Mailboxes>): MailAddress[] {
  return (mailboxes ?? []).flatMap((mailbox) => {
    const { address, name } = mailbox?.emailAddress ?? {};
    return address ? [{ email: address, name: name || null }] : [];
  });
}

export const OutlookAttachment = z.object({
  "@odata.type": z.string().optional(),
  id: z.string(),
  name: z.string().nullish(),
  contentType: z.string().nullish(),
  size: z.number().nullish(),
  isInline: z.boolean().nullish(),
});

export const outlookAttachmentListing = z.array(z.object({
  attachmentId: z.string().describe("For outlook-attachment"),
  name: z.string().describe("File name, or the subject of an attached message"),
  mimeType: z.string().describe("Type as the sender named it"),
  size: z.number().describe("Bytes, with some overhead"),
  inline: z.boolean().describe("Whether the html shows it"),
  kind: z.enum(["file", "item", "link"]).describe(
    "item: a message, contact or event; link: a file in the cloud",
  ),
})).describe("What came with the message");

export function outlookAttachment(attachment: z.output<typeof OutlookAttachment>) {
  return {
    attachmentId: attachment.id,
    name: attachment.name ?? "file",
    mimeType: attachment.contentType ?? "application/octet-stream",
    size: attachment.size ?? 0,
    inline: attachment.isInline ?? false,
    kind: kindOf(attachment["@odata.type"] ?? ""),
  };
}

function kindOf(type: string): "file" | "item" | "link" {
  if (type.endsWith("itemAttachment")) return "item";
  return type.endsWith("referenceAttachment") ? "link" : "file";
}
