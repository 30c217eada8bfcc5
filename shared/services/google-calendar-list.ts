/**
 * Cursors of event lists. Google takes a page token only with the query of the page before, and that begins
 * "now" where a caller names no start: so a cursor holds the start as well.
 *
 * @see https://developers.google.com/workspace/calendar/api/guides/pagination
 * @module
 * @version 0.1.0
 */
import * as z from "../runtime/zod.ts";

const CURSOR = /^([\d:.TZ+-]{17,40})~(\S{1,2000})$/;

export const eventCursor = z.string().regex(CURSOR, "expected the nextCursor of an earlier answer");

export function readEventCursor(
  cursor: string | undefined,
): { timeMin: string; pageToken: string } | undefined {
  const [, timeMin, pageToken] = CURSOR.exec(cursor ?? "") ?? [];
  return timeMin && pageToken ? { timeMin, pageToken } : undefined;
}

export function nextEventCursor(timeMin: string, pageToken: string | undefined): string | null {
  return pageToken ? `${timeMin}~${pageToken}` : null;
}
