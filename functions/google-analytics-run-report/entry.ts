/**
 * Runs a Google Analytics (GA4) report over a span of days, as plain rows and totals.
 *
 * @example
 * const { data } = await base44.functions.invoke("google-analytics-run-report", {
 *   propertyId: "535258304", dimensions: ["country"], metrics: ["activeUsers", "totalRevenue"],
 * });
 *
 * @see https://developers.google.com/analytics/devguides/reporting/data/v1/rest/v1beta/properties/runReport
 * @module
 * @version 0.1.0
 */
import { googleScope } from "../../shared/families/google.ts";
import { offsetCursor, readOffset } from "../../shared/runtime/cursor.ts";
import { defineFunction } from "../../shared/runtime/define.ts";
import * as z from "../../shared/runtime/zod.ts";
import {
  checkReport,
  ReportAnswer,
  reportFields,
  reportOutput,
  reportOutputFields,
  reportRequest,
  reportWarnings,
} from "../../shared/services/google-analytics-reports.ts";
import {
  GOOGLE_ANALYTICS_ALLOWED_PROPERTIES,
  googleAnalytics,
} from "../../shared/services/google-analytics.ts";

const day = z.string().regex(
  /^(?:\d{4}-\d\d-\d\d|today|yesterday|\d{1,5}daysAgo)$/,
  "expected a day such as 2026-06-15, today, yesterday or 7daysAgo",
);

const Input = z.strictObject({
  ...reportFields,
  start: day.default("28daysAgo").describe("First day, in the property's time zone"),
  end: day.default("yesterday").describe("Last day, included; figures of the last two days may still move"),
  currencyCode: z.string().regex(/^[A-Z]{3}$/, "expected a currency such as EUR").optional().describe(
    "Currency of amounts; by default the property's",
  ),
  keepEmptyRows: z.boolean().default(false).describe("Keep rows in which every metric is 0"),
  limit: z.int().min(1).max(10_000).default(1_000).describe("Most rows of one answer"),
  cursor: z.string().min(1).optional().describe(
    "nextCursor of the answer before, with the same other fields",
  ),
}).superRefine(checkReport);

const Output = z.object({
  ...reportOutputFields,
  nextCursor: z.string().nullable().describe("For the next rows; null at the end"),
  currencyCode: z.string().nullable().describe("Currency of amounts"),
  timeZone: z.string().nullable().describe("Time zone of the property, in which its days begin"),
  warnings: z.array(z.string()).describe("What Google left out, sampled or put together"),
});

export default defineFunction({
  name: "google-analytics-run-report",
  service: googleAnalytics,
  scopes: [googleScope("analytics.readonly")],
  effect: "read",
  access: "admin",
  bounds: { propertyId: GOOGLE_ANALYTICS_ALLOWED_PROPERTIES },
  input: Input,
  output: Output,

  async run({ input, http }) {
    const offset = readOffset(input.cursor);
    const report = await http.post("v1beta/properties/{propertyId}:runReport", {
      path: { propertyId: input.propertyId },
      json: {
        ...reportRequest(input),
        dateRanges: [{ startDate: input.start, endDate: input.end }],
        currencyCode: input.currencyCode,
        keepEmptyRows: input.keepEmptyRows,
        limit: String(input.limit),
        offset: String(offset),
      },
      response: ReportAnswer,
    });
    const next = offset + report.rows.length;
    return {
      ...reportOutput(report, input.metrics),
      nextCursor: report.rows.length > 0 && next < report.rowCount ? offsetCursor(next) : null,
      currencyCode: report.metadata?.currencyCode ?? null,
      timeZone: report.metadata?.timeZone ?? null,
      warnings: reportWarnings(report),
    };
  },
});
