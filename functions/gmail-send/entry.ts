/**
 * Sends an email from the connected Gmail account, with attachments of up to 20 MB in all.
 *
 * @example
 * const { data } = await base44.functions.invoke("gmail-send", { to: "ann@example.com", subject: "Hi", text: "Hello" });
 *
 * @see https://developers.google.com/workspace/gmail/api/reference/rest/v1/users.messages/send
 * @module
 * @version 0.1.0
 */
import { googleScope } from "../../shared/families/google.ts";
import { encodeBase64Url } from "../../shared/runtime/base64.ts";
import { defineFunction } from "../../shared/runtime/define.ts";
import { MAIL_BODY_LIMIT, readAttachments } from "../../shared/runtime/mail-attachments.ts";
import {
  contentRule,
  MAIL_ADMIN_FIELDS,
  mailFields,
  recipientBounds,
  recipientRule,
} from "../../shared/runtime/mail-input.ts";
import { isMessageId } from "../../shared/runtime/mime-headers.ts";
import { buildMessage } from "../../shared/runtime/mime.ts";
import * as z from "../../shared/runtime/zod.ts";
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

const MessageId = z.string().refine(isMessageId, "expected a message ID such as <id@example.com>");

const Input = z.strictObject({
  ...mailFields,
  threadId: gmailId.optional().describe(
    "Thread to answer in; also needs inReplyTo, references and the thread's subject (gmail-reply finds them)",
  ),
  inReplyTo: MessageId.optional().describe("internetMessageId of the message that this one answers"),
  references: z.array(MessageId).max(100).optional().describe(
    "internetMessageId of every message of the thread so far, oldest first",
  ),
}).refine(...recipientRule).refine(...contentRule);

const Output = z.object(sentMessageFields);

export default defineFunction({
  name: "gmail-send",
  service: gmail,
  scopes: [googleScope("gmail.send")],
  effect: "send",
  access: "user",
  bounds: recipientBounds(GMAIL_ALLOWED_RECIPIENTS),
  adminOnly: MAIL_ADMIN_FIELDS,
  limits: { body: MAIL_BODY_LIMIT },
  budget: UPLOAD_BUDGET,
  input: Input,
  output: Output,

  async run({ input, http, environment, ...context }) {
    const { threadId } = input;
    const attachments = await readAttachments({ environment, ...context }, input);
    const message = buildMessage({ ...input, attachments }, environment);
    if (message.byteLength > MAX_RAW_BYTES) {
      return await http.post("upload/gmail/v1/users/me/messages/send", {
        ...messageUpload(message, threadId, environment),
        response: SentMessage,
      });
    }
    return await http.post("gmail/v1/users/me/messages/send", {
      json: { raw: encodeBase64Url(message), threadId },
      response: SentMessage,
    });
  },
});
