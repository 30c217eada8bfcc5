/**
 * Reads clicks, impressions and positions in Google Search from Search Console.
 *
 * @example
 * const { data } = await base44.functions.invoke("search-console-query", {
 *   siteUrl: "sc-domain:example.com", dimensions: ["query", "page"],
 * });
 *
 * @see https://developers.google.com/webmaster-tools/v1/searchanalytics/query
 * @module
 * @version 0.1.0
 */
import { googleScope } from "../../shared/families/google.ts";
import { offsetCursor, readOffset } from "../../shared/runtime/cursor.ts";
import { defineFunction } from "../../shared/runtime/define.ts";
import * as z from "../../shared/runtime/zod.ts";
import {
  Condition,
  defaultDays,
  Dimension,
  filterGroups,
  ReportAnswer,
  reportOutput,
  reportOutputFields,
} from "../../shared/services/search-console-report.ts";
import {
  SEARCH_CONSOLE_ALLOWED_SITES,
  searchConsole,
  siteUrl,
} from "../../shared/services/search-console.ts";

const Input = z.strictObject({
  siteUrl: siteUrl.describe(
    "Site as Search Console spells it: https://www.example.com/ or sc-domain:example.com",
  ),
  start: z.iso.date().optional().describe(
    "First day, such as 2026-05-01, in Pacific time; by default 28 days are read",
  ),
  end: z.iso.date().optional().describe("Last day, included; by default 3 days ago, the last final figures"),
  dimensions: z.array(Dimension).max(7).default(["query"]).describe(
    "What to group by, [] for the site's totals; hour only for the last 10 days or so, no query in discover " +
      "and googleNews",
  ),
  type: z.enum(["web", "image", "video", "news", "discover", "googleNews"]).default("web").describe(
    "Where in Google people saw the site",
  ),
  where: z.array(Condition).min(1).max(50).optional().describe("Conditions that all have to hold"),
  aggregation: z.enum(["auto", "byPage", "byProperty", "byNewsShowcasePanel"]).default("auto").describe(
    "How to count several results of the site; byProperty not together with page",
  ),
  fresh: z.boolean().default(false).describe("Add the last days, whose figures still move"),
  limit: z.int().min(1).max(25_000).default(1_000).describe("Most rows of one answer"),
  cursor: z.string().min(1).optional().describe(
    "nextCursor of the answer before, with the same other fields",
  ),
}).refine(({ start, end }) => (start === undefined) === (end === undefined), {
  path: ["end"],
  error: "expected start and end together",
}).refine(({ start = "", end = "" }) => start <= end, {
  path: ["end"],
  error: "expected no earlier day than start",
});

const Output = z.object({
  ...reportOutputFields,
  start: z.string().describe("First day that was asked for"),
  end: z.string().describe("Last day that was asked for"),
  nextCursor: z.string().nullable().describe(
    "For the next rows, of which there may be none; null at the end",
  ),
});

export default defineFunction({
  name: "search-console-query",
  service: searchConsole,
  scopes: [googleScope("webmasters.readonly")],
  effect: "read",
  access: "admin",
  bounds: { siteUrl: SEARCH_CONSOLE_ALLOWED_SITES },
  input: Input,
  output: Output,

  async run({ input, http, environment }) {
    const { siteUrl, dimensions, limit } = input;
    const usual = defaultDays(environment.clock.now());
    const { start = usual.start, end = usual.end } = input;
    const offset = readOffset(input.cursor);
    const report = await http.post("webmasters/v3/sites/{siteUrl}/searchAnalytics/query", {
      path: { siteUrl },
      json: {
        startDate: start,
        endDate: end,
        dimensions,
        type: input.type,
        dimensionFilterGroups: filterGroups(input.where),
        aggregationType: input.aggregation,
        dataState: dimensions.includes("hour") ? "hourly_all" : input.fresh ? "all" : "final",
        rowLimit: limit,
        startRow: offset,
      },
      response: ReportAnswer,
    });
    return {
      ...reportOutput(report, dimensions),
      start,
      end,
      nextCursor: report.rows.length < limit ? null : offsetCursor(offset + limit),
    };
  },
});
