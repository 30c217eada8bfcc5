/**
 * Conditions in the collection's words, as the filters of HubSpot's search.
 *
 * @see https://developers.hubspot.com/docs/api-reference/2026-03/crm/search-the-crm
 * @module
 * @version 0.1.0
 */
import { instant } from "../runtime/time.ts";
import { checkComparison } from "../runtime/conditions.ts";
import * as z from "../runtime/zod.ts";
import { propertyName } from "./hubspot.ts";

const MAX_GROUPS = 5;
const MAX_FILTERS_OF_GROUP = 6;
const MAX_FILTERS = 18;

const OPERATORS = {
  eq: "EQ",
  ne: "NEQ",
  gt: "GT",
  gte: "GTE",
  lt: "LT",
  lte: "LTE",
  between: "BETWEEN",
  in: "IN",
  notIn: "NOT_IN",
  contains: "CONTAINS_TOKEN",
  notContains: "NOT_CONTAINS_TOKEN",
  isEmpty: "NOT_HAS_PROPERTY",
  isNotEmpty: "HAS_PROPERTY",
} as const;
type Operator = keyof typeof OPERATORS;

const Scalar = z.union([z.string().min(1).max(3_000), z.number(), z.boolean()]);

const Condition = z.strictObject({
  field: propertyName.describe("Internal name of a property, such as email or lifecyclestage"),
  op: z.enum(Object.keys(OPERATORS) as [Operator, ...Operator[]]).default("eq").describe(
    "How to compare; contains looks for a word, in which * stands for any part",
  ),
  value: z.union([Scalar, z.array(Scalar).min(1).max(100)]).optional().describe(
    "Text, number or boolean; a list for in and notIn, two values for between, none for isEmpty and isNotEmpty",
  ),
  date: z.union([z.iso.date(), instant]).optional().describe(
    "Instead of value, for dates and times: 2026-05-06 (UTC) or 2026-05-06T10:00:00Z",
  ),
}).superRefine(checkComparison);
export type Condition = z.output<typeof Condition>;

const Conditions = z.array(Condition).min(1).max(MAX_FILTERS_OF_GROUP);
const Sort = z.strictObject({
  field: propertyName.describe("Internal name of a property"),
  direction: z.enum(["asc", "desc"]).default("asc").describe("Ascending or descending"),
});

export const searchFields = {
  query: z.string().min(1).max(3_000).optional().describe(
    "Text to look for in the properties that HubSpot searches by default, such as names and addresses",
  ),
  where: Conditions.optional().describe("Up to 6 conditions, all of which have to hold"),
  whereAny: z.array(Conditions).min(1).max(MAX_GROUPS).refine(
    (groups) => groups.flat().length <= MAX_FILTERS,
    `expected at most ${MAX_FILTERS} conditions in all`,
  ).optional().describe(
    "Instead of where: up to 5 lists of conditions, one of which has to hold in full; 18 conditions in all",
  ),
  sort: z.array(Sort).length(1).optional().describe("What to sort by; HubSpot takes one property"),
};

interface Search {
  query?: string | undefined;
  where?: readonly Condition[] | undefined;
  whereAny?: readonly (readonly Condition[])[] | undefined;
  sort?: readonly z.output<typeof Sort>[] | undefined;
}

export function searchBody({ query, where, whereAny, sort }: Search): Record<string, unknown> {
  const groups = whereAny ?? (where && [where]);
  return {
    query,
    filterGroups: groups?.map((conditions) => ({ filters: conditions.map(filter) })),
    sorts: sort?.map(({ field, direction }) => ({
      propertyName: field,
      direction: direction === "asc" ? "ASCENDING" : "DESCENDING",
    })),
  };
}

function filter({ field, op, value, date }: Condition): Record<string, unknown> {
  const base = { propertyName: field, operator: OPERATORS[op] };
  if (date !== undefined) return { ...base, value: String(Date.parse(date)) };
  if (!Array.isArray(value)) return value === undefined ? base : { ...base, value: String(value) };
  const texts = value.map(String);
  return op === "between" ? { ...base, value: texts[0], highValue: texts[1] } : { ...base, values: texts };
}
