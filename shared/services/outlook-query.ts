/**
 * What messages to list: as a filter, or as a search where there are words to look for.
 *
 * @see https://learn.microsoft.com/graph/api/user-list-messages
 * @see https://learn.microsoft.com/graph/search-query-parameter
 * @module
 * @version 0.1.0
 */
import { graphSearch, kqlPhrase, kqlWords, odataString } from "../families/microsoft.ts";
import type { QueryValue } from "../runtime/url.ts";
import { MESSAGE_PROPERTIES } from "./outlook-message.ts";

/** The paths that a page of messages may have; Graph spells keys in two ways. */
export const MESSAGE_PAGES = /^me\/(?:mailFolders(?:\/(?:[\w-]|=|%3D)+|\('(?:[\w-]|=|%3D)+'\))\/)?messages$/i;

/** Before any mail. */
const EVER = "1900-01-01T00:00:00Z";
const DAY_LENGTH = "2026-06-15".length;

export interface OutlookSearch {
  query?: string | undefined;
  from?: string | undefined;
  subject?: string | undefined;
  start?: string | undefined;
  end?: string | undefined;
  unread?: boolean | undefined;
  hasAttachments?: boolean | undefined;
  limit: number;
}

export function outlookQuery(search: OutlookSearch): Record<string, QueryValue> {
  const page = { $select: MESSAGE_PROPERTIES.join(","), $top: search.limit };
  // Graph takes neither `$filter` nor `$orderby` beside `$search`, which sorts by time itself.
  if (search.query !== undefined) return { ...page, $search: graphSearch(keywords(search.query, search)) };
  return { ...page, $orderby: "receivedDateTime desc", $filter: filter(search) };
}

/** What is sorted by has to come first in the filter, else Graph answers InefficientFilter. */
function filter({ start, end, from, subject, unread, hasAttachments }: OutlookSearch): string | undefined {
  const conditions = [
    end === undefined ? "" : `receivedDateTime lt ${utc(end)}`,
    from === undefined ? "" : `from/emailAddress/address eq ${odataString(from)}`,
    subject === undefined ? "" : `contains(subject,${odataString(subject)})`,
    unread === undefined ? "" : `isRead eq ${!unread}`,
    hasAttachments === undefined ? "" : `hasAttachments eq ${hasAttachments}`,
  ].filter((condition) => condition !== "");
  if (start === undefined && conditions.length === 0) return undefined;
  return [`receivedDateTime ge ${start === undefined ? EVER : utc(start)}`, ...conditions].join(" and ");
}

function keywords(query: string, { from, subject, start, end, hasAttachments }: OutlookSearch): string {
  return [
    ...kqlWords(query),
    from === undefined ? "" : `from:${kqlPhrase(from)}`,
    subject === undefined ? "" : `subject:${kqlPhrase(subject)}`,
    start === undefined ? "" : `received>=${utc(start).slice(0, DAY_LENGTH)}`,
    end === undefined ? "" : `received<=${lastDay(end)}`,
    hasAttachments === undefined ? "" : `hasAttachments:${hasAttachments}`,
  ].filter((term) => term !== "").join(" ");
}

function utc(time: string): string {
  return new Date(time).toISOString();
}

/** The last day that holds a moment before `end`. */
function lastDay(end: string): string {
  return new Date(Date.parse(end) - 1).toISOString().slice(0, DAY_LENGTH);
}
