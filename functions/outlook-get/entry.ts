/**
 * Reads one message of the connected Outlook account: headers, body and what is attached.
 *
 * @example
 * const { data } = await base44.functions.invoke("outlook-get", { messageId: "AAMkAGI2TG93AAA=" });
 *
 * @see https://learn.microsoft.com/graph/api/message-get
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import { mailBody, mailBodyFields } from "../../shared/runtime/mail-body.ts";
import * as z from "../../shared/runtime/zod.ts";
import {
  MESSAGE_PROPERTIES,
  OutlookAttachment,
  outlookAttachment,
  outlookAttachmentListing,
  OutlookMessage,
  outlookMessage,
  outlookMessageFields,
} from "../../shared/services/outlook-message.ts";
import { outlook, outlookId, outlookPrefer } from "../../shared/services/outlook.ts";

const Input = z.strictObject({
  messageId: outlookId.describe("ID of the message, from outlook-search"),
  includeHtml: z.boolean().default(true).describe("Answer the body as HTML, too"),
  includeHeaders: z.boolean().default(false).describe("Answer all headers, too"),
});

const Header = z.object({ name: z.string(), value: z.string() });

const Output = z.object({
  ...outlookMessageFields,
  ...mailBodyFields,
  attachments: outlookAttachmentListing,
  headers: z.array(Header).optional().describe("All headers, where includeHeaders is set"),
});

const ATTACHMENTS = "attachments($select=id,name,contentType,size,isInline)";

export default defineFunction({
  name: "outlook-get",
  service: outlook,
  scopes: ["Mail.Read"],
  effect: "read",
  access: "admin",
  input: Input,
  output: Output,

  async run({ input, http }) {
    const headers = input.includeHeaders ? ["internetMessageHeaders"] : [];
    const message = await http.get("me/messages/{messageId}", {
      path: { messageId: input.messageId },
      query: { $select: [...MESSAGE_PROPERTIES, "body", ...headers].join(","), $expand: ATTACHMENTS },
      headers: input.includeHtml ? {} : outlookPrefer('outlook.body-content-type="text"'),
      response: OutlookMessage.extend({
        body: z.object({ contentType: z.string().nullish(), content: z.string().nullish() }).nullish(),
        attachments: z.array(OutlookAttachment).nullish(),
        internetMessageHeaders: z.array(Header).nullish(),
      }),
    });
    const content = message.body?.content ?? "";
    const isHtml = message.body?.contentType?.toLowerCase() === "html";
    return {
      ...outlookMessage(message),
      ...mailBody(isHtml ? { text: "", html: content } : { text: content, html: "" }, input.includeHtml),
      attachments: (message.attachments ?? []).map(outlookAttachment),
      headers: input.includeHeaders ? message.internetMessageHeaders ?? [] : undefined,
    };
  },
});
