/**
 * What an answer takes over from the message that it answers.
 *
 * @see https://developers.google.com/workspace/gmail/api/guides/threads
 * @module
 * @version 0.1.0
 */
import { cleanText } from "../runtime/bytes.ts";
import { inputError } from "../runtime/issues.ts";
import { countRecipients } from "../runtime/mail-input.ts";
import { addressProblem, MAX_RECIPIENTS, type Recipient, type Recipients } from "../runtime/mail.ts";
import type { MailAddress } from "../runtime/mime-decode.ts";
import { addressesOf, type GmailMessage, headerOf, messageIdsOf } from "./gmail-message.ts";

/** For `metadataHeaders`. */
export const REPLY_HEADERS = ["From", "Reply-To", "To", "Cc", "Subject", "Message-ID", "References"];

const MAX_SUBJECT = 900;
const MAX_NAME = 200;
/** The first of a conversation and the latest, where it is longer. */
const MAX_REFERENCES = 50;

export interface ReplyInput {
  replyAll: boolean;
  to?: Recipients | undefined;
  cc?: Recipients | undefined;
  bcc?: Recipients | undefined;
  text?: string | undefined;
  html?: string | undefined;
}

/** The answer without its attachments. `ownAddress` is left out of those that an answer to all goes to. */
export function answerTo(original: GmailMessage, input: ReplyInput, ownAddress: string | undefined) {
  const { first, others, copies } = peopleOf(original);
  const seen = new Set<string>();
  const to = [...usable(first, seen), ...(input.to ?? [])];
  if (ownAddress !== undefined) seen.add(ownAddress.toLowerCase());
  if (input.replyAll) to.push(...usable(others, seen));
  const cc = [...(input.replyAll ? usable(copies, seen) : []), ...(input.cc ?? [])];
  const answer = { to, cc, bcc: input.bcc, text: input.text, html: input.html };

  const count = countRecipients(answer);
  if (to.length === 0) throw inputError([{ path: "messageId", message: "nobody can answer this message" }]);
  if (count > MAX_RECIPIENTS) {
    const message = `expected at most ${MAX_RECIPIENTS} recipients, got ${count}`;
    throw inputError([{ path: "replyAll", message }]);
  }
  return { ...answer, subject: replySubject(headerOf(original, "Subject")), ...threadHeaders(original) };
}

/** Who answers a message of their own goes on writing to the people that it went to. */
function peopleOf(original: GmailMessage) {
  const to = addressesOf(original, "To");
  const copies = addressesOf(original, "Cc");
  if (original.labelIds.includes("SENT")) return { first: to, others: [], copies };
  const replyTo = addressesOf(original, "Reply-To");
  return { first: replyTo.length > 0 ? replyTo : addressesOf(original, "From"), others: to, copies };
}

/** Without repetitions, and without what cannot be written to. */
function usable(addresses: readonly MailAddress[], seen: Set<string>): Recipient[] {
  return addresses.flatMap(({ email, name }) => {
    const key = email.toLowerCase();
    if (seen.has(key) || addressProblem(email) !== undefined) return [];
    seen.add(key);
    return [{ email, ...(name !== null && { name: cleanText(name, MAX_NAME) }) }];
  });
}

/** Gmail keeps a thread together only where the subject stays the same. */
function replySubject(subject: string): string {
  const kept = cleanText(subject, MAX_SUBJECT);
  return /^re\s*:/i.test(kept) ? kept : `Re: ${kept}`;
}

function threadHeaders(original: GmailMessage): { inReplyTo?: string; references?: string[] } {
  const [inReplyTo] = messageIdsOf(original, "Message-ID");
  if (inReplyTo === undefined) return {};
  const earlier = messageIdsOf(original, "References").filter((id) => id !== inReplyTo);
  const references = [...earlier, inReplyTo];
  const kept = references.length > MAX_REFERENCES
    ? [...references.slice(0, 1), ...references.slice(1 - MAX_REFERENCES)]
    : references;
  return { inReplyTo, references: kept };
}
