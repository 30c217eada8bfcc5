/**
 * Conditions and orders of a query, in the collection's words, as Notion's filter and sorts.
 *
 * @see https://developers.notion.com/reference/filter-data-source-entries
 * @module
 * @version 0.1.0
 */
import { coerce } from "../runtime/coerce.ts";
import { inputError } from "../runtime/issues.ts";
import { exactlyOne } from "../runtime/rules.ts";
import * as z from "../runtime/zod.ts";
import { notionId } from "./notion.ts";
import { notAProperty, type PropertyType } from "./notion-properties.ts";

const OPERATORS = [
  ...["eq", "ne", "gt", "gte", "lt", "lte"] as const,
  ...["contains", "notContains", "startsWith", "endsWith", "isEmpty", "isNotEmpty"] as const,
] as const;
type Operator = typeof OPERATORS[number];

const TIMESTAMPS = { createdAt: "created_time", updatedAt: "last_edited_time" } as const;

const fieldOrTimestamp = {
  field: z.string().min(1).max(2_000).optional().describe("Name of a property"),
  timestamp: z.enum(["createdAt", "updatedAt"]).optional().describe("Or a time of the row itself"),
};

const Condition = z.strictObject({
  ...fieldOrTimestamp,
  op: z.enum(OPERATORS).default("eq").describe(
    "How to compare; eq finds an option or a person in a list too",
  ),
  value: z.union([z.string().max(2_000), z.number(), z.boolean()]).optional().describe(
    "What to compare with: text, number, boolean, ISO 8601 date, name of an option, ID of a person or page",
  ),
})
  .refine(...exactlyOne("field", "timestamp"))
  .refine(({ op, value }) => takesValue(op) === (value !== undefined), {
    error: "expected a value, except for isEmpty and isNotEmpty",
  });
export type Condition = z.output<typeof Condition>;

export const whereFields = {
  where: z.array(Condition).min(1).max(50).optional().describe("Conditions on the rows"),
  match: z.enum(["all", "any"]).default("all").describe("Whether all conditions or any of them have to hold"),
};

const Sort = z.strictObject({
  ...fieldOrTimestamp,
  direction: z.enum(["asc", "desc"]).default("asc").describe("Ascending or descending"),
}).refine(...exactlyOne("field", "timestamp"));

export const sort = z.array(Sort).min(1).max(10).optional().describe(
  "What to sort by, the most important first; by default the order is Notion's",
);

function takesValue(op: Operator): boolean {
  return op !== "isEmpty" && op !== "isNotEmpty";
}

type Operators = Readonly<Partial<Record<Operator, string>>>;

interface Comparison {
  operators: Operators;
  value: z.ZodType;
}

const EQUALITY: Operators = { eq: "equals", ne: "does_not_equal" };
const EMPTINESS: Operators = { isEmpty: "is_empty", isNotEmpty: "is_not_empty" };
const TEXT: Operators = {
  ...EQUALITY,
  contains: "contains",
  notContains: "does_not_contain",
  startsWith: "starts_with",
  endsWith: "ends_with",
  ...EMPTINESS,
};
const NUMBER: Operators = {
  ...EQUALITY,
  gt: "greater_than",
  gte: "greater_than_or_equal_to",
  lt: "less_than",
  lte: "less_than_or_equal_to",
  ...EMPTINESS,
};
const DATE: Operators = {
  eq: "equals",
  gt: "after",
  gte: "on_or_after",
  lt: "before",
  lte: "on_or_before",
  ...EMPTINESS,
};
const LIST: Operators = {
  eq: "contains",
  ne: "does_not_contain",
  contains: "contains",
  notContains: "does_not_contain",
  ...EMPTINESS,
};

const Text = z.string();
/** `ORD-12`, as notion-values.ts shows it, or its number. */
const UniqueId = z.union([
  z.number(),
  z.string().regex(/^(?:.*-)?\d{1,15}$/, "expected a number, or an ID such as ORD-12"),
])
  .transform((id) => typeof id === "number" ? id : Number(id.slice(id.lastIndexOf("-") + 1)));
