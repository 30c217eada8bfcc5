/**
 * Conditions on items of the CMS as Wix's filters, and filters of the caller's own that hold nothing else.
 *
 * @see https://dev.wix.com/docs/rest/articles/get-started/api-query-language
 * @module
 * @version 0.1.0
 */
import { instant } from "../runtime/time.ts";
import * as z from "../runtime/zod.ts";
import { wixTime } from "./wix-items.ts";

const MAX_CONDITIONS = 50;
const MAX_LIST = 1_000;
const MAX_DEPTH = 3;

/** Keys, with dots before those of inner objects. */
const FIELD_PATH = /^[A-Za-z_][\w.-]{0,127}$/;

export const fieldPath = z.string().regex(FIELD_PATH, "expected the key of a field, such as dueDate");

const COMPARING = { eq: "$eq", ne: "$ne", gt: "$gt", gte: "$gte", lt: "$lt", lte: "$lte" } as const;
const TEXT = { contains: "$contains", startsWith: "$startsWith" } as const;
const LISTS = { in: "$in", hasSome: "$hasSome", hasAll: "$hasAll" } as const;
const EXISTENCE = { isEmpty: false, isNotEmpty: true } as const;

type Operator = keyof typeof COMPARING | keyof typeof TEXT | keyof typeof LISTS | keyof typeof EXISTENCE;
const OPERATORS = Object.keys({ ...COMPARING, ...TEXT, ...LISTS, ...EXISTENCE }) as [Operator, ...Operator[]];

const Scalar = z.union([z.string().max(4_000), z.number(), z.boolean()]);

const Condition = z.strictObject({
  field: fieldPath.describe("Key of the field; _createdDate and _updatedDate are the item's own times"),
  op: z.enum(OPERATORS).default("eq").describe(
    "How to compare; in looks for the field's value in a list, hasSome and hasAll for a list in the field",
  ),
  value: z.union([Scalar, z.array(Scalar).min(1).max(MAX_LIST)]).optional().describe(
    "Text, number or boolean, of the field's own type; a list for in, hasSome and hasAll; none for isEmpty " +
      "and isNotEmpty",
  ),
  date: instant.optional().describe("Instead of value, for fields with date and time: ISO 8601 with offset"),
}).superRefine((condition, context) => {
  const message = misfit(condition);
  if (message) context.addIssue({ code: "custom", path: ["value"], message });
});
export type Condition = z.output<typeof Condition>;

function misfit({ op, value, date }: Condition): string | undefined {
  if (op in EXISTENCE) {
    return value === undefined && date === undefined ? undefined : `expected no value with ${op}`;
  }
  if (op in LISTS) {
    return Array.isArray(value) && date === undefined ? undefined : `expected a list with ${op}`;
  }
  if (op in TEXT) {
    return typeof value === "string" && date === undefined ? undefined : `expected text with ${op}`;
  }
  if ((value === undefined) === (date === undefined)) return "expected either value or date";
  return Array.isArray(value) ? `expected a single value with ${op}: use in or hasSome` : undefined;
}

export const filterFields = {
  where: z.array(Condition).min(1).max(MAX_CONDITIONS).optional().describe("Conditions on the items"),
  match: z.enum(["all", "any"]).default("all").describe("Whether all conditions or any of them have to hold"),
  filter: z.record(z.string(), z.unknown()).superRefine((filter, context) => {
    const message = filterProblem(filter);
    if (message) context.addIssue({ code: "custom", message });
  }).optional().describe(
    'Instead of where: Wix\'s own filter, such as { "$or": [{ "done": true }, { "rank": { "$lt": 3 } }] }; ' +
      "for admins",
  ),
};

interface Filter {
  where?: readonly Condition[] | undefined;
  match: "all" | "any";
  filter?: Readonly<Record<string, unknown>> | undefined;
}

/** `undefined` where there are no conditions. */
export function wixFilter(
  { where = [], match, filter }: Filter,
): Readonly<Record<string, unknown>> | undefined {
  const conditions = where.map(({ field, ...condition }) => ({ [field]: comparison(condition) }));
  return filter ??
    (conditions.length > 1 ? { [match === "all" ? "$and" : "$or"]: conditions } : conditions[0]);
}

const NAMES: Readonly<Record<string, string>> = { ...COMPARING, ...TEXT, ...LISTS };

function comparison({ op, value, date }: Omit<Condition, "field">): Record<string, unknown> {
  if (op === "isEmpty" || op === "isNotEmpty") return { $exists: EXISTENCE[op] };
  return { [NAMES[op] ?? op]: date === undefined ? value : wixTime(date) };
}

const COMPARISONS = new Set([...Object.values(NAMES), "$exists"]);
const JOINING = new Set(["$and", "$or", "$not"]);

/** What is wrong with a filter; `undefined` where it holds only known operators, keys of fields and plain values. */
export function filterProblem(filter: unknown, depth = 0): string | undefined {
  if (depth > MAX_DEPTH) return `expected at most ${MAX_DEPTH} levels of $and, $or and $not`;
  if (!isObject(filter) || Object.keys(filter).length === 0) return "expected an object with conditions";
  for (const [name, value] of Object.entries(filter)) {
    const problem = JOINING.has(name)
      ? joinProblem(name, value, depth)
      : FIELD_PATH.test(name)
      ? valueProblem(value)
      : "expected keys of fields, or $and, $or and $not";
    if (problem) return problem;
  }
  return undefined;
}

function joinProblem(name: string, value: unknown, depth: number): string | undefined {
  if (name === "$not" && isObject(value)) return filterProblem(value, depth + 1);
  if (!Array.isArray(value) || value.length === 0 || value.length > MAX_CONDITIONS) {
    return `expected 1 to ${MAX_CONDITIONS} filters in ${name}`;
  }
  for (const inner of value) {
    const problem = filterProblem(inner, depth + 1);
    if (problem) return problem;
  }
  return undefined;
}

function valueProblem(value: unknown): string | undefined {
  if (isPlain(value)) return undefined;
  const entries = isObject(value) ? Object.entries(value) : [];
  const isComparison = entries.length > 0 &&
    entries.every(([name, operand]) => COMPARISONS.has(name) && isPlain(operand));
  if (isComparison) return undefined;
  return `expected plain values, compared with ${[...COMPARISONS].join(", ")}`;
}

const Time = z.strictObject({ $date: instant });
const Plain = z.union([Scalar, z.null(), Time]);
const Plains = z.union([Plain, z.array(Plain).max(MAX_LIST)]);

function isPlain(value: unknown): boolean {
  return Plains.safeParse(value).success;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
