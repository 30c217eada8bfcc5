/**
 * Reports of Google Analytics: fields, conditions and order on the way in, plain rows on the way out.
 *
 * @see https://developers.google.com/analytics/devguides/reporting/data/v1/rest/v1beta/properties/runReport
 * @module
 * @version 0.1.0
 */
import * as z from "../runtime/zod.ts";
import { propertyId } from "./google-analytics.ts";

const fieldName = z.string().regex(
  /^[A-Za-z][A-Za-z0-9_:-]{0,199}$/,
  "expected an API name such as pagePath or customEvent:plan",
);

const OPERATORS = [
  ...["eq", "ne", "contains", "startsWith", "endsWith", "in", "notIn"] as const,
  ...["gt", "gte", "lt", "lte", "matches", "isEmpty", "isNotEmpty"] as const,
] as const;

const Condition = z.strictObject({
  field: fieldName.describe("API name of a dimension, or of one of the metrics of the report"),
  op: z.enum(OPERATORS).default("eq").describe(
    "How to compare; in and notIn take a list, isEmpty and isNotEmpty no value, matches a pattern (RE2) of " +
      "the whole text",
  ),
  value: z.union([z.string().max(1_000), z.number(), z.array(z.string().max(1_000)).min(1).max(500)])
    .optional()
    .describe("Text, number, or for in and notIn a list of texts"),
  caseSensitive: z.boolean().optional().describe(
    "Whether upper and lower case differ; by default they do not",
  ),
}).superRefine((condition, context) => {
  const message = misfit(condition);
  if (message) context.addIssue({ code: "custom", path: ["value"], message });
});
type Condition = z.output<typeof Condition>;

function misfit({ op, value }: { op: string; value?: unknown }): string | undefined {
  switch (op) {
    case "isEmpty":
    case "isNotEmpty":
      return value === undefined ? undefined : `expected no value with ${op}`;
    case "in":
    case "notIn":
      return Array.isArray(value) ? undefined : `expected a list with ${op}`;
    case "gt":
    case "gte":
    case "lt":
    case "lte":
      return typeof value === "number" ? undefined : `expected a number with ${op}`;
    case "eq":
    case "ne":
      return typeof value === "number" || typeof value === "string" ? undefined : "expected text or a number";
    default:
      return typeof value === "string" ? undefined : `expected text with ${op}`;
  }
}

const Sort = z.strictObject({
  field: fieldName.describe("One of the report's dimensions or metrics"),
  direction: z.enum(["asc", "desc"]).default("desc").describe("Ascending or descending"),
});

export const reportFields = {
  propertyId: propertyId.describe("Number of the GA4 property, from google-analytics-list-properties"),
  metrics: z.array(fieldName).max(10).default(["activeUsers"]).describe(
    "API names of up to 10 metrics, such as activeUsers, sessions, screenPageViews, keyEvents, totalRevenue",
  ),
  dimensions: z.array(fieldName).max(9).default([]).describe(
    "API names of up to 9 dimensions to group by, such as country, deviceCategory or eventName",
  ),
  where: z.array(Condition).min(1).max(50).optional().describe("Conditions that all have to hold"),
  sort: z.array(Sort).min(1).max(10).optional().describe(
    "What to sort by, the most important first; without it, the order is Google's choice",
  ),
};

interface Report {
  metrics: readonly string[];
  dimensions: readonly string[];
  where?: readonly Condition[] | undefined;
  sort?: readonly z.output<typeof Sort>[] | undefined;
}

/** For `superRefine`: rows are objects by field, so that no name may come twice. */
export function checkReport({ metrics, dimensions, sort = [] }: Report, context: z.RefinementCtx): void {
  const fields = [...dimensions, ...metrics];
  if (fields.length === 0) {
    context.addIssue({ code: "custom", path: ["metrics"], message: "expected a metric or a dimension" });
  }
  if (new Set(fields).size < fields.length) {
    context.addIssue({ code: "custom", path: ["dimensions"], message: "expected each name once" });
  }
  sort.forEach(({ field }, index) => {
    if (fields.includes(field)) return;
    const message = "expected one of the report's dimensions or metrics";
    context.addIssue({ code: "custom", path: ["sort", index, "field"], message });
  });
}

/** The members of a report's request that both kinds of reports share. */
export function reportRequest({ metrics, dimensions, where = [], sort = [] }: Report) {
  const isMetric = ({ field }: { field: string }) => metrics.includes(field);
  return {
    metrics: metrics.map((name) => ({ name })),
    dimensions: dimensions.map((name) => ({ name })),
    dimensionFilter: allOf(where.filter((condition) => !isMetric(condition))),
    metricFilter: allOf(where.filter(isMetric)),
    ...(sort.length > 0 && {
      orderBys: sort.map(({ field, direction }) => ({
        ...(isMetric({ field })
          ? { metric: { metricName: field } }
          : { dimension: { dimensionName: field } }),
        desc: direction === "desc",
      })),
    }),
    ...(metrics.length > 0 && { metricAggregations: ["TOTAL"] }),
    returnPropertyQuota: true,
  };
}

function allOf(conditions: readonly Condition[]) {
  return conditions.length === 0 ? undefined : { andGroup: { expressions: conditions.map(expression) } };
}

const NEGATED = new Map([["ne", "eq"], ["notIn", "in"], ["isNotEmpty", "isEmpty"]]);

