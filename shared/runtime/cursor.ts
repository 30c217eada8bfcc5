/**
 * Opaque cursors for providers that page by a number.
 *
 * @module
 * @version 0.1.0
 */
import { inputError } from "./issues.ts";

const PREFIX = "o";

export function offsetCursor(offset: number): string {
  return `${PREFIX}${offset}`;
}

/** 0 for the first page. Throws `invalid_input` for what `offsetCursor` did not make. */
export function readOffset(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  const offset = /^o\d{1,15}$/.test(cursor) ? Number(cursor.slice(PREFIX.length)) : NaN;
  if (Number.isSafeInteger(offset)) return offset;
  throw inputError([{ path: "cursor", message: "expected the nextCursor of the page before" }]);
}
