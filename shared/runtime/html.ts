/**
 * Plain text for providers that take HTML.
 *
 * @module
 * @version 0.1.0
 */

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text that is shown as it was typed, in an element or an attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** The same with its line breaks. */
export function htmlFromText(text: string): string {
  return escapeHtml(text).replace(/\r\n?|\n/g, "<br />");
}
