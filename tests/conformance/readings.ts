/**
 * What a text in a query, a header, a path or a form may stand for.
 *
 * @module
 */

const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?$/;

/** From the text itself to the most specific meaning. */
export function readingsOf(text: string): unknown[] {
  if (text === "true" || text === "false") return [text, text === "true"];
  return NUMBER.test(text) ? [text, Number(text)] : [text];
}

/** The same for a list. */
export function listReadings(texts: readonly string[]): unknown[][] {
  const specific = texts.map((text) => readingsOf(text).at(-1));
  return [[...texts], specific];
}

/** The value of a JSON text; nothing where it is no JSON. */
export function jsonReading(text: string): unknown[] {
  try {
    return [JSON.parse(text)];
  } catch {
    return [];
  }
}
