/**
 * A filtered list of records as a query, built from names and values that are checked and escaped one by one.
 *
 * @see https://developer.salesforce.com/docs/platform/salesforce-soql-sosl/guide/sforce-api-calls-soql-select.html
 * @module
 * @version 0.1.0
 */
import { FunctionError } from "../runtime/errors.ts";
import { inputError } from "../runtime/issues.ts";
import { checkComparison } from "../runtime/conditions.ts";
import * as z from "../runtime/zod.ts";
import { RecordAnswer, selected } from "./salesforce-records.ts";
import { dateLiteral, soqlDate, soqlNumber, soqlPattern, soqlText } from "./salesforce-soql.ts";
import { fieldPath } from "./salesforce.ts";

/** The query stands in an address; longer ones are refused on the way (status 414 or 431). */
const MAX_LENGTH = 8_000;
/** What `Sforce-Query-Options` takes. */
const BATCH_SIZE = { least: 200, most: 2_000 };

const SIGNS = { eq: "=", ne: "!=", gt: ">", gte: ">=", lt: "<", lte: "<=" } as const;
const OPERATORS = [
  ...["eq", "ne", "gt", "gte", "lt", "lte"] as const,
  ...["contains", "startsWith", "like", "in", "notIn", "isEmpty", "isNotEmpty"] as const,
] as const;

const Text = z.string().max(4_000);
const CURSOR = /^[A-Za-z0-9]{15,18}-\d{1,10}$/;

const Condition = z.strictObject({
  field: fieldPath.describe("API name of a field, such as Industry, Score__c or Account.Name"),
  op: z.enum(OPERATORS).default("eq").describe(
    "How to compare; like takes % and _ as wildcards, in and notIn take a list, isEmpty and isNotEmpty no value",
  ),
  value: z.union([Text, soqlNumber, z.boolean(), z.array(z.union([Text, soqlNumber])).max(200)]).optional()
    .describe("Text, number, boolean, or for in and notIn a list of up to 200 of them; not for dates"),
  date: soqlDate.optional().describe(
    "Instead of value, for fields that hold dates: 2026-05-06, 2026-05-06T10:00:00Z, TODAY or LAST_N_DAYS:30",
  ),
}).superRefine(checkComparison);

const Sort = z.strictObject({
  field: fieldPath.describe("API name of a field"),
  direction: z.enum(["asc", "desc"]).default("asc").describe("Ascending or descending"),
});

export const queryFields = {
  where: z.array(Condition).min(1).max(50).optional().describe("Conditions on the records"),
  match: z.enum(["all", "any"]).default("all").describe("Whether all conditions or any of them have to hold"),
  sort: z.array(Sort).min(1).max(10).optional().describe(
    "What to sort by, the most important first; empty values come last",
  ),
  limit: z.int().min(1).max(BATCH_SIZE.most).optional().describe(
    "Most records in all, 1 to 2000; without it all of them, about 200 per answer",
  ),
  cursor: z.string().regex(CURSOR, "expected nextCursor of the answer before")
    .optional().describe("`nextCursor` of the answer before; the other fields stay as they were"),
};

interface Query {
  object: string;
  fields: readonly string[];
  where?: readonly z.output<typeof Condition>[] | undefined;
  match: "all" | "any";
  sort?: readonly z.output<typeof Sort>[] | undefined;
  limit?: number | undefined;
}

/** `undefined` where no record can match, so that nobody needs to be asked. */
export function soqlQuery(
  { object, fields, where = [], match, sort = [], limit }: Query,
): string | undefined {
  const conditions = joined(match, where.map(condition));
  if (conditions === false) return undefined;
  const query = [
    `SELECT ${selected(fields).join(", ")} FROM ${object}`,
    conditions === true ? [] : `WHERE ${conditions}`,
    sort.length === 0
      ? []
      : `ORDER BY ${
        sort.map(({ field, direction }) => `${field} ${direction.toUpperCase()} NULLS LAST`).join(", ")
      }`,
    limit === undefined ? [] : `LIMIT ${limit}`,
  ].flat().join(" ");
  if (query.length > MAX_LENGTH) {
    throw inputError([{ path: "", message: `makes a query of more than ${MAX_LENGTH} characters` }]);
  }
  return query;
}

/** A condition, or what it comes to where that is known without asking. */
type Clause = string | boolean;

function condition({ field, op, value, date }: z.output<typeof Condition>): Clause {
  switch (op) {
    case "isEmpty":
      return `${field} = null`;
    case "isNotEmpty":
      return `${field} != null`;
    case "in":
    case "notIn": {
      const list = [value ?? []].flat().map(literal);
      if (list.length === 0) return op === "notIn";
      return `${field} ${op === "in" ? "IN" : "NOT IN"} (${list.join(", ")})`;
    }
    case "contains":
      return `${field} LIKE ${soqlPattern("%", String(value), "%")}`;
    case "startsWith":
      return `${field} LIKE ${soqlPattern("", String(value), "%")}`;
    case "like":
      return `${field} LIKE ${soqlText(String(value))}`;
    default:
      return `${field} ${SIGNS[op]} ${date === undefined ? literal(value) : dateLiteral(date)}`;
  }
}

function literal(value: z.output<typeof Condition>["value"]): string {
  return typeof value === "number" || typeof value === "boolean" ? String(value) : soqlText(String(value));
}

function joined(match: "all" | "any", clauses: readonly Clause[]): Clause {
  const decisive = match === "any";
  if (clauses.includes(decisive)) return decisive;
  const open = clauses.filter((clause) => typeof clause === "string");
  if (open.length === 0) return clauses.length === 0 || !decisive;
  return open.join(match === "all" ? " AND " : " OR ");
}

/** Salesforce takes it as a hint, and sends fewer of large records. */
export function batchSize(limit: number = BATCH_SIZE.least): Record<string, string> {
  return { "sforce-query-options": `batchSize=${Math.max(BATCH_SIZE.least, limit)}` };
}

export const QueryAnswer = z.object({
  totalSize: z.number(),
  done: z.boolean(),
  nextRecordsUrl: z.string().nullish(),
  records: z.array(RecordAnswer),
});

const NEXT_PAGE = /^\/services\/data\/v\d+\.\d\/query\/([^/]+)$/;

/** Only the last segment of a next page's address goes out; the address is put together anew from it. */
export function nextCursor({ done, nextRecordsUrl }: z.output<typeof QueryAnswer>): string | null {
  if (done) return null;
  const [, cursor = ""] = NEXT_PAGE.exec(nextRecordsUrl ?? "") ?? [];
  if (CURSOR.test(cursor)) return cursor;
  throw new FunctionError(
    "provider_invalid_response",
    "Salesforce pointed to a next page that is not its own",
  );
}
