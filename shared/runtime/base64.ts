/**
 * Base64 and base64url for bytes of any size, on every runtime alike.
 *
 * @see https://www.rfc-editor.org/rfc/rfc4648
 * @module
 * @version 0.1.0
 */

const LETTERS_AND_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const STANDARD = new TextEncoder().encode(LETTERS_AND_DIGITS + "+/");
const URL_SAFE = new TextEncoder().encode(LETTERS_AND_DIGITS + "-_");
const PAD = 0x3d;
const SPACE = 0x20;
const WHITE_SPACE = new Set([SPACE, 0x09, 0x0a, 0x0c, 0x0d]);

const NO_DIGIT = 0xff;
const VALUES = new Uint8Array(128).fill(NO_DIGIT);
for (const alphabet of [STANDARD, URL_SAFE]) {
  alphabet.forEach((code, value) => VALUES[code] = value);
}

export function encodeBase64(bytes: Uint8Array): string {
  const target = new Uint8Array(encodedLength(bytes.length));
  writeBase64(bytes, target);
  return new TextDecoder().decode(target);
}

/** Without padding. */
export function encodeBase64Url(bytes: Uint8Array): string {
  const target = new Uint8Array(encodedLength(bytes.length));
  const digits = writeDigits(bytes, target, URL_SAFE);
  return new TextDecoder().decode(target.subarray(0, digits));
}

/** How many characters base64 takes for that many bytes, padding included. */
export function encodedLength(byteLength: number): number {
  return Math.ceil(byteLength / 3) * 4;
}

/** Writes padded base64 to the start of `target`, as ASCII, and returns how many bytes that took. */
export function writeBase64(bytes: Uint8Array, target: Uint8Array): number {
  const digits = writeDigits(bytes, target, STANDARD);
  const length = encodedLength(bytes.length);
  target.fill(PAD, digits, length);
  return length;
}

/**
 * Reads either alphabet, padded or not, with ASCII white space anywhere. `undefined` for everything else, also
 * for bits left over at the end: they are what a text that was cut short looks like.
 */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (/[+/]/.test(text) && /[-_]/.test(text)) return undefined;

  const bytes = new Uint8Array(decodedLength(text));
  let length = 0;
  let digits = 0;
  let padding = 0;
  let buffer = 0;
  let bits = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    const value = VALUES[code] ?? NO_DIGIT;
    if (value !== NO_DIGIT) {
      if (padding > 0) return undefined;
      digits++;
      buffer = (buffer << 6) | value;
      bits += 6;
      if (bits >= 8) {
        bits -= 8;
        bytes[length++] = buffer >> bits;
      }
    } else if (code === PAD) {
      padding++;
    } else if (!WHITE_SPACE.has(code)) {
      return undefined;
    }
  }
  const leftOver = buffer & ((1 << bits) - 1);
  if (bits === 6 || leftOver !== 0) return undefined;
  if (padding > 0 && (padding > 2 || (digits + padding) % 4 !== 0)) return undefined;
  return bytes;
}

/** How many bytes `decodeBase64` returns for a text, told without decoding it. Exact for valid base64 only. */
export function decodedLength(text: string): number {
  let digits = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code > SPACE && code !== PAD) digits++;
  }
  return Math.floor(digits * 6 / 8);
}

/** Returns how many digits were written. */
function writeDigits(bytes: Uint8Array, target: Uint8Array, alphabet: Uint8Array): number {
  const digit = (value: number) => alphabet[value & 63] ?? 0;
  const whole = bytes.length - bytes.length % 3;
  let at = 0;
  for (let index = 0; index < whole; index += 3) {
    const triple = (byteAt(bytes, index) << 16) | (byteAt(bytes, index + 1) << 8) | byteAt(bytes, index + 2);
    target[at++] = digit(triple >> 18);
    target[at++] = digit(triple >> 12);
    target[at++] = digit(triple >> 6);
    target[at++] = digit(triple);
  }
  const rest = bytes.length - whole;
  if (rest > 0) {
    const triple = (byteAt(bytes, whole) << 16) | (byteAt(bytes, whole + 1) << 8);
    target[at++] = digit(triple >> 18);
    target[at++] = digit(triple >> 12);
    if (rest === 2) target[at++] = digit(triple >> 6);
  }
  return at;
}

function byteAt(bytes: Uint8Array, index: number): number {
  return bytes[index] ?? 0;
}
