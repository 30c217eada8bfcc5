/**
 * Builds an internet mail message, as bytes that are ready to send.
 *
 * @see https://www.rfc-editor.org/rfc/rfc5322
 * @see https://www.rfc-editor.org/rfc/rfc2045
 * @see https://www.rfc-editor.org/rfc/rfc2046
 * @module
 */
import { encodedLength, writeBase64 } from "./base64.ts";
import { FunctionError } from "./errors.ts";
import { textFromHtml } from "./html-text.ts";
import type { Recipient } from "./mail.ts";
import {
  addressListWords,
  checkedMediaType,
  contentIdWords,
  header,
  mailboxWords,
  messageIdWords,
  parameter,
  parameterizedWords,
  textWords,
} from "./mime-headers.ts";

export interface MailMessage {
  /** Left out, the provider fills in the account's own address. */
  from?: Recipient | undefined;
  to?: readonly Recipient[] | undefined;
  cc?: readonly Recipient[] | undefined;
  bcc?: readonly Recipient[] | undefined;
  replyTo?: readonly Recipient[] | undefined;
  subject: string;
  /** Left out, the provider fills in the time of sending. */
  date?: Date | undefined;
  /** Message ID of the mail that this one answers, such as `<id@example.com>`. */
  inReplyTo?: string | undefined;
  /** Message IDs of the conversation so far, oldest first. */
  references?: readonly string[] | undefined;
  /** Derived from `html` where that stands alone. */
  text?: string | undefined;
  html?: string | undefined;
  attachments?: readonly MailAttachment[] | undefined;
}

export interface MailAttachment {
  name: string;
  mimeType: string;
  bytes: Uint8Array;
  /** Name under which the html shows the file, as in `<img src="cid:logo">`. */
  contentId?: string | undefined;
  /** Whether the file belongs to the html; where it has a `contentId`, it does unless this is `false`. */
  inline?: boolean | undefined;
}

type RandomBytes = (length: number) => Uint8Array;

/** Headers and body. Text is ASCII and stands as it is; bytes are still to be written as lines of base64. */
type Part = (string | Uint8Array)[];

/** 57 bytes are a line of 76 characters. */
const BYTES_PER_LINE = 57;

const COMPOSITE_TYPE = /^(?:message|multipart)\//i;

/** Refuses values that cannot stand in a header with `invalid_input`, and names the field. */
export function buildMessage(
  message: MailMessage,
  randomBytes: RandomBytes = (length) => crypto.getRandomValues(new Uint8Array(length)),
): Uint8Array<ArrayBuffer> {
  return written([
    addressHeaders(message),
    header("Subject", textWords("subject", message.subject)),
    threadHeaders(message),
    header("MIME-Version", ["1.0"]),
    ...content(message, randomBytes),
  ]);
}

function addressHeaders({ date, from, to, cc, bcc, replyTo }: MailMessage): string {
  return (date ? header("Date", [date.toUTCString().replace("GMT", "+0000")]) : "") +
    (from ? header("From", mailboxWords("from", from)) : "") +
    addressList("To", "to", to) +
    addressList("Cc", "cc", cc) +
    addressList("Bcc", "bcc", bcc) +
    addressList("Reply-To", "replyTo", replyTo);
}

function addressList(name: string, path: string, recipients: readonly Recipient[] = []): string {
  return recipients.length > 0 ? header(name, addressListWords(path, recipients)) : "";
}

function threadHeaders({ inReplyTo, references = [] }: MailMessage): string {
  const ids = references.flatMap((id, index) => messageIdWords(`references[${index}]`, id));
  return (inReplyTo ? header("In-Reply-To", messageIdWords("inReplyTo", inReplyTo)) : "") +
    (ids.length > 0 ? header("References", ids) : "");
}

function content({ text, html, attachments = [] }: MailMessage, randomBytes: RandomBytes): Part {
  const embedded: Part[] = [];
  const attached: Part[] = [];
  attachments.forEach((attachment, index) => {
    const path = `attachments[${index}]`;
    const inline = isInline(attachment, path, html);
    const part = attachmentPart(attachment, path, inline ? "inline" : "attachment");
    (inline ? embedded : attached).push(part);
  });

  const plain = text || textFromHtml(html ?? "");
  const alternatives: Part[] = [];
  if (plain || !html) alternatives.push(textPart("text/plain", plain));
  if (html) alternatives.push(multipart("related", [textPart("text/html", html), ...embedded], randomBytes));
  return multipart("mixed", [multipart("alternative", alternatives, randomBytes), ...attached], randomBytes);
}

function isInline({ inline, contentId }: MailAttachment, path: string, html: string | undefined): boolean {
  const possible = Boolean(contentId && html);
  if (inline && !possible) refuse(`${path}.inline`, "Expected a contentId and html that shows the file");
  return inline ?? possible;
}

function textPart(mediaType: string, text: string): Part {
  return [
    header("Content-Type", parameterizedWords(mediaType, ["charset=UTF-8"])),
    header("Content-Transfer-Encoding", ["base64"]),
    "\r\n",
    new TextEncoder().encode(text.replace(/\r\n?|\n/g, "\r\n")),
  ];
}

function attachmentPart(attachment: MailAttachment, path: string, disposition: string): Part {
  const { name, bytes, contentId } = attachment;
  const given = checkedMediaType(`${path}.mimeType`, attachment.mimeType);
  // Base64 is forbidden for composite types (https://www.rfc-editor.org/rfc/rfc2045#section-6.4).
  const mediaType = COMPOSITE_TYPE.test(given) ? "application/octet-stream" : given;
  const named = (parameterName: string) => parameter(`${path}.name`, parameterName, name);
  return [
    header("Content-Type", parameterizedWords(mediaType, named("name"))),
    header("Content-Transfer-Encoding", ["base64"]),
    header("Content-Disposition", parameterizedWords(disposition, named("filename"))),
    contentId ? header("Content-ID", contentIdWords(`${path}.contentId`, contentId)) : "",
    "\r\n",
    bytes,
  ];
}

/** Several parts as one; a single part stays as it is. */
function multipart(subtype: string, parts: [Part, ...Part[]], randomBytes: RandomBytes): Part {
}

function written(pieces: Part): Uint8Array<ArrayBuffer> {
  const size = pieces.reduce(
    (sum, piece) => sum + (typeof piece === "string" ? piece.length : linesLength(piece)),
    0,
  );
  const target = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    const rest = target.subarray(at);
    at += typeof piece === "string"
      ? new TextEncoder().encodeInto(piece, rest).written
      : writeLines(piece, rest);
  }
  return target;
}
