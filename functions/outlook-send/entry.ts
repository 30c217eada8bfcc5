/**
 * Sends an email from the connected Outlook account, with attachments of up to 20 MB in all.
 *
 * @example
 * const { data } = await base44.functions.invoke("outlook-send", { to: "ann@example.com", subject: "Hi", text: "Hello" });
 *
 * @see https://learn.microsoft.com/graph/api/user-sendmail
 * @see https://learn.microsoft.com/graph/outlook-large-attachments
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import { FunctionError } from "../../shared/runtime/errors.ts";
import type { Http } from "../../shared/runtime/http.ts";
import {
  MAIL_BODY_LIMIT,
  type ReadAttachment,
  readAttachments,
} from "../../shared/runtime/mail-attachments.ts";
import {
  contentRule,
  MAIL_ADMIN_FIELDS,
  mailFields,
  recipientBounds,
  recipientRule,
} from "../../shared/runtime/mail-input.ts";
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
  sentMailFields,
  withFiles,
} from "../../shared/services/outlook-mail.ts";
import { outlook, OUTLOOK_ALLOWED_RECIPIENTS } from "../../shared/services/outlook.ts";

const Input = z.strictObject({
  ...mailFields,
  importance: z.enum(["low", "normal", "high"]).optional().describe("By default normal"),
  saveToSentItems: z.boolean().default(true).describe(
    "Keep it in Sent Items; mail that goes by a draft always is",
  ),
  returnId: z.boolean().default(false).describe(
    "Answer the message's IDs; like files of 3 MB and more, it then goes by a draft",
  ),
}).refine(...recipientRule).refine(...contentRule);

const Output = z.object(sentMailFields);

export default defineFunction({
  name: "outlook-send",
  service: outlook,
  scopes: ["Mail.Send"],
  extraScopes: { "Mail.ReadWrite": "for returnId, and for files of 3 MB and more" },
  effect: "send",
  access: "user",
  bounds: recipientBounds(OUTLOOK_ALLOWED_RECIPIENTS),
  adminOnly: MAIL_ADMIN_FIELDS,
  limits: { body: MAIL_BODY_LIMIT },
  budget: 60,
  input: Input,
  output: Output,

  async run({ input, http, commit, ...context }) {
    const files = await readAttachments(context, input);
    const message = outlookMail(input);
    if (!input.returnId && fitsOneRequest(message, files)) {
      await http.post("me/sendMail", {
        json: {
          message: withFiles(message, files),
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
        await http.delete("me/messages/{draftId}", { path, cleanup: true }).then(() => true, () => false);
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
