/**
 * Search analytics: what to ask for, and its rows by the names of their dimensions.
 *
 * @see https://developers.google.com/webmaster-tools/v1/searchanalytics/query
 * @module
 * @version 0.1.0
 */
import * as z from "../runtime/zod.ts";
import { camelCase } from "./search-console.ts";

const DIMENSIONS = ["date", "hour", "query", "page", "country", "device", "searchAppearance"] as const;
export const Dimension = z.enum(DIMENSIONS);

/** Google documents this spelling, though its own descriptions list `NOT_CONTAINS`. */
const OPERATORS = {
  eq: "equals",
  ne: "notEquals",
  contains: "contains",
  notContains: "notContains",
  matches: "includingRegex",
  notMatches: "excludingRegex",
} as const;

export const Condition = z.strictObject({
  field: z.enum(["query", "page", "country", "device", "searchAppearance"]).describe(
    "Dimension; countries are like usa, devices DESKTOP, MOBILE and TABLET",
  ),
  op: z.enum(["eq", "ne", "contains", "notContains", "matches", "notMatches"]).default("eq").describe(
    "How to compare; matches and notMatches take a pattern (RE2), and only for query and page",
  ),
  value: z.string().min(1).max(4_096).describe("What to compare with"),
}).refine(({ field, op }) => !op.endsWith("atches") || field === "query" || field === "page", {
  path: ["op"],
  error: "expected eq, ne, contains or notContains: patterns are for query and page",
});

export function filterGroups(conditions: readonly z.output<typeof Condition>[] | undefined) {
  return conditions && [{
    groupType: "and",
    filters: conditions.map(({ field, op, value }) => ({
      dimension: field,
      operator: OPERATORS[op],
      expression: value,
    })),
  }];
}

const DAY_MS = 86_400_000;
const DELAY_DAYS = 3;
const SPAN_DAYS = 28;

/** Final figures come two to three days late. Search Console's days are those of California. */
export function defaultDays(now: number): { start: string; end: string } {
  const today = new Intl.DateTimeFormat("en-CA", {
    timeZone: "America/Los_Angeles",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).format(now);
  const end = Date.parse(today) - DELAY_DAYS * DAY_MS;
  return { start: isoDay(end - (SPAN_DAYS - 1) * DAY_MS), end: isoDay(end) };
}

function isoDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** Whatever is empty is absent. Google spells the members of `metadata` both ways. */
export const ReportAnswer = z.object({
  rows: z.array(z.object({
    keys: z.array(z.string()).default([]),
    clicks: z.number().default(0),
    impressions: z.number().default(0),
    ctr: z.number().default(0),
    position: z.number().nullish(),
  })).default([]),
  responseAggregationType: z.string().nullish(),
  metadata: z.object({
    firstIncompleteDate: z.string().nullish(),
    first_incomplete_date: z.string().nullish(),
    firstIncompleteHour: z.string().nullish(),
    first_incomplete_hour: z.string().nullish(),
  }).nullish(),
});

const key = z.string().optional();

export const reportOutputFields = {
  rows: z.array(z.object({
    date: key.describe("Day"),
    hour: key.describe("ISO 8601 hour"),
    query: key.describe("What people searched for"),
    page: key.describe("Address of the page"),
    country: key.describe("Country, such as usa"),
    device: key.describe("DESKTOP, MOBILE or TABLET"),
    searchAppearance: key.describe("Kind of result"),
    clicks: z.number().describe("Clicks"),
    impressions: z.number().describe("How often it was shown"),
    ctr: z.number().describe("Clicks by impressions, 0 to 1"),
    position: z.number().nullable().describe(
      "Average position, 1 is the top; null where there are no positions",
    ),
  })).describe("Rows with the dimensions that were asked for; days without data are left out"),
  aggregation: z.string().nullable().describe("How Google counted: byPage or byProperty"),
  incompleteFrom: z.string().nullable().describe(
    "Day or hour from which on the figures still move, where Google tells",
  ),
};

export function reportOutput(
  { rows, responseAggregationType, metadata }: z.output<typeof ReportAnswer>,
  dimensions: readonly z.output<typeof Dimension>[],
) {
  return {
    rows: rows.map(({ keys, position, ...figures }) => ({
      ...Object.fromEntries(dimensions.map((name, index) => [name, keys[index]])),
      ...figures,
      position: position ?? null,
    })),
    aggregation: responseAggregationType ? camelCase(responseAggregationType) : null,
    incompleteFrom: metadata?.firstIncompleteDate ?? metadata?.first_incomplete_date ??
      metadata?.firstIncompleteHour ?? metadata?.first_incomplete_hour ?? null,
  };
}
