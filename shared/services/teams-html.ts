/**
 * HTML for messages: text that is shown as typed, and HTML from which everything goes that is not known to be
 * harmless. Takes time in proportion to the length, whatever the HTML.
 *
 * @module
 * @version 0.1.0
 */
import { isPlainHttps } from "../runtime/url.ts";

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const TAGS = new Set(
  "p br b strong i em u s a ul ol li code pre blockquote h1 h2 h3 table thead tbody tr th td".split(" "),
);
const TAG = /<(\/?)([a-z][a-z0-9]*)((?:\s[^<>]*|\/)?)>/gi;
const HREF = /\shref\s*=\s*(?:"([^"]*)"|'([^']*)')/i;

export function escapeHtml(text: string): string {
  return text.toWellFormed().replace(/[&<>"']/g, (character) => ESCAPES[character] ?? "");
}

export function htmlFromText(text: string): string {
  return escapeHtml(text).replace(/\r\n|\r|\n/g, "<br>");
}

/** Tags that format text, without attributes but a link's address; all other tags as text. */
export function safeHtml(html: string): string {
  let safe = "";
  let end = 0;
  for (const { 0: tag, 1: slash = "", 2: name = "", 3: attributes = "", index } of html.matchAll(TAG)) {
    safe += escapeBrackets(html.slice(end, index)) + safeTag(tag, slash, name.toLowerCase(), attributes);
    end = index + tag.length;
  }
  return safe + escapeBrackets(html.slice(end));
}

function safeTag(tag: string, slash: string, name: string, attributes: string): string {
  if (!TAGS.has(name)) return escapeBrackets(tag);
  const href = name === "a" && !slash ? linkOf(attributes) : undefined;
  return `<${slash}${name}${href === undefined ? "" : ` href="${escapeHtml(href)}"`}>`;
}

function linkOf(attributes: string): string | undefined {
  const [, quoted, single] = HREF.exec(attributes) ?? [];
  const address = (quoted ?? single ?? "").replaceAll("&amp;", "&");
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  return isPlainHttps(url) ? url.href : undefined;
}

/** Entities stay: they stand for text. */
function escapeBrackets(text: string): string {
  return text.toWellFormed().replace(/[<>]/g, (character) => ESCAPES[character] ?? "");
}
