/**
 * The content of every file here: bytes of which any part can be compared with what it has to be, wherever in
 * the file it is.
 *
 * @module
 */
import { createHash } from "node:crypto";

/** No divisor of any chunk's size, so that a chunk in the wrong place is noticed. */
const PERIOD = 1_000_003;
/** The most bytes that `patternAt` gives at once. */
export const PIECE = 1_024 ** 2;

const period = Buffer.from(
  Uint8Array.from({ length: PERIOD }, (_, index) => (index * 131 + (index >> 8)) & 0xff),
);
const repeated = Buffer.concat([period, period, period]).subarray(0, PERIOD + PIECE);

export function patternAt(start: number, length: number): Buffer {
  const offset = start % PERIOD;
  return repeated.subarray(offset, offset + length);
}

const zeros = Buffer.alloc(PIECE);

/** The content of a sparse file. */
export function zerosAt(_start: number, length: number): Buffer {
  return zeros.subarray(0, length);
}

export function patternSha1(start: number, end: number, encoding: "hex" | "base64"): string {
  const hash = createHash("sha1");
  for (let at = start; at < end; at += PIECE) hash.update(patternAt(at, Math.min(PIECE, end - at)));
  return hash.digest(encoding);
}
