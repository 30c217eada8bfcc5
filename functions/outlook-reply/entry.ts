/**
 * Answers a message in its conversation, from the connected Outlook account.
 *
 * @example
 * const { data } = await base44.functions.invoke("outlook-reply", { messageId: "AAMkAGI2TG93AAA=", text: "Thanks" });
 *
 * @see https://learn.microsoft.com/graph/api/message-reply
 * @see https://learn.microsoft.com/graph/api/message-replyall
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import { readAttachments } from "../../shared/runtime/mail-attachments.ts";
import {
  contentRule,
  recipientBounds,
  REPLY_ADMIN_FIELDS,
  replyFields,
} from "../../shared/runtime/mail-input.ts";
import { MEGABYTE } from "../../shared/runtime/spec.ts";
import * as z from "../../shared/runtime/zod.ts";
import { outlookAnswer } from "../../shared/services/outlook-mail.ts";
import { outlook, OUTLOOK_ALLOWED_RECIPIENTS, outlookId } from "../../shared/services/outlook.ts";

/** They go into one request of less than 4 MB, as base64. */
const MAX_FILES_BYTES = 2_500_000;

const Input = z.strictObject({
  messageId: outlookId.describe("ID of the message to answer, from outlook-search"),
  replyAll: z.boolean().default(false).describe("Answer everybody whom the message went to"),
  ...replyFields,
  attachments: replyFields.attachments.describe(
    "Files to attach, each with its name and one of text, base64, fileUrl and fileUri; 2.5 MB in all",
  ),
}).refine(...contentRule);

const Output = z.object({
  sent: z.literal(true).describe("Outlook took it; if it cannot be delivered, a mail to the account says so"),
});

export default defineFunction({
  name: "outlook-reply",
  service: outlook,
  scopes: ["Mail.Send"],
  effect: "send",
  access: "admin",
  bounds: recipientBounds(OUTLOOK_ALLOWED_RECIPIENTS),
  adminOnly: REPLY_ADMIN_FIELDS,
  limits: { body: 5 * MEGABYTE },
  input: Input,
  output: Output,

  async run({ input, http, ...context }) {
    const files = await readAttachments(context, input, MAX_FILES_BYTES);
    const { messageId } = input;
    const json = outlookAnswer(input, files);
    if (input.replyAll) await http.post("me/messages/{messageId}/replyAll", { path: { messageId }, json });
    else await http.post("me/messages/{messageId}/reply", { path: { messageId }, json });
    return { sent: true as const };
  },
});
