/**
 * Reads what mails hold: names and addresses in headers, encoded words, text in any charset.
 *
 * @see https://www.rfc-editor.org/rfc/rfc5322#section-3.4
 * @see https://www.rfc-editor.org/rfc/rfc2047
 * @module
 * @version 0.1.0
 */
import { decodeBase64 } from "./base64.ts";
import { cleanText } from "./bytes.ts";
import * as z from "./zod.ts";

/** Whoever a received mail names: other than a recipient of ours, it may hold anything. */
export const MailAddress = z.object({ email: z.string(), name: z.string().nullable() });
export type MailAddress = z.output<typeof MailAddress>;

const MAX_LINE = 1_000;
const ENCODED_WORD = /=\?([\w.:-]+)(?:\*[\w-]*)?\?([bq])\?([^?\s]*)\?=/gi;
const BETWEEN_ENCODED_WORDS = /(\?=)[ \t\r\n]+(?==\?)/g;

/** A header's text as people read it, on one line. */
export function decodeHeader(value: string): string {
  const text = value.replace(BETWEEN_ENCODED_WORDS, "$1").replace(
    ENCODED_WORD,
    (word, charset: string, encoding: string, encoded: string) => {
      const bytes = encoding.toLowerCase() === "b" ? decodeBase64(encoded) : decodeQ(encoded);
      return bytes ? decodeText(bytes, charset) : word;
    },
  );
  return cleanText(text, MAX_LINE);
}

function decodeQ(encoded: string): Uint8Array<ArrayBuffer> {
  const escaped = encoded.replaceAll("_", " ");
  const bytes: number[] = [];
  for (let index = 0; index < escaped.length; index++) {
    const hex = /^=[\da-f]{2}$/i.test(escaped.slice(index, index + 3));
    bytes.push(hex ? parseInt(escaped.slice(index + 1, index + 3), 16) : escaped.charCodeAt(index) & 0xff);
    if (hex) index += 2;
  }
  return Uint8Array.from(bytes);
}

/** UTF-8 where the bytes are that, whatever they are said to be; else the charset that they are said to have. */
export function decodeText(bytes: Uint8Array<ArrayBuffer>, charset = "windows-1252"): string {
  for (const label of ["utf-8", charset, "windows-1252"]) {
    try {
      return new TextDecoder(label, { fatal: true }).decode(bytes);
    } catch {
      continue; // Not every runtime knows every charset.
    }
  }
  return new TextDecoder().decode(bytes);
}

/** The people of an address header, in order. What holds no address is left out. */
export function parseAddresses(header: string): MailAddress[] {
  const parser = new AddressParser();
  for (const character of header) parser.take(character);
  return parser.finish();
}

/** Goes through the header once, so that it takes time in proportion to the length. */
class AddressParser {
  #found: MailAddress[] = [];
  #text = "";
  #angle: string | undefined;
  #comment = "";
  #state: "text" | "quoted" | "angle" = "text";
  #depth = 0;
  #escaped = false;

  take(character: string): void {
    if (this.#escaped || (character === "\\" && (this.#state === "quoted" || this.#depth > 0))) {
      if (this.#escaped) this.#add(character);
      this.#escaped = !this.#escaped;
    } else if (this.#state === "quoted") {
      if (character === '"') this.#state = "text";
      else this.#add(character);
    } else if (character === "(" || (character === ")" && this.#depth > 0)) {
      this.#depth += character === "(" ? 1 : -1;
    } else if (this.#depth > 0) {
      this.#add(character);
    } else {
      this.#structure(character);
    }
  }

  finish(): MailAddress[] {
    this.#push();
    return this.#found;
  }

  #structure(character: string): void {
    if (this.#state === "angle") {
      if (character === ">") this.#state = "text";
      else this.#add(character);
    } else if (character === '"') this.#state = "quoted";
    else if (character === "<") {
      this.#state = "angle";
      this.#angle = "";
    } else if (character === "," || character === ";") this.#push();
    else if (character === ":") this.#text = ""; // The name of a group.
    else this.#add(character);
  }

  #add(character: string): void {
    if (this.#depth > 0) this.#comment += character;
    else if (this.#state === "angle") this.#angle += character;
    else this.#text += character;
  }

  #push(): void {
    const email = (this.#angle ?? this.#text).trim();
    const name = decodeHeader(this.#angle === undefined ? this.#comment : this.#text || this.#comment);
    if (email.includes("@")) this.#found.push({ email: cleanText(email), name: name || null });
    this.#text = "";
    this.#angle = undefined;
    this.#comment = "";
    this.#state = "text";
  }
}
