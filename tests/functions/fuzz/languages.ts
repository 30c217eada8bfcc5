/**
 * The query languages that functions write, read by rules of their own: none of the code that writes them is
 * used here.
 *
 * @module
 */
import { lex, type Rule, WORDS } from "./lexer.ts";

const same = (token: string) => token;
const upper = (token: string) => token.toUpperCase();
const SPACE: Rule = [/\s+/];

/** https://support.airtable.com/docs/formula-field-reference */
const AIRTABLE: readonly Rule[] = [
  SPACE,
  [/"(?:[^"\\]|\\[^])*"/, "text"],
  [/'(?:[^'\\]|\\[^])*'/, "text"],
  [/\{[^{}\\]+\}/, "field"],
  [/-?\d+(?:\.\d+)?/, "number"],
  [/(?:TRUE|FALSE)\(\)/, "boolean"],
  [/[A-Z_]+/i, upper],
  [/!=|>=|<=|[=<>&(),+*/-]/, same],
];

/** https://developers.google.com/workspace/drive/api/guides/search-files */
const DRIVE: readonly Rule[] = [
  SPACE,
  [/'(?:[^'\\]|\\['\\])*'/, "text"],
  [/[A-Za-z]+/, same],
  [/!=|>=|<=|[=<>()]/, same],
];

/** Typographic quotation marks count as marks, too: whoever reads them so must find nothing either. */
const PHRASE: Rule = [
  /"[^"“”„‟＂\p{Cc}\u2028\u2029]*"/u,
  (phrase) => /[^\s"]/.test(phrase) ? WORDS : "nothing",
];

/** https://support.google.com/mail/answer/7190 */
const GMAIL: readonly Rule[] = [
  SPACE,
  [/(?:from|to|subject):/, same],
  [/(?:after|before):\d+/, (token) => token.replace(/\d+/, "time")],
  [/is:(?:unread|read)|-?has:attachment/, same],
  PHRASE,
  [/[()]/, same],
  [/[^\s()"]+/, same],
];

/** https://docs.github.com/search-github/searching-on-github/searching-issues-and-pull-requests */
const GITHUB: readonly Rule[] = [
  SPACE,
  PHRASE,
  [/label:(?=")/, same],
  [/repo:[\w.-]+\/[\w.-]+(?=\s|$)/, "repo"],
  [/is:(?:issue|pull-request|open|closed)(?=\s|$)/, same],
  [/(?:author|assignee):(?:@me|[\w[\].-]+)(?=\s|$)/, (token) => token.replace(/:.*/, ":")],
  [/[^\s"]+/, same],
];

/** https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html */
const ODATA: readonly Rule[] = [
  SPACE,
  [/'(?:[^']|'')*'/, "text"],
  [/\d{4}-\d\d-\d\dT[\d:.]+Z/, "time"],
  [/-?\d+(?:\.\d+)?(?![\w:])/, "number"],
  [/true|false/, "boolean"],
  [/fields\/\w+/, "fields/name"],
  [/fields\(\$select=[\w,]+\)/, "fields($select=names)"],
  [/[$@]?[A-Za-z_][\w]*/, same],
  [/[/(),=;:]/, same],
];

/** https://learn.microsoft.com/sharepoint/dev/general-development/keyword-query-language-kql-syntax-reference */
const KQL: readonly Rule[] = [
  SPACE,
  [/(?:from|subject):(?=")/, same],
  [/received[<>]=\d{4}-\d\d-\d\d/, (token) => token.replace(/\d.*/, "day")],
  [/hasAttachments:(?:true|false)/, "hasAttachments:boolean"],
  PHRASE,
  [/[^\s"]+/, same],
];

const SOQL_WORDS =
  /^(?:SELECT|FROM|WHERE|AND|OR|NOT|IN|LIKE|ORDER|BY|ASC|DESC|NULLS|FIRST|LAST|LIMIT|OFFSET|HAVING|GROUP|USING|SCOPE|WITH|INCLUDES|EXCLUDES|FOR|UPDATE|TYPEOF|NULL)$/i;

/** https://developer.salesforce.com/docs/platform/salesforce-soql-sosl/guide/sforce-api-calls-soql-select.html */
const SOQL: readonly Rule[] = [
  SPACE,
  [/'(?:[^'\\\n\r]|\\[nNrRtTbBfF"'\\_%]|\\u[\da-fA-F]{4})*'/, "text"],
  [/\d{4}-\d\d-\d\dT[\d:]+Z|\d{4}-\d\d-\d\d/, "date"],
  [/(?:LAST|NEXT)_N_[A-Z_]+:\d+/, "date"],
  [/-?\d+(?:\.\d+)?/, "number"],
  [
    /[A-Za-z_][\w.]*/,
    (word) => SOQL_WORDS.test(word) ? word.toUpperCase() : isDateWord(word) ? "date" : "name",
  ],
  [/!=|>=|<=|[=<>(),]/, same],
];

function isDateWord(word: string): boolean {
  return /^(?:YESTERDAY|TODAY|TOMORROW|(?:LAST|THIS|NEXT)_[A-Z0-9_]+)$/.test(word);
}

/** https://slack.com/help/articles/202528808-Search-in-Slack */
const SLACK: readonly Rule[] = [
  SPACE,
  [/(?:in|from):\S+/, (token) => token.replace(/:.*/, ":")],
  [/(?:after|before):\d{4}-\d\d-\d\d/, (token) => token.replace(/:.*/, ":")],
  [/\S+/, same],
];

/** https://developers.google.com/workspace/sheets/api/guides/concepts#cell */
const A1: readonly Rule[] = [
  [/'(?:[^']|'')*'(?=!)/, "tab"],
  [/!/, same],
  [/\$?[A-Z]{0,3}\$?\d*(?::\$?[A-Z]{0,3}\$?\d*)?$/i, "cells"],
];

const LANGUAGES = {
  airtable: (text: string) => lex(text, AIRTABLE),
  drive: (text: string) => lex(text, DRIVE),
  gmail: (text: string) => lex(text, GMAIL),
  github: (text: string) => lex(text, GITHUB),
  odata: (text: string) => lex(text, ODATA),
  kql: (text: string) => lex(inner(text), KQL),
  soql: (text: string) => lex(text, SOQL),
  slack: (text: string) => lex(text, SLACK),
  a1: (text: string) => lex(text, A1),
  json: (text: string) => jsonStructure(JSON.parse(text)),
  /** The text as a whole is the structure: nothing of the input belongs into it. */
  verbatim: (text: string) => text,
};
export type Language = keyof typeof LANGUAGES;

/** Throws where a text is not of its language. */
export function structureOf(language: Language, text: string): string {
  return LANGUAGES[language](text);
}

/** Graph's `$search` is KQL within quotation marks. */
function inner(text: string): string {
  const [, escaped] = /^"((?:[^"\\]|\\["\\])*)"$/.exec(text) ?? [];
  if (escaped === undefined) throw new Error("no text within quotation marks");
  return escaped.replace(/\\(["\\])/g, "$1");
}

function jsonStructure(value: unknown): string {
  if (typeof value !== "object" || value === null) return typeof value;
  if (Array.isArray(value)) return `[${[...new Set(value.map(jsonStructure))].sort().join()}]`;
  return `{${Object.entries(value).map(([name, item]) => `${name}:${jsonStructure(item)}`).sort().join()}}`;
}
