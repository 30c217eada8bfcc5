/**
 * Tells what goes on in a Google Analytics (GA4) property right now, by default how many users are active.
 *
 * @example
 * const { data } = await base44.functions.invoke("google-analytics-realtime", {
 *   propertyId: "535258304", dimensions: ["country"],
 * });
 *
 * @see https://developers.google.com/analytics/devguides/reporting/data/v1/rest/v1beta/properties/runRealtimeReport
 * @module
 * @version 0.1.0
 */
import { googleScope } from "../../shared/families/google.ts";
import { defineFunction } from "../../shared/runtime/define.ts";
import * as z from "../../shared/runtime/zod.ts";
import {
  checkReport,
  ReportAnswer,
  reportFields,
  reportOutput,
  reportOutputFields,
  reportRequest,
} from "../../shared/services/google-analytics-reports.ts";
import {
  GOOGLE_ANALYTICS_ALLOWED_PROPERTIES,
  googleAnalytics,
} from "../../shared/services/google-analytics.ts";

const Input = z.strictObject({
  ...reportFields,
  dimensions: reportFields.dimensions.describe(
    "API names of up to 9 dimensions to group by: fewer exist than for reports, such as country, city, " +
      "deviceCategory, unifiedScreenName, eventName and minutesAgo",
  ),
  sinceMinutes: z.int().min(1).max(60).default(30).describe(
    "How many minutes to look back: 1 to 30, for Analytics 360 up to 60",
  ),
  limit: z.int().min(1).max(10_000).default(1_000).describe("Most rows; there is no next page"),
}).superRefine(checkReport);

const Output = z.object({
  ...reportOutputFields,
  incomplete: z.boolean().describe("Whether limit cut the rows short"),
});

export default defineFunction({
  name: "google-analytics-realtime",
  service: googleAnalytics,
  scopes: [googleScope("analytics.readonly")],
  effect: "read",
  access: "admin",
  bounds: { propertyId: GOOGLE_ANALYTICS_ALLOWED_PROPERTIES },
  input: Input,
  output: Output,

  async run({ input, http }) {
    const report = await http.post("v1beta/properties/{propertyId}:runRealtimeReport", {
      path: { propertyId: input.propertyId },
      json: {
        ...reportRequest(input),
        minuteRanges: [{ startMinutesAgo: input.sinceMinutes - 1, endMinutesAgo: 0 }],
        limit: String(input.limit),
      },
      response: ReportAnswer,
    });
    return {
      ...reportOutput(report, input.metrics),
      incomplete: report.rowCount > report.rows.length,
    };
  },
});
