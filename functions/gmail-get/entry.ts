/**
 * Reads one message of the connected Gmail account: headers, body and what is attached.
 *
 * @example
 * const { data } = await base44.functions.invoke("gmail-get", { messageId: "19dda58832469c79" });
 *
 * @see https://developers.google.com/workspace/gmail/api/reference/rest/v1/users.messages/get
 * @module
 * @version 0.1.0
 */
import { googleScope } from "../../shared/families/google.ts";
import { mapConcurrent } from "../../shared/runtime/concurrency.ts";
import { defineFunction } from "../../shared/runtime/define.ts";
import { mailBody, mailBodyFields } from "../../shared/runtime/mail-body.ts";
import { MailAddress } from "../../shared/runtime/mime-decode.ts";
import * as z from "../../shared/runtime/zod.ts";
import {
  addressesOf,
  attachmentListing,
  attachmentsOf,
  bodyOf,
  GmailMessage,
  headersOf,
  isBodyPart,
  leavesOf,
  messageIdsOf,
  messageSummary,
  messageSummaryFields,
  partText,
} from "../../shared/services/gmail-message.ts";
import { gmail, gmailId } from "../../shared/services/gmail.ts";

const CONCURRENCY = 4;

const Input = z.strictObject({
  messageId: gmailId.describe("ID of the message, from gmail-search"),
  includeHtml: z.boolean().default(true).describe("Answer the body as HTML, too"),
  includeHeaders: z.boolean().default(false).describe("Answer all headers, too"),
});

const Output = z.object({
  ...messageSummaryFields,
  bcc: z.array(MailAddress).describe("Who got a hidden copy, in sent messages"),
  replyTo: z.array(MailAddress).describe("Where answers go, if not to the sender"),
  internetMessageId: z.string().nullable().describe("The message's ID everywhere, such as <id@example.com>"),
  inReplyTo: z.string().nullable().describe("internetMessageId of the message that this one answers"),
  references: z.array(z.string()).describe("internetMessageId of the messages before it, oldest first"),
  ...mailBodyFields,
  attachments: attachmentListing,
  headers: z.array(z.object({ name: z.string(), value: z.string() })).optional().describe(
    "All headers, where includeHeaders is set",
  ),
});

export default defineFunction({
  name: "gmail-get",
  service: gmail,
  scopes: [googleScope("gmail.readonly")],
  effect: "read",
  access: "admin",
  input: Input,
  output: Output,

  async run({ input, http }) {
    const { messageId } = input;
    const message = await http.get("gmail/v1/users/me/messages/{messageId}", {
      path: { messageId },
      query: { format: "full" },
      response: GmailMessage,
    });
    const leaves = leavesOf(message.payload);
    const parts = await mapConcurrent(leaves.filter(isBodyPart), CONCURRENCY, async (part) => {
      const { attachmentId } = part.body ?? {};
      if (attachmentId === undefined) return { part, text: partText(part, part.body?.data) };
      // Gmail stores long texts like attachments.
      const { data } = await http.get("gmail/v1/users/me/messages/{messageId}/attachments/{attachmentId}", {
        path: { messageId, attachmentId },
        response: z.object({ data: z.string().optional() }),
      });
      return { part, text: partText(part, data) };
    });
    return {
      ...messageSummary(message),
      bcc: addressesOf(message, "Bcc"),
      replyTo: addressesOf(message, "Reply-To"),
      internetMessageId: messageIdsOf(message, "Message-ID")[0] ?? null,
      inReplyTo: messageIdsOf(message, "In-Reply-To")[0] ?? null,
      references: messageIdsOf(message, "References"),
      ...mailBody(bodyOf(parts), input.includeHtml),
      attachments: attachmentsOf(leaves),
      headers: input.includeHeaders ? headersOf(message) : undefined,
    };
  },
});
