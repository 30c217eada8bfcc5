/**
 * The body of a mail that was received, small enough for an answer.
 *
 * @module
 * @version 0.1.0
 */
import { textFromHtml } from "./html-text.ts";
import * as z from "./zod.ts";

/** An answer stays well under 200 KB. */
const MAX_TEXT = 40_000;
const MAX_HTML = 80_000;

export const mailBodyFields = {
  text: z.string().describe("The body as plain text, derived from `html` where the mail has none of its own"),
  html: z.string().nullable().describe(
    "The body as its sender wrote it: clean it before you show it; null where there is none or it is not wanted",
  ),
  truncated: z.boolean().describe("Whether text or html is cut, to 40,000 and 80,000 characters"),
};

export function mailBody({ text, html }: { text: string; html: string }, includeHtml: boolean) {
  const plain = text.trim() ? text : textFromHtml(html);
  const isCut = plain.length > MAX_TEXT || (includeHtml && html.length > MAX_HTML);
  return {
    text: cut(plain, MAX_TEXT),
    html: includeHtml && html ? cut(html, MAX_HTML) : null,
    truncated: isCut,
  };
}

function cut(text: string, length: number): string {
  return text.slice(0, length).toWellFormed();
}
