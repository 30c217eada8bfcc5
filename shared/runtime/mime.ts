/**
 * Builds an internet mail message, as bytes that are ready to send.
 *
 * @see https://www.rfc-editor.org/rfc/rfc5322
 * @see https://www.rfc-editor.org/rfc/rfc2046
 * @module
 * @version 0.1.0
 */
import { encodedLength, writeBase64 } from "./base64.ts";
import type { Environment } from "./environment.ts";
import { textFromHtml } from "./html-text.ts";
import { randomHex } from "./ids.ts";
import type { Recipient } from "./mail.ts";
import {
  addressListWords,
  checkedMediaType,
  contentIdWords,
  dateWords,
  header,
  mailboxWords,
  messageIdWords,
  parameter,
  parameterizedWords,
  refuseIf,
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
  /** Derived from `html` where it is left out. */
  text?: string | undefined;
  html?: string | undefined;
  attachments?: readonly MailAttachment[] | undefined;
}

export interface MailAttachment {
  name: string;
  mimeType: string;
  bytes: Uint8Array;
  /** Name by which the html shows the file, as in `<img src="cid:logo">`. */
  contentId?: string | undefined;
  /** Whether the html shows the file. Left out, it does where there is a `contentId` and html. */
  inline?: boolean | undefined;
}

/** Headers and body. Text is ASCII and stands as it is; bytes are still to be written as lines of base64. */
type Part = (string | Uint8Array)[];

/** They make a line of 76 characters. */
const BYTES_PER_LINE = 57;
const CRLF = "\r\n";
const COMPOSITE_TYPE = /^(?:message|multipart)\//i;

/** Refuses values that cannot stand in a header with `invalid_input`, and names the field. */
export function buildMessage(message: MailMessage, environment: Environment): Uint8Array<ArrayBuffer> {
  const { date, from, to, cc, bcc, replyTo, subject, inReplyTo, references } = message;
  return written([
    date ? header("Date", dateWords("date", date)) : "",
    from ? header("From", mailboxWords("from", from)) : "",
    to?.length ? header("To", addressListWords("to", to)) : "",
    cc?.length ? header("Cc", addressListWords("cc", cc)) : "",
    bcc?.length ? header("Bcc", addressListWords("bcc", bcc)) : "",
    replyTo?.length ? header("Reply-To", addressListWords("replyTo", replyTo)) : "",
    header("Subject", textWords("subject", subject)),
    inReplyTo ? header("In-Reply-To", messageIdWords("inReplyTo", [inReplyTo])) : "",
    references?.length ? header("References", messageIdWords("references", references)) : "",
    header("MIME-Version", ["1.0"]),
    ...content(message, environment),
  ]);
}

function content({ text, html, attachments = [] }: MailMessage, environment: Environment): Part {
  const files = attachments.map((attachment, index) => {
    const path = `attachments[${index}]`;
    const inline = isInline(attachment, path, html);
    return { inline, part: attachmentPart(attachment, path, inline) };
  });
  const embedded = files.filter((file) => file.inline).map((file) => file.part);
  const attached = files.filter((file) => !file.inline).map((file) => file.part);

  const plain = text || textFromHtml(html ?? "");
  const alternatives: Part[] = [];
  if (plain || !html) alternatives.push(textPart("text/plain", plain));
  if (html) alternatives.push(multipart("related", [textPart("text/html", html), ...embedded], environment));
  return multipart("mixed", [multipart("alternative", alternatives, environment), ...attached], environment);
}

function isInline({ inline, contentId }: MailAttachment, path: string, html: string | undefined): boolean {
  const possible = Boolean(contentId && html);
  const problem = inline && !possible ? "expected a contentId, and html that shows the file" : undefined;
  refuseIf(`${path}.inline`, problem);
  return inline ?? possible;
}

function textPart(mediaType: string, text: string): Part {
  return [
    header("Content-Type", parameterizedWords(mediaType, ["charset=UTF-8"])),
    header("Content-Transfer-Encoding", ["base64"]),
    CRLF,
    new TextEncoder().encode(text.replace(/\r\n?|\n/g, CRLF)),
  ];
}

function attachmentPart(
  { name, mimeType, bytes, contentId }: MailAttachment,
  path: string,
  inline: boolean,
): Part {
  const given = checkedMediaType(`${path}.mimeType`, mimeType);
  // Base64 is forbidden for composite types (https://www.rfc-editor.org/rfc/rfc2045#section-6.4).
  const mediaType = COMPOSITE_TYPE.test(given) ? "application/octet-stream" : given;
  const disposition = inline ? "inline" : "attachment";
  return [
    header("Content-Type", parameterizedWords(mediaType, parameter(`${path}.name`, "name", name))),
    header("Content-Transfer-Encoding", ["base64"]),
    header(
      "Content-Disposition",
      parameterizedWords(disposition, parameter(`${path}.name`, "filename", name)),
    ),
    contentId ? header("Content-ID", contentIdWords(`${path}.contentId`, contentId)) : "",
    CRLF,
    bytes,
  ];
}

/** Several parts as one. A part that is alone stays as it is. */
function multipart(subtype: string, parts: Part[], environment: Environment): Part {
  const [first, ...others] = parts;
  if (first && others.length === 0) return first;

  // No line of base64 or quoted-printable starts like this (https://www.rfc-editor.org/rfc/rfc2045#section-6.7).
  const boundary = `=_${randomHex(environment, 16)}`;
  const parameters = [`boundary="${boundary}"`];
  if (subtype === "related") parameters.unshift('type="text/html"');
  return [
    header("Content-Type", parameterizedWords(`multipart/${subtype}`, parameters)),
    CRLF,
    ...parts.flatMap((part) => [`--${boundary}${CRLF}`, ...part, CRLF]),
    `--${boundary}--${CRLF}`,
  ];
}

function written(pieces: Part): Uint8Array<ArrayBuffer> {
  const message = new Uint8Array(pieces.reduce((size, piece) => size + writtenLength(piece), 0));
  let length = 0;
  for (const piece of pieces) {
    const rest = message.subarray(length);
    if (typeof piece === "string") new TextEncoder().encodeInto(piece, rest);
    else writeLines(piece, rest);
    length += writtenLength(piece);
  }
  return message;
}

function writtenLength(piece: string | Uint8Array): number {
  if (typeof piece === "string") return piece.length;
  const lineEnds = Math.max(Math.ceil(piece.length / BYTES_PER_LINE) - 1, 0);
  return encodedLength(piece.length) + lineEnds * CRLF.length;
}

function writeLines(bytes: Uint8Array, target: Uint8Array): void {
  const lineEnd = new TextEncoder().encode(CRLF);
  let length = 0;
  for (let start = 0; start < bytes.length; start += BYTES_PER_LINE) {
    if (start > 0) {
      target.set(lineEnd, length);
      length += lineEnd.length;
    }
    length += writeBase64(bytes.subarray(start, start + BYTES_PER_LINE), target.subarray(length));
  }
}
