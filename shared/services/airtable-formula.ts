/**
 * Airtable's formula language: literals that hold any text, references to fields, and conditions on records.
 *
 * @see https://support.airtable.com/docs/formula-field-reference
 * @module
 * @version 0.1.0
 */
import { coerce } from "../runtime/coerce.ts";
import { inputError } from "../runtime/issues.ts";
import * as z from "../runtime/zod.ts";
import { fieldName, recordId } from "./airtable.ts";

const MAX_FORMULA = 16_000;

const ESCAPES = new Map([
  ["\\", "\\\\"],
  ['"', '\\"'],
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
]);

/** A text as a literal of the language. */
export function formulaText(text: string): string {
  return `"${text.replace(/[\\"\n\r\t]/g, (character) => ESCAPES.get(character) ?? "")}"`;
}

/** Braces and backslashes cannot be written in a reference in a way that Airtable reads reliably. */
const REFERENCE = /^[^{}\\\p{Cc}]+$/u;

/** No exponents. */
const DECIMAL = /^-?\d+(\.\d+)?$/;

const Text = z.string().max(1_000).regex(
  /^(?:[^\p{Cc}]|[\n\r\t])*$/u,
  "expected text without control characters",
);
const Decimal = z.number().refine(
  (number) => DECIMAL.test(String(number)),
  "expected a number that can be written without an exponent",
);
const Moment = z.union([z.iso.date(), z.iso.datetime({ offset: true })]);

const OPERATORS = [
  ...["eq", "ne", "gt", "gte", "lt", "lte"] as const,
  ...["contains", "startsWith", "before", "after", "isEmpty", "isNotEmpty"] as const,
] as const;

const Condition = z.strictObject({
  field: fieldName.regex(REFERENCE, "expected the field's ID, since its name holds braces or a backslash")
    .describe("ID or name of the field"),
  op: z.enum(OPERATORS).default("eq").describe(
    "How to compare: gt to lte are for numbers, before and after for dates, contains ignores case",
  ),
  value: z.union([Text, Decimal, z.boolean()]).optional().describe(
    "What to compare with: text, number, boolean or ISO 8601 date; nothing for isEmpty and isNotEmpty",
  ),
}).superRefine(({ op, value }, context) => {
  const expected = expectation(op, value);
  if (expected) {
    context.addIssue({ code: "custom", path: ["value"], message: `expected ${expected} for ${op}` });
  }
});
export type Condition = z.output<typeof Condition>;

/** What a value should have been; `undefined` where it fits. */
function expectation(op: Condition["op"], value: unknown): string | undefined {
  switch (op) {
    case "isEmpty":
    case "isNotEmpty":
      return value === undefined ? undefined : "no value";
    case "gt":
    case "gte":
    case "lt":
    case "lte":
      return Decimal.safeParse(coerce(Decimal, value)).success ? undefined : "a number";
    case "before":
    case "after":
      return Moment.safeParse(value).success ? undefined : "an ISO 8601 date";
    case "contains":
    case "startsWith":
      return value === undefined || value === "" ? "a text" : undefined;
    default:
      return value === undefined ? "a value" : undefined;
  }
}

export const whereFields = {
  where: z.array(Condition).min(1).max(50).optional().describe("Conditions on the records"),
  match: z.enum(["all", "any"]).default("all").describe("Whether all conditions or any of them have to hold"),
  recordIds: z.array(recordId).min(1).max(200).optional().describe("Only these records, such as linked ones"),
};

interface Where {
  where?: readonly Condition[] | undefined;
  match: "all" | "any";
  recordIds?: readonly string[] | undefined;
}

/** The conditions as one formula; `undefined` where there are none. */
export function whereFormula({ where = [], match, recordIds = [] }: Where): string | undefined {
  const conditions = join(match === "all" ? "AND" : "OR", where.map(conditionFormula));
  const records = join("OR", recordIds.map((id) => `RECORD_ID()=${formulaText(id)}`));
  const formula = join("AND", [conditions, records].filter((part) => part !== undefined));
  if (formula !== undefined && formula.length > MAX_FORMULA) {
    throw inputError([{
      path: where.length > 0 ? "where" : "recordIds",
      message: `makes a formula of more than ${MAX_FORMULA} characters`,
    }]);
  }
  return formula;
}

function join(name: "AND" | "OR", formulas: readonly string[]): string | undefined {
  return formulas.length > 1 ? `${name}(${formulas.join(",")})` : formulas[0];
}

const SIGNS = { eq: "=", ne: "!=", gt: ">", gte: ">=", lt: "<", lte: "<=" } as const;

function conditionFormula({ field, op, value = "" }: Condition): string {
  const reference = `{${field}}`;
  const text = formulaText(String(value));
  switch (op) {
    case "isEmpty":
      return `${reference}=BLANK()`;
    case "isNotEmpty":
      return `NOT(${reference}=BLANK())`;
    case "before":
      return `IS_BEFORE(${reference},DATETIME_PARSE(${text}))`;
    case "after":
      return `IS_AFTER(${reference},DATETIME_PARSE(${text}))`;
    case "contains":
      return `SEARCH(LOWER(${text}),LOWER(${reference}&""))`;
    case "startsWith":
      return `LEFT(${reference}&"",LEN(${text}))=${text}`;
    case "eq":
    case "ne":
      return reference + SIGNS[op] + literal(value);
    default:
      return reference + SIGNS[op] + String(value);
  }
}

function literal(value: string | number | boolean): string {
  if (typeof value === "string") return formulaText(value);
  return typeof value === "number" ? String(value) : value ? "TRUE()" : "FALSE()";
}
