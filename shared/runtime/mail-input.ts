/**
 * The input of every function that sends mail.
 *
 * @module
 * @version 0.1.0
 */
import { ATTACHMENT_BY_URL, attachmentFields } from "./mail-attachments.ts";
import { MAX_RECIPIENTS, Recipient, Recipients, Subject } from "./mail.ts";
import { atLeastOne } from "./rules.ts";
import type { Bound } from "./spec.ts";
import * as z from "./zod.ts";

const MAX_BODY = 2_000_000;

const contentFields = {
  text: z.string().max(MAX_BODY).optional().describe("Body as plain text; text, html or a file is needed"),
  html: z.string().max(MAX_BODY).optional().describe("Body as HTML, instead of text or beside it"),
};

export const replyFields = {
  ...contentFields,
  to: Recipients.optional().describe(
    "Whom to write to beside those that are answered: an address, { email, name }, or a list of these",
  ),
  cc: Recipients.optional().describe("Who else gets a copy"),
  bcc: Recipients.optional().describe("Who gets a copy that the others do not see"),
  ...attachmentFields,
};

export const mailFields = {
  to: Recipients.optional().describe(
    "Whom to write to: an address, { email, name }, or a list of these; up to 100 with cc and bcc",
  ),
  cc: Recipients.optional().describe("Who gets a copy"),
  bcc: Recipients.optional().describe("Who gets a copy that the others do not see"),
  subject: Subject.default("").describe("Subject, up to 998 characters on one line"),
  ...contentFields,
  replyTo: Recipients.optional().describe("Where answers go, instead of to the sender"),
  from: Recipient.optional().describe(
    "Sender, an address or { email, name } that the connected account may send as; by default the account's own",
  ),
  ...attachmentFields,
};

/** For `bounds`: one secret limits whom all three fields reach. */
export function recipientBounds(secret: string): Record<"to" | "cc" | "bcc", Bound> {
  const bound: Bound = { secret, kind: "mail" };
  return { to: bound, cc: bound, bcc: bound };
}

/** Non-admins never choose senders, reply-to addresses or markup. */
export const REPLY_ADMIN_FIELDS = ["html", ATTACHMENT_BY_URL];
export const MAIL_ADMIN_FIELDS = ["from", "replyTo", ...REPLY_ADMIN_FIELDS];

/** For `.refine(...)` on an input with the fields above. */
export const contentRule = atLeastOne("text", "html", "file", "attachments");

interface Addressed {
  to?: Recipients | undefined;
  cc?: Recipients | undefined;
  bcc?: Recipients | undefined;
}

export function countRecipients({ to = [], cc = [], bcc = [] }: Addressed): number {
  return to.length + cc.length + bcc.length;
}

export const recipientRule = [
  (input: Addressed) => countRecipients(input) >= 1 && countRecipients(input) <= MAX_RECIPIENTS,
  { error: `expected 1 to ${MAX_RECIPIENTS} recipients in to, cc and bcc together` },
] as const;
