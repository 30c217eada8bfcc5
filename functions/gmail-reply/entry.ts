/**
 * Answers a message in its thread, from the connected Gmail account.
 *
 * @example
 * const { data } = await base44.functions.invoke("gmail-reply", { messageId: "19dda58832469c79", text: "Thanks" });
 *
 * @see https://developers.google.com/workspace/gmail/api/guides/threads
 * @module
 * @version 0.1.0
 */
import { googleScope } from "../../shared/families/google.ts";
import { encodeBase64Url } from "../../shared/runtime/base64.ts";
import { defineFunction } from "../../shared/runtime/define.ts";
import { MAIL_BODY_LIMIT, readAttachments } from "../../shared/runtime/mail-attachments.ts";
import {
  contentRule,
  recipientBounds,
  REPLY_ADMIN_FIELDS,
  replyFields,
} from "../../shared/runtime/mail-input.ts";
import { buildMessage } from "../../shared/runtime/mime.ts";
import * as z from "../../shared/runtime/zod.ts";
import { GmailMessage } from "../../shared/services/gmail-message.ts";
import { answerTo, REPLY_HEADERS } from "../../shared/services/gmail-reply.ts";
import {
  gmail,
  GMAIL_ALLOWED_RECIPIENTS,
  gmailId,
  MAX_RAW_BYTES,
  messageUpload,
  SentMessage,
  sentMessageFields,
  UPLOAD_BUDGET,
} from "../../shared/services/gmail.ts";

const Input = z.strictObject({
  messageId: gmailId.describe("ID of the message to answer, from gmail-search"),
  replyAll: z.boolean().default(false).describe("Answer everybody whom the message went to"),
  ...replyFields,
}).refine(...contentRule);

const Output = z.object({
  ...sentMessageFields,
  to: z.array(z.string()).describe("Addresses that the answer went to"),
  cc: z.array(z.string()).describe("Addresses that got a copy"),
  threaded: z.boolean().describe("Whether mail programs other than Gmail can see what is answered"),
});

export default defineFunction({
  name: "gmail-reply",
  service: gmail,
  scopes: [googleScope("gmail.send"), googleScope("gmail.readonly")],
  effect: "send",
  access: "admin",
  bounds: recipientBounds(GMAIL_ALLOWED_RECIPIENTS),
  adminOnly: REPLY_ADMIN_FIELDS,
  limits: { body: MAIL_BODY_LIMIT },
  budget: UPLOAD_BUDGET,
  input: Input,
  output: Output,

  async run({ input, http, environment, ...context }) {
    const original = await http.get("gmail/v1/users/me/messages/{messageId}", {
      path: { messageId: input.messageId },
      query: { format: "metadata", metadataHeaders: REPLY_HEADERS },
      response: GmailMessage,
    });
    const profile = input.replyAll
      ? await http.get("gmail/v1/users/me/profile", { response: z.object({ emailAddress: z.string() }) })
      : undefined;
    const answer = answerTo(original, input, profile?.emailAddress);
    const { threadId } = original;
    const attachments = await readAttachments({ environment, ...context }, input);
    const message = buildMessage({ ...answer, attachments }, environment);
    const sent = message.byteLength > MAX_RAW_BYTES
      ? await http.post("upload/gmail/v1/users/me/messages/send", {
        ...messageUpload(message, threadId, environment),
        response: SentMessage,
      })
      : await http.post("gmail/v1/users/me/messages/send", {
        json: { raw: encodeBase64Url(message), threadId },
        response: SentMessage,
      });
    return {
      ...sent,
      to: answer.to.map(({ email }) => email),
      cc: answer.cc.map(({ email }) => email),
      threaded: answer.inReplyTo !== undefined,
    };
  },
});
