/**
 * Takes a text of a query language apart, so that two can be compared by their structure: what stands between
 * quotation marks is left out, what stands outside of them is kept.
 *
 * @module
 */

/** A token's pattern, and what stands for it in the structure; `undefined` leaves it out. */
export type Rule = readonly [pattern: RegExp, structure?: string | ((text: string) => string)];

/** Throws where no rule fits: an open quotation mark, or a character that means nothing there. */
export function lex(text: string, rules: readonly Rule[]): string {
  const tokens: string[] = [];
  let position = 0;
  while (position < text.length) {
    const [length, token] = match(text, position, rules);
    if (length === 0) {
      throw new Error(`nothing of the language at ${JSON.stringify(text.slice(position, position + 20))}`);
    }
    position += length;
    if (token !== undefined && !(token === WORDS && tokens.at(-1) === WORDS)) tokens.push(token);
  }
  return tokens.join(" ");
}

/** Any number of phrases in a row, since how many words a text has is no part of the structure. */
export const WORDS = "words";

function match(text: string, position: number, rules: readonly Rule[]): [number, string | undefined] {
  for (const [pattern, structure] of rules) {
    const sticky = new RegExp(pattern.source, `${pattern.flags}y`);
    sticky.lastIndex = position;
    const [found] = sticky.exec(text) ?? [];
    if (found) return [found.length, typeof structure === "function" ? structure(found) : structure];
  }
  return [0, undefined];
}