const Person = z.union([z.literal("me"), notionId]);

const text: Comparison = { operators: TEXT, value: Text };
const option: Comparison = { operators: { ...EQUALITY, ...EMPTINESS }, value: Text };
const date: Comparison = { operators: DATE, value: Text };
const people: Comparison = { operators: LIST, value: Person };
const number: Comparison = { operators: NUMBER, value: z.number() };
const checkbox: Comparison = { operators: EQUALITY, value: z.boolean() };

const COMPARISONS = new Map<string, Comparison>([
  ["title", text],
  ["rich_text", text],
  ["url", text],
  ["email", text],
  ["phone_number", text],
  ["number", number],
  ["unique_id", { operators: NUMBER, value: UniqueId }],
  ["checkbox", checkbox],
  ["select", option],
  ["status", option],
  ["multi_select", { operators: LIST, value: Text }],
  ["relation", { operators: LIST, value: notionId }],
  ["people", people],
  ["created_by", people],
  ["last_edited_by", people],
  ["files", { operators: EMPTINESS, value: Text }],
  ["date", date],
  ["created_time", date],
  ["last_edited_time", date],
]);

/** The type of what a formula results in is not in the schema, so it is taken from the value. */
const FORMULAS = new Map<string, [string, Comparison]>([
  ["string", ["string", text]],
  ["number", ["number", number]],
  ["boolean", ["checkbox", checkbox]],
]);

/** Throws where a condition does not fit the type of its property. */
export function whereFilter(
  where: readonly Condition[],
  match: "all" | "any",
  types: ReadonlyMap<string, PropertyType>,
): Record<string, unknown> {
  const filters = where.map((condition, index) => conditionFilter(condition, types, `where[${index}]`));
  return { [match === "all" ? "and" : "or"]: filters };
}

function conditionFilter(
  condition: Condition,
  types: ReadonlyMap<string, PropertyType>,
  path: string,
): Record<string, unknown> {
  const { field = "", timestamp, value } = condition;
  if (timestamp !== undefined) {
    const name = TIMESTAMPS[timestamp];
    return { timestamp: name, [name]: operation(condition, name, date, path) };
  }
  const type = types.get(field)?.type;
  if (type === undefined) throw inputError([{ path: `${path}.field`, message: notAProperty(types) }]);
  if (type === "formula") {
    const [result, comparison] = FORMULAS.get(typeof value) ?? ["string", text];
    return { property: field, formula: { [result]: operation(condition, type, comparison, path) } };
  }
  const comparison = COMPARISONS.get(type);
  if (comparison) return { property: field, [type]: operation(condition, type, comparison, path) };
  throw inputError([{
    path: `${path}.field`,
    message: `is of the type ${type}, which needs filter instead`,
  }]);
}

function operation(
  { op, value }: Condition,
  type: string,
  { operators, value: schema }: Comparison,
  path: string,
): Record<string, unknown> {
  const operator = operators[op];
  if (operator === undefined) {
    const message = `cannot be used with the type ${type}; expected one of ${
      Object.keys(operators).join(", ")
    }`;
    throw inputError([{ path: `${path}.op`, message }]);
  }
  if (!takesValue(op)) return { [operator]: true };
  const parsed = schema.safeParse(coerce(schema, value));
  if (parsed.success) return { [operator]: parsed.data };
  throw inputError([{ path: `${path}.value`, message: `does not fit the type ${type}` }]);
}

export function notionSorts(sorts: z.output<typeof sort>): Record<string, string>[] | undefined {
  return sorts?.map(({ field, timestamp, direction }) => ({
    ...(timestamp ? { timestamp: TIMESTAMPS[timestamp] } : { property: field ?? "" }),
    direction: direction === "asc" ? "ascending" : "descending",
  }));
}
