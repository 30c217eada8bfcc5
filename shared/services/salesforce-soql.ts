/**
 * Literals of SOQL, Salesforce's query language, that hold any value and nothing but a value.
 *
 * @see https://developer.salesforce.com/docs/platform/salesforce-soql-sosl/guide/sforce-api-calls-soql-select-quotedstringescapes.html
 * @module
 * @version 0.1.0
 */
import * as z from "../runtime/zod.ts";

const ESCAPES = new Map([
  ["\\", "\\\\"],
  ["'", "\\'"],
  ['"', '\\"'],
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
  ["\f", "\\f"],
]);

export function soqlText(text: string): string {
  return `'${escaped(text)}'`;
}

/** A text whose `%` and `_` stand for themselves, between what a pattern of LIKE has before and after it. */
export function soqlPattern(before: "" | "%", text: string, after: "" | "%"): string {
  return `'${before}${escaped(text).replace(/[%_]/g, "\\$&")}${after}'`;
}

function escaped(text: string): string {
  return text.replace(
    /[\\'"\p{Cc}\p{Zl}\p{Zp}]/gu,
    (character) => ESCAPES.get(character) ?? unicode(character),
  );
}

function unicode(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** Numbers that SOQL takes: no exponents. */
export const soqlNumber = z.number().refine(
  (number) => /^-?\d+(?:\.\d+)?$/.test(String(number)),
  "expected a number that can be written without an exponent",
);

/** @see https://developer.salesforce.com/docs/platform/salesforce-soql-sosl/guide/sforce-api-calls-soql-select-dateformats.html */
const DATE_WORD = new RegExp(
  "^(?:YESTERDAY|TODAY|TOMORROW|(?:LAST|NEXT)_90_DAYS" +
    "|(?:LAST|THIS|NEXT)_(?:WEEK|MONTH|(?:FISCAL_)?(?:QUARTER|YEAR))" +
    "|(?:LAST|NEXT)_N_(?:DAYS|WEEKS|MONTHS|(?:FISCAL_)?(?:QUARTERS|YEARS)):[1-9]\\d{0,3})$",
);
const Day = z.iso.date();
const Time = z.iso.datetime({ offset: true });

/** Dates stand without quotes, so nothing else may pass here. */
export const soqlDate = z.string().refine(
  (text) => dateLiteral(text) !== undefined,
  "expected a day such as 2026-05-06, a time such as 2026-05-06T10:00:00Z, or a word such as TODAY or LAST_N_DAYS:30",
);

/** A day or a word as it is, a time in UTC; `undefined` for everything else. */
export function dateLiteral(text: string): string | undefined {
  if (DATE_WORD.test(text) || Day.safeParse(text).success) return text;
  if (!Time.safeParse(text).success) return undefined;
  const utc = new Date(text).toISOString().replace(/\.\d+Z$/, "Z");
  return Time.safeParse(utc).success ? utc : undefined;
}