function expression({ field, op, value, caseSensitive }: Condition) {
  const positive = NEGATED.get(op);
  const filter = { filter: { fieldName: field, ...comparison(positive ?? op, value, caseSensitive) } };
  return positive === undefined ? filter : { notExpression: filter };
}

const NUMERIC = new Map([
  ["eq", "EQUAL"],
  ["gt", "GREATER_THAN"],
  ["gte", "GREATER_THAN_OR_EQUAL"],
  ["lt", "LESS_THAN"],
  ["lte", "LESS_THAN_OR_EQUAL"],
]);
const MATCH_TYPES = new Map([
  ["eq", "EXACT"],
  ["contains", "CONTAINS"],
  ["startsWith", "BEGINS_WITH"],
  ["endsWith", "ENDS_WITH"],
  ["matches", "FULL_REGEXP"],
]);

function comparison(op: string, value: Condition["value"], caseSensitive: boolean | undefined) {
  if (value === undefined) return { emptyFilter: {} };
  if (Array.isArray(value)) return { inListFilter: { values: value, caseSensitive } };
  if (typeof value === "string") {
    return { stringFilter: { matchType: MATCH_TYPES.get(op), value, caseSensitive } };
  }
  return {
    numericFilter: {
      operation: NUMERIC.get(op),
      value: Number.isSafeInteger(value) ? { int64Value: String(value) } : { doubleValue: value },
    },
  };
}

const Values = z.array(z.object({ value: z.string().default("") })).default([]);
const Row = z.object({ dimensionValues: Values, metricValues: Values });
const Headers = z.array(z.object({ name: z.string() })).default([]);
const Tokens = z.object({ remaining: z.number().nullish() }).nullish();

/** Whatever is empty is absent: rows, their count, headers, totals. */
export const ReportAnswer = z.object({
  dimensionHeaders: Headers,
  metricHeaders: Headers,
  rows: z.array(Row).default([]),
  totals: z.array(Row).default([]),
  rowCount: z.number().default(0),
  metadata: z.object({
    currencyCode: z.string().nullish(),
    timeZone: z.string().nullish(),
    subjectToThresholding: z.boolean().nullish(),
    dataLossFromOtherRow: z.boolean().nullish(),
    samplingMetadatas: z.array(z.unknown()).nullish(),
    emptyReason: z.string().nullish(),
    schemaRestrictionResponse: z.object({
      activeMetricRestrictions: z.array(z.object({ metricName: z.string().default("") })).default([]),
    }).nullish(),
  }).nullish(),
  propertyQuota: z.object({ tokensPerDay: Tokens, tokensPerHour: Tokens, tokensPerProjectPerHour: Tokens })
    .nullish(),
});
export type ReportAnswer = z.output<typeof ReportAnswer>;

export const reportOutputFields = {
  rows: z.array(z.record(z.string(), z.union([z.string(), z.number()]))).describe(
    "Rows by field: dimensions as text, metrics as numbers; rows without data are left out",
  ),
  rowCount: z.number().describe("How many rows there are in all"),
  totals: z.record(z.string(), z.union([z.string(), z.number()])).describe(
    "Each metric over all rows; 0 without data",
  ),
  tokensLeft: z.object({
    day: z.number().describe("Of this day"),
    hour: z.number().describe("Of this hour"),
    projectHour: z.number().describe("Of this hour, for all Base44 apps together"),
  }).nullable().describe(
    "Tokens that are left for reports of this property, most of which cost under 10; null where Google does not tell",
  ),
};

export function reportOutput(answer: ReportAnswer, metrics: readonly string[]) {
  const [total] = answer.totals;
  return {
    rows: answer.rows.map((row) =>
      Object.fromEntries([
        ...answer.dimensionHeaders.map(({ name }, index) => [name, row.dimensionValues[index]?.value ?? ""]),
        ...answer.metricHeaders.map(({ name }, index) => [name, metricValue(row.metricValues[index]?.value)]),
      ])
    ),
    rowCount: answer.rowCount,
    totals: Object.fromEntries(
      metrics.map((name, index) => [name, metricValue(total?.metricValues[index]?.value)]),
    ),
    tokensLeft: tokensLeft(answer.propertyQuota),
  };
}

function metricValue(text = "0"): string | number {
  const value = Number(text);
  return Number.isFinite(value) ? value : text;
}

function tokensLeft(quota: ReportAnswer["propertyQuota"]) {
  const day = quota?.tokensPerDay?.remaining;
  const hour = quota?.tokensPerHour?.remaining;
  const projectHour = quota?.tokensPerProjectPerHour?.remaining;
  if (typeof day !== "number" || typeof hour !== "number" || typeof projectHour !== "number") return null;
  return { day, hour, projectHour };
}

/** What Google did to the figures. */
export function reportWarnings({ metadata }: ReportAnswer): string[] {
  const restricted = metadata?.schemaRestrictionResponse?.activeMetricRestrictions ?? [];
  return [
    metadata?.subjectToThresholding ? "Google left out small groups of people" : [],
    metadata?.dataLossFromOtherRow ? "Google put rare values together as (other)" : [],
    metadata?.samplingMetadatas?.length ? "Google computed this from a sample" : [],
    metadata?.emptyReason ? `Google gives no data: ${metadata.emptyReason}` : [],
    restricted.map(({ metricName }) => `The connected account may not see ${metricName}, it is shown as 0`),
  ].flat();
}
