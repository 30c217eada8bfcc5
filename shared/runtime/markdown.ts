/**
 * Plain text for providers that read Markdown, and their Markdown within an answer.
 *
 * @see https://spec.commonmark.org/0.31.2/
 * @see https://github.github.com/gfm/
 * @module
 * @version 0.1.0
 */

const ADDRESS = /https?:\/\/[^\s<>\p{Cc}]+/giu;
const TRAILING_PUNCTUATION = /[.,;:!?'")\]}*_~]$/;
const ZERO_WIDTH_SPACE = "\u200b";
const NO_BREAK_SPACE = "\u00a0";
const TAB_WIDTH = 4;

/**
 * Markdown that shows the text as typed: nothing in it is formatted, loads an image, links under another name or
 * mentions anybody. Web addresses stay links.
 */
export function plainMarkdown(text: string): string {
  return text.split(/\r\n|\r|\n/).map(plainLine).join("\n");
}

function plainLine(line: string): string {
  const [indent = ""] = /^[ \t]*/.exec(line) ?? [];
  const spaces = indent.replaceAll("\t", " ".repeat(TAB_WIDTH)).length;
  const content = line.slice(indent.length);
  return content && NO_BREAK_SPACE.repeat(spaces) + escapeStart(escapeInline(content));
}

/** Headings, quotes, lists, rules and the lines under headings start a line. */
function escapeStart(line: string): string {
  return line.replace(/^[-+=:#>]/, "\\$&").replace(/^(\d{1,9})([.)])/, "$1\\$2");
}

function escapeInline(text: string): string {
  let escaped = "";
  let end = 0;
  for (const { 0: match, index } of text.matchAll(ADDRESS)) {
    const address = withoutTrailingPunctuation(match);
    escaped += `${escapeWords(text.slice(end, index))}<${address}>`;
    end = index + address.length;
  }
  return escaped + escapeWords(text.slice(end));
}

/** Whoever writes an address at the end of a sentence does not mean the full stop. */
function withoutTrailingPunctuation(address: string): string {
  let end = address.length;
  while (TRAILING_PUNCTUATION.test(address.slice(end - 1, end))) end--;
  return address.slice(0, end);
}

/** Mentions of people and issues are looked for in what the escapes come out as, so these do not prevent them. */
function escapeWords(text: string): string {
  return text
    .replace(/[\\`*~[<|$]|(?<![a-z\d])_|_(?![a-z\d])|&(?=#?[a-z\d])/gi, "\\$&")
    .replace(/(?<![a-z\d])@|#(?=\d)|\bGH-(?=\d)/gi, `$&${ZERO_WIDTH_SPACE}`);
}

const MAX_CHARACTERS = 100_000;

/** How long each text may be in an answer that holds up to `count` of them and stays well under 200 KB. */
export function textShare(count: number): number {
  return Math.floor(MAX_CHARACTERS / Math.max(1, count));
}

/** Never ends in half a character. */
export function cutText(text: string, length: number): string {
  return text.length > length ? text.slice(0, length).toWellFormed() : text;
}
