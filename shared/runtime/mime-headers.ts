/**
 * Header lines of a mail: refuses what could break out of a header, encodes what is not ASCII and folds what
 * is long. Every function that takes a caller's value also takes its path in the input, for the refusal.
 *
 * @see https://www.rfc-editor.org/rfc/rfc5322#section-2.2
 * @see https://www.rfc-editor.org/rfc/rfc2047
 * @see https://www.rfc-editor.org/rfc/rfc2231
 * @module
 * @version 0.1.0
 */
import { encodeBase64 } from "./base64.ts";
import { inputError } from "./issues.ts";
import { addressProblem, lineProblem, type Recipient } from "./mail.ts";

/** A header's value, cut where a line may be folded. */
export type Words = string[];

const LINE_LENGTH = 76;
/** Longest value, as encoded, that shares a line with a parameter's name. */
const PARAMETER_LENGTH = 54;
/** A word of this size and its header's name stay under 76 characters. */
const ENCODED_WORD_BYTES = 36;
/** Keeps a line with one ID under the 998 characters that RFC 5322 allows. */
const MESSAGE_ID_LENGTH = 900;

const PRINTABLE_ASCII = /^[ -~]*$/;
const WORDS_WITH_SINGLE_SPACES = /^(?:[!-~]+(?: [!-~]+)*)?$/;
const MEDIA_TYPE = /^[\w!#$&^.+-]{1,127}\/[\w!#$&^.+-]{1,127}$/;
const MESSAGE_ID = /^<[!-;=?A-~]+(?:@[!-;=?A-~]+)+>$/;
export const CONTENT_ID = /^[\w.+@-]{1,250}$/;

/** One header with its line end; folded before each word that no longer fits. */
export function header(name: string, words: Words): string {
  let lines = `${name}:`;
  let length = lines.length;
  words.forEach((word, index) => {
    const fits = index === 0 || length + 1 + word.length <= LINE_LENGTH;
    lines += fits ? ` ${word}` : `\r\n ${word}`;
    length = fits ? length + 1 + word.length : 1 + word.length;
  });
  return `${lines}\r\n`;
}

/** Free text, such as a subject. */
export function textWords(path: string, text: string): Words {
  refuseIf(path, lineProblem(text));
  const plain = WORDS_WITH_SINGLE_SPACES.test(text) && !looksEncoded(text);
  const words = text.split(" ");
  return plain && words.every((word) => word.length <= LINE_LENGTH) ? words : encodedWords(text);
}

/** An address, with a name where the recipient has one. */
export function mailboxWords(path: string, { email, name }: Recipient): Words {
  refuseIf(`${path}.email`, addressProblem(email));
  return name ? [...nameWords(`${path}.name`, name), `<${email}>`] : [email];
}

export function addressListWords(path: string, recipients: readonly Recipient[]): Words {
  return separated(recipients.map((recipient, index) => mailboxWords(`${path}[${index}]`, recipient)), ",");
}

export function messageIdWords(path: string, ids: readonly string[]): Words {
  refuseIf(path, ids.every(isMessageId) ? undefined : "expected message IDs such as <id@example.com>");
  return [...ids];
}

/** Tells whether an ID of the form `<id@example.com>` can stand in a header. */
export function isMessageId(id: string): boolean {
  return id.length <= MESSAGE_ID_LENGTH && MESSAGE_ID.test(id);
}

export function dateWords(path: string, date: Date): Words {
  refuseIf(path, Number.isNaN(date.getTime()) ? "expected a valid date" : undefined);
  return [date.toUTCString().replace("GMT", "+0000")];
}

export function contentIdWords(path: string, id: string): Words {
  const expected = "expected a content ID of letters, digits and . _ + @ - without angle brackets";
  refuseIf(path, CONTENT_ID.test(id) ? undefined : expected);
  return [`<${id}>`];
}

/** A value with parameters, such as `attachment; filename="a.pdf"`. */
export function parameterizedWords(value: string, parameters: readonly string[]): Words {
  return separated([value, ...parameters].map((word) => [word]), ";");
}

/** One parameter, in as many numbered pieces as its length needs. */
export function parameter(path: string, name: string, value: string): string[] {
  refuseIf(path, lineProblem(value));
  const quoted = quotedString(value);
  if (quoted && quoted.length <= PARAMETER_LENGTH) return [`${name}=${quoted}`];

  const pieces = percentEncodedPieces(value);
  if (pieces.length === 1) return [`${name}*=UTF-8''${pieces[0]}`];
  return pieces.map((piece, index) => `${name}*${index}*=${index === 0 ? "UTF-8''" : ""}${piece}`);
}

/** Returns the type unless it is anything but `type/subtype`, such as one with parameters. */
export function checkedMediaType(path: string, mediaType: string): string {
  refuseIf(path, MEDIA_TYPE.test(mediaType) ? undefined : "expected a media type such as application/pdf");
  return mediaType;
}

function nameWords(path: string, name: string): Words {
  refuseIf(path, lineProblem(name));
  const quoted = quotedString(name);
  return quoted && quoted.length <= LINE_LENGTH / 2 ? [quoted] : encodedWords(name);
}

/** `undefined` where the text cannot stand between quotes, or could be read as an encoded word there. */
function quotedString(text: string): string | undefined {
  if (!PRINTABLE_ASCII.test(text) || looksEncoded(text)) return undefined;
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}

function encodedWords(text: string): Words {
  const bytes = new TextEncoder().encode(text);
  const words: Words = [];
  for (let start = 0, end = 0; start < bytes.length; start = end) {
    end = Math.min(start + ENCODED_WORD_BYTES, bytes.length);
    while (isContinuation(bytes[end])) end--;
    words.push(`=?UTF-8?B?${encodeBase64(bytes.subarray(start, end))}?=`);
  }
  return words;
}

function looksEncoded(text: string): boolean {
  return text.includes("=?");
}

/** Tells whether a byte lies inside a character of UTF-8 rather than at its start. */
function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}

/** Cut between characters, for parsers that decode each piece by itself. */
function percentEncodedPieces(text: string): string[] {
  const pieces: string[] = [];
  let piece = "";
  for (const character of text.toWellFormed()) {
    const encoded = percentEncoded(character);
    if (piece.length + encoded.length > PARAMETER_LENGTH) {
      pieces.push(piece);
      piece = "";
    }
    piece += encoded;
  }
  return [...pieces, piece];
}

export function percentEncoded(text: string): string {
  return encodeURIComponent(text).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Puts a mark after each item but the last. */
function separated(items: Words[], mark: string): Words {
  return items.flatMap((words, index) => {
    if (index === items.length - 1) return words;
    return [...words.slice(0, -1), `${words.at(-1)}${mark}`];
  });
}

export function refuseIf(path: string, problem: string | undefined): void {
  if (problem) throw inputError([{ path, message: problem }]);
}
