/**
 * Sends an email from the connected Outlook account, with attachments of up to 20 MB in all.
 *
 * @example
 * const { data } = await base44.functions.invoke("outlook-send", { to: "ann@example.com", subject: "Hi", text: "Hello" });
 *
 * @see https://learn.microsoft.com/graph/api/user-sendmail
 * @see https://learn.microsoft.com/graph/outlook-large-attachments
 * @module
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import { FunctionError } from "../../shared/runtime/errors.ts";
import type { Http } from "../../shared/runtime/http.ts";
import {
  MAIL_BODY_LIMIT,
  type ReadAttachment,
  readAttachments,
} from "../../shared/runtime/mail-attachments.ts";
import { MAIL_ADMIN_FIELDS, mailFields, recipientRule } from "../../shared/runtime/mail-input.ts";
import { atLeastOne } from "../../shared/runtime/rules.ts";
import * as z from "../../shared/runtime/zod.ts";
import {
  askForDrafts,
  attachmentItem,
  fileAttachment,
  fitsOneRequest,
  LARGE_FILE_BYTES,
  OutlookDraft,
  outlookMail,
  PIECE_TIMEOUT,
  piecesOf,
  sentMail,
} from "../../shared/services/outlook-mail.ts";
import { outlook, OUTLOOK_ALLOWED_RECIPIENTS } from "../../shared/services/outlook.ts";

const Input = z.strictObject({
  ...mailFields,
  importance: z.enum(["low", "normal", "high"]).optional().describe("By default normal"),
  saveToSentItems: z.boolean().default(true).describe(
    "Keep it in Sent Items; mail that goes by a draft always is",
  ),
  returnId: z.boolean().default(false).describe(
    "Answer the message's IDs. It then goes by a draft, like files of 3 MB and more, which needs the scope " +
      "Mail.ReadWrite",
  ),
}).refine(...recipientRule).refine(...atLeastOne("text", "html"));

const Output = z.object({
  sent: z.literal(true).describe("Outlook took it; if it cannot be delivered, a mail to the account says so"),
  id: z.string().nullable().describe("ID of the sent message, where it went by a draft"),
  conversationId: z.string().nullable().describe("ID of its conversation, where it went by a draft"),
  internetMessageId: z.string().nullable().describe("Its ID everywhere, where it went by a draft"),
});

export default defineFunction({
  name: "outlook-send",
  service: outlook,
  scopes: ["Mail.Send"],
  effect: "send",
  access: "user",
  bounds: {
    to: { secret: OUTLOOK_ALLOWED_RECIPIENTS, kind: "mail" },
    cc: { secret: OUTLOOK_ALLOWED_RECIPIENTS, kind: "mail" },
    bcc: { secret: OUTLOOK_ALLOWED_RECIPIENTS, kind: "mail" },
  },
  adminOnly: MAIL_ADMIN_FIELDS,
  limits: { body: MAIL_BODY_LIMIT },
  budget: 60,
  input: Input,
  output: Output,

  async run({ input, http, commit, ...context }) {
    const files = await readAttachments(context, input);
    const message = outlookMail(input);
    if (!input.returnId && fitsOneRequest(message, files)) {
      const attachments = files.length > 0 ? files.map(fileAttachment) : undefined;
      await http.post("me/sendMail", {
        json: {
          message: { ...message, attachments },
          saveToSentItems: input.saveToSentItems ? undefined : false,
        },
      });
      return sentMail();
    }

    const draft = await http.post("me/messages", { json: message, response: OutlookDraft }).catch(
      askForDrafts,
    );
    const path = { draftId: draft.id };
    let isSending = false;
    try {
      for (const file of files) await attach(http, draft.id, file);
      isSending = true;
      await http.post("me/messages/{draftId}/send", { path });
    } catch (error) {
      const mayBeSent = isSending && error instanceof FunctionError && error.outcome !== "not_done";
      const discarded = !mayBeSent &&
        await http.delete("me/messages/{draftId}", { path }).then(() => true, () => false);
      if (!discarded) commit(path);
      throw discarded && error instanceof FunctionError ? error.with({ outcome: "not_done" }) : error;
    }
    return sentMail(draft);
  },
});

async function attach(http: Http, draftId: string, file: ReadAttachment): Promise<void> {
  const path = { draftId };
  if (file.bytes.byteLength < LARGE_FILE_BYTES) {
    return await http.post("me/messages/{draftId}/attachments", { path, json: fileAttachment(file) });
  }
  const { uploadUrl } = await http.post("me/messages/{draftId}/attachments/createUploadSession", {
    path,
    json: { AttachmentItem: attachmentItem(file) },
    response: z.object({ uploadUrl: z.url() }),
  });
  for (const { piece, range } of piecesOf(file.bytes)) {
    await http.put(uploadUrl, {
      headers: { "content-type": "application/octet-stream", "content-range": range },
      body: piece,
      timeout: PIECE_TIMEOUT,
    });
  }
}
