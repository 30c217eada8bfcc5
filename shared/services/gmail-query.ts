/**
 * Gmail's search language, from fields whose values cannot become operators.
 *
 * @see https://support.google.com/mail/answer/7190
 * @see https://developers.google.com/workspace/gmail/api/guides/filtering
 * @module
 * @version 0.1.0
 */

export interface GmailSearch {
  /** In Gmail's own language. */
  query?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  subject?: string | undefined;
  start?: string | undefined;
  end?: string | undefined;
  unread?: boolean | undefined;
  hasAttachments?: boolean | undefined;
}

/** `undefined` where nothing is searched for. */
export function gmailQuery(search: GmailSearch): string | undefined {
  const { query, start, end } = search;
  const terms = [
    ...Object.entries({ from: search.from, to: search.to, subject: search.subject })
      .map(([operator, value]) => value === undefined ? "" : `${operator}:${gmailPhrase(value)}`),
    // A plain date would be midnight in California.
    start === undefined ? "" : `after:${Math.floor(Date.parse(start) / 1_000)}`,
    end === undefined ? "" : `before:${Math.ceil(Date.parse(end) / 1_000)}`,
    search.unread === undefined ? "" : `is:${search.unread ? "unread" : "read"}`,
    search.hasAttachments === undefined ? "" : `${search.hasAttachments ? "" : "-"}has:attachment`,
  ].filter((term) => term !== "");
  if (query === undefined) return terms.join(" ") || undefined;
  return terms.length > 0 ? [`(${query})`, ...terms].join(" ") : query;
}

/** Text within quotation marks holds no operators. Gmail knows no escape for the marks themselves. */
export function gmailPhrase(text: string): string {
  return `"${text.replace(/["“”„‟＂\p{Cc}\u2028\u2029]+/gu, " ").trim()}"`;
}
