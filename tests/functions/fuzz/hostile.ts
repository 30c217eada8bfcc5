/**
 * Texts that mean something to somebody on the way: to a header, an address, a query language, a spreadsheet, a
 * parser, a terminal.
 *
 * @module
 */
import fc from "fast-check";

const HEADERS = [
  "a\r\nBcc: stranger@example.net\r\n\r\nbody",
  "a\nX-Injected: 1",
  "a\rb",
  "\u2028\u2029\u0085line",
  "\u560a\u560dheader",
];

const PATHS = [
  ...[
    "..",
    ".",
    "../../admin?x=1#y",
    "%2e%2e",
    "%2e%2e%2f%2e%2e%2fadmin",
    "..%2F..",
    "%2F",
    "a/../../b",
    "/",
    "//",
  ],
  ...[
    "a/b",
    "..\\..\\admin",
    "a\\b",
    "%5c..",
    "%00",
    "%252e%252e",
    ";x=1",
    "a:/b",
    ":/content",
    "a?b#c",
    "..;/",
  ],
];

const ADDRESSES = [
  ...["@evil.example", "//evil.example", "https://evil.example/a", "\\\\evil.example", "https:evil.example"],
  ...["https://base44.app@evil.example/f", "https://base44.app.evil.example/f", "https://base44.app:8443/f"],
  ...[
    "https://base44.app\\@evil.example/",
    "javascript:alert(1)",
    "file:///etc/passwd",
    "?alt=media&key=1",
    "#x",
  ],
  ...["http://169.254.169.254/latest/meta-data", "https://[::1]/", "https://base44.app/../%2e%2e/x"],
];

const QUOTES = [
  ...[
    "'",
    '"',
    "`",
    "\\",
    "\\'",
    '\\"',
    "\\\\'",
    "''",
    '""',
    "“ OR ”",
    "„x‟",
    "＂x＂",
    "‘x’",
    "'\"`",
    "\\u0027",
  ],
];

const QUERIES = [
  "x' OR Name != '",
  "x\\' OR Name LIKE '%",
  "' OR 1=1 --",
  "x' or '' in parents or name contains '",
  "x' or trashed = true or name = '",
  "') or startswith(subject,'",
  "x' or true or fields/Secret eq '",
  '" OR from:boss@example.com OR "',
  "word OR from:boss NOT subject:secret",
  '") OR TRUE() OR ("',
  "x},{Secret}",
  "}=BLANK(),TRUE(),{",
  "repo:other/private is:open",
  '" repo:other/private "',
  "x\u201d repo:other/private \u201c",
  "} mutation { issueDelete(id: 1) { success } }",
  "$filter=1&$expand=*",
  "a&q=*&fields=*",
  "x) UNION SELECT Id FROM User (",
  "%' OR Id LIKE '%",
  "from:me in:private after:2000-01-01",
  "'!A1:Z99,'Other",
  "{$ne: null}",
  "-word (a OR b) {c d} *",
];

const FORMULAS = [
  "=cmd|'/c calc'!A1",
  "+1+1",
  "-2+3",
  "@SUM(1+1)",
  "\t=1",
  '=IMPORTXML("https://evil.example","//a")',
];

const CHARACTERS = [
  ...[
    "\0",
    "\0\u0007\u001b[2J",
    "\ud800",
    "a\udfffb",
    "\u202egnp.exe",
    "\u200f\u200e\u2066x",
    "\u200b\u200c\u200d\ufeff",
  ],
  ...["שלום 😀 \u200f\ufeff", "e\u0301\u0301\u0301", "\uffff\ufffe", "ﷺ", "İ", "ſ", "\u00a0", "   ", ""],
];

const MARKUP = [
  "</script><script>",
  "<!channel> <@U1>",
  "<img src=x onerror=1>",
  "${x} {{x}} #{x} <%= x %>",
  "[a](javascript:b)",
];

const NAMES = [
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "hasOwnProperty",
  "$where",
  "@odata.type",
  "a.b[0]",
];

/** A pattern that backtracks takes ages for these; fields differ in how much they take. */
const SLOW = [200, 3_000, 30_000].flatMap((length) =>
  ["a", "a@", " ", "(", "*_", "1.", "\n", "[](", "-", "&", "a ", "<", "0", "/", "=?"].map((unit) =>
    `${unit.repeat(Math.floor(length / unit.length))}!`
  )
);

/** Those that mean something in a query or an address. */
export const QUERY_TEXTS = [QUERIES, QUOTES, PATHS.slice(0, 8), HEADERS.slice(0, 3), CHARACTERS.slice(0, 2)]
  .flat();

export const SHORT_TEXTS = [
  ...[HEADERS, PATHS, ADDRESSES, QUOTES, QUERIES, FORMULAS, CHARACTERS, MARKUP, NAMES].flat(),
];

export const hostileTexts: fc.Arbitrary<string> = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(...SHORT_TEXTS) },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.constantFrom(...SHORT_TEXTS), fc.constantFrom(...SHORT_TEXTS)).map((pair) =>
      pair.join(" ")
    ),
  },
  { weight: 2, arbitrary: fc.string({ unit: "binary", maxLength: 20 }) },
  { weight: 2, arbitrary: fc.constantFrom(...SLOW) },
);

/** About as much as a body may hold, and more. */
export function hugeTexts(limit: number): fc.Arbitrary<string> {
  const lengths = [1_000_000, limit - 3_000, limit + 1].filter((length) => length <= MAX_LENGTH);
  return fc.tuple(fc.constantFrom(...lengths), fc.constantFrom("a", "ab ", "'", "a\n", "é"))
    .map(([length, unit]) => unit.repeat(Math.ceil(length / unit.length)).slice(0, length));
}
const MAX_LENGTH = 2_100_000;
