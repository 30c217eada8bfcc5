import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as z from "../../shared/runtime/zod.ts";
import { formulaText, whereFields, whereFormula } from "../../shared/services/airtable-formula.ts";

const Where = z.object(whereFields);

function formula(...where: object[]): string | undefined {
  return whereFormula(Where.parse({ where }));
}

function complaint(condition: object): string | undefined {
  const { error } = Where.safeParse({ where: [condition] });
  return error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join();
}

/** What the language reads: literals without their escapes, references, and everything else. */
function tokens(text: string): { literals: string[]; references: string[]; rest: string } {
  const literals: string[] = [];
  const references: string[] = [];
  const rest = text.replace(
    /"((?:[^"\\]|\\.)*)"|\{([^}]*)\}/gs,
    (_, literal?: string, reference?: string) => {
      if (literal !== undefined) literals.push(unescape(literal));
      if (reference !== undefined) references.push(reference);
      return literal === undefined ? "{}" : '""';
    },
  );
  return { literals, references, rest };
}

const ESCAPED: Record<string, string> = { n: "\n", r: "\r", t: "\t" };

function unescape(literal: string): string {
  return literal.replace(/\\(.)/gs, (_, character: string) => ESCAPED[character] ?? character);
}

/** Texts that would end a literal, a reference or an argument if one character were not escaped. */
const HOSTILE = [
  "",
  '"',
  "\\",
  '\\"',
  '\\\\"',
  "'",
  "' , TRUE(), '",
  '",TRUE(),"',
  '" & {Secret} & "',
  "{Secret}",
  "}",
  "a\nb",
  "a\r\nb\t",
  "\\n",
  "🙂",
  "שלום\u200f",
  "\ud800",
];
const text = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ maxLength: 60, unit: fc.constantFrom('"', "\\", "n", "\n", "{", "}", "(", ")", ",", "a") }),
  fc.string({ maxLength: 200, unit: "grapheme" }).filter((value) => !/[\p{Cc}]/u.test(value)),
);
const field = fc.string({ minLength: 1, maxLength: 60, unit: "grapheme" })
  .filter((name) => !/[{}\\\p{Cc}]/u.test(name));

describe("formulaText", () => {
  test("is one literal that means the text", () => {
    fc.assert(fc.property(text, (value) => {
      expect(tokens(formulaText(value))).toEqual({ literals: [value], references: [], rest: '""' });
    }));
  });

  test("is written on one line", () => {
    fc.assert(fc.property(text, (value) => {
      expect(formulaText(value)).not.toMatch(/[\n\r\t]/);
    }));
  });
});

describe("whereFormula", () => {
  test.each([
    ["eq", '{}=""'],
    ["ne", '{}!=""'],
    ["contains", 'SEARCH(LOWER(""),LOWER({}&""))'],
    ["startsWith", 'LEFT({}&"",LEN(""))=""'],
  ])("keeps its form with %s, whatever the names and values", (op, form) => {
    fc.assert(fc.property(field, text, (name, value) => {
      fc.pre(value !== "");
      const { literals, references, rest } = tokens(formula({ field: name, op, value }) ?? "");
      expect(rest).toBe(form);
      expect(references).toEqual([name]);
      expect(literals.filter((literal) => literal !== "").every((literal) => literal === value)).toBe(true);
      expect(literals).toContain(value);
    }));
  });

  test.each([
    [{ field: "Seats", op: "gte", value: 10 }, "{Seats}>=10"],
    [{ field: "Seats", op: "lt", value: "-0.5" }, "{Seats}<-0.5"],
    [{ field: "Seats", value: 7 }, "{Seats}=7"],
    [{ field: "Code", value: "007" }, '{Code}="007"'],
    [{ field: "Paid", value: true }, "{Paid}=TRUE()"],
    [{ field: "Paid", op: "ne", value: false }, "{Paid}!=FALSE()"],
    [{ field: "Owner", op: "isEmpty" }, "{Owner}=BLANK()"],
    [{ field: "Owner", op: "isNotEmpty" }, "NOT({Owner}=BLANK())"],
    [{ field: "Due", op: "before", value: "2026-06-01" }, 'IS_BEFORE({Due},DATETIME_PARSE("2026-06-01"))'],
    [
      { field: "Due", op: "after", value: "2026-06-01T09:00:00+02:00" },
      'IS_AFTER({Due},DATETIME_PARSE("2026-06-01T09:00:00+02:00"))',
    ],
  ])("writes %j", (condition, expected) => {
    expect(formula(condition)).toBe(expected);
  });

  test("joins conditions and records", () => {
    const where = [{ field: "A", value: 1 }, { field: "B", value: 2 }];
    const recordIds = ["rec0YSum488QkBuvM", "recgCZeXd5hohgAaK"];
    const records = 'OR(RECORD_ID()="rec0YSum488QkBuvM",RECORD_ID()="recgCZeXd5hohgAaK")';
    expect(whereFormula(Where.parse({ where, match: "any" }))).toBe("OR({A}=1,{B}=2)");
    expect(whereFormula(Where.parse({ where, recordIds }))).toBe(`AND(AND({A}=1,{B}=2),${records})`);
    expect(whereFormula(Where.parse({ recordIds: recordIds.slice(0, 1) }))).toBe(
      'RECORD_ID()="rec0YSum488QkBuvM"',
    );
    expect(whereFormula(Where.parse({}))).toBeUndefined();
  });

  test("is refused where it gets too long", () => {
    const where = Array.from({ length: 20 }, () => ({ field: "Notes", value: '"'.repeat(900) }));
    expect(() => whereFormula(Where.parse({ where }))).toThrow("where: makes a formula of more than 16000");
  });
});

describe("a condition", () => {
  test.each([
    "a}b",
    "{a",
    "Name}=BLANK(),TRUE(),{Name",
    "back\\slash",
    "a\nb",
    "a\u0000b",
    "a\u0085b",
  ])("refuses the field %j", (name) => {
    expect(complaint({ field: name, value: "x" })).toContain("where.0.field: expected the field's ID");
  });

  test.each(['Guest\'s "Name"', "a,b", "(x)", "fldB2rW8e3YtHn5Kx", "Größe 🙂"])(
    "takes the field %j",
    (name) => {
      expect(formula({ field: name, op: "isEmpty" })).toBe(`{${name}}=BLANK()`);
    },
  );

  test.each([
    [{ op: "eq" }, "expected a value for eq"],
    [{ op: "isEmpty", value: "x" }, "expected no value for isEmpty"],
    [{ op: "gt", value: "many" }, "expected a number for gt"],
    [{ op: "gt", value: true }, "expected a number for gt"],
    [{ op: "lte", value: "1,TRUE()" }, "expected a number for lte"],
    [{ op: "before", value: "tomorrow" }, "expected an ISO 8601 date for before"],
    [{ op: "after", value: '2026-06-01"),TRUE(' }, "expected an ISO 8601 date for after"],
    [{ op: "contains", value: "" }, "expected a text for contains"],
  ])("refuses %j", (condition, message) => {
    expect(complaint({ field: "Name", ...condition })).toBe(`where.0.value: ${message}`);
  });

  test.each([NaN, Infinity, 1e21, 1e-7])("refuses the number %d", (value) => {
    expect(complaint({ field: "Seats", value })).toContain("where.0.value");
  });

  test.each(["\u0000", "\u001b[31m", "\u007f"])("refuses the control character in %j", (value) => {
    expect(complaint({ field: "Name", value })).toContain("where.0.value");
  });
});
