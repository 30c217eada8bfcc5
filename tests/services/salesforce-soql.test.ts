import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  dateLiteral,
  soqlDate,
  soqlNumber,
  soqlPattern,
  soqlText,
} from "../../shared/services/salesforce-soql.ts";

const HOSTILE = [
  "",
  "O'Neil",
  "\\",
  "\\'",
  "' OR Id != null OR Name = '",
  "\\' OR Id != null --",
  'a "quoted" \\u0027 word',
  "%' LIMIT 1 --",
  "100%_\\%",
  "line\r\nbreak\ttab\fform\bback\u0000null\u0085\u2028\u2029",
  "שלום 😀",
];

const ESCAPED = new Map([["n", "\n"], ["r", "\r"], ["t", "\t"], ["f", "\f"], ["'", "'"], ['"', '"'], [
  "\\",
  "\\",
]]);

/** Reads a literal as the documentation describes it; throws unless the whole text is one. */
function readLiteral(text: string): { value: string; wildcards: string } {
  expect(text.at(0)).toBe("'");
  let value = "";
  let wildcards = "";
  let index = 1;
  for (; text[index] !== "'"; index++) {
    const character = text[index];
    if (character === undefined) throw new Error("Expected a closing quote");
    if (character !== "\\") {
      if (/\p{Cc}/u.test(character)) throw new Error("Expected control characters to be escaped");
      value += character;
      if (character === "%" || character === "_") wildcards += character;
      continue;
    }
    const next = text[++index] ?? "";
    if (next === "u") {
      value += String.fromCharCode(Number.parseInt(text.slice(index + 1, index + 5), 16));
      index += 4;
    } else if (next === "%" || next === "_") {
      value += next;
    } else {
      const meant = ESCAPED.get(next);
      if (meant === undefined) throw new Error(`Expected an escape that SOQL knows, got \\${next}`);
      value += meant;
    }
  }
  expect(index).toBe(text.length - 1);
  return { value, wildcards };
}

describe("soqlText", () => {
  test.each(HOSTILE)("%j is one literal of the same text", (text) => {
    expect(readLiteral(soqlText(text)).value).toBe(text);
  });

  test("so is any text", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(readLiteral(soqlText(text)).value).toBe(text);
    }));
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("'", "\\", '"', "%", "_", "\n", "u", "0") }), (text) => {
        expect(readLiteral(soqlText(text)).value).toBe(text);
      }),
    );
  });

  test("a backslash at the end does not take the quote with it", () => {
    expect(soqlText("a\\")).toBe(String.raw`'a\\'`);
  });
});

describe("soqlPattern", () => {
  test.each(HOSTILE)("%j has no wildcards of its own", (text) => {
    const { value, wildcards } = readLiteral(soqlPattern("%", text, "%"));
    expect([value, wildcards]).toEqual([`%${text}%`, "%%"]);
  });

  test("nor has any other text", () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom("'", "\\", "%", "_", "a") }), (text) => {
      expect(readLiteral(soqlPattern("", text, "%"))).toEqual({ value: `${text}%`, wildcards: "%" });
    }));
  });
});

describe("dateLiteral", () => {
  test.each([
    ["2026-05-06", "2026-05-06"],
    ["2026-05-06T10:00:00Z", "2026-05-06T10:00:00Z"],
    ["2026-05-06T10:00:00.250+02:00", "2026-05-06T08:00:00Z"],
    ["TODAY", "TODAY"],
    ["THIS_FISCAL_QUARTER", "THIS_FISCAL_QUARTER"],
    ["LAST_90_DAYS", "LAST_90_DAYS"],
    ["NEXT_N_FISCAL_YEARS:2", "NEXT_N_FISCAL_YEARS:2"],
    ["LAST_N_DAYS:30", "LAST_N_DAYS:30"],
  ])("%s is %s", (text, literal) => {
    expect(dateLiteral(text)).toBe(literal);
  });

  test.each([
    "",
    "today",
    "TODAY ",
    " TODAY",
    "TODAY\n",
    "TODAY OR Id != null",
    "LAST_N_DAYS:0",
    "LAST_N_DAYS:30 OR Id != null",
    "LAST_N_DAYS:99999",
    "THIS_N_DAYS:3",
    "2026-02-30",
    "2026-05-06T10:00:00",
    "2026-05-06T10:00:00Z OR Id != null",
    "9999-12-31T23:59:59-10:00",
    "0000-01-01T00:00:00+10:00",
  ])("%j is none", (text) => {
    expect(dateLiteral(text)).toBeUndefined();
    expect(soqlDate.safeParse(text).success).toBe(false);
  });

  test("whatever comes out holds nothing but a date", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
        ),
        (text) => {
          expect(dateLiteral(text) ?? "").toMatch(/^[A-Z0-9:_-]*$/);
        },
      ),
    );
  });
});

describe("soqlNumber", () => {
  test.each([0, -1, 12.5, 1e20, 0.000001])("%d", (number) => {
    expect(soqlNumber.safeParse(number).success).toBe(true);
  });

  test.each([1e21, 1e-7, Infinity, NaN, "1"])("not %s", (number) => {
    expect(soqlNumber.safeParse(number).success).toBe(false);
  });
});
