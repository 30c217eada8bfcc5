/**
 * Tells what Google's index knows about a page of a site in Search Console.
 *
 * @example
 * const { data } = await base44.functions.invoke("search-console-inspect-url", {
 *   siteUrl: "sc-domain:example.com", url: "https://www.example.com/blue",
 * });
 *
 * @see https://developers.google.com/webmaster-tools/v1/urlInspection.index/inspect
 * @module
 * @version 0.1.0
 */
import { googleScope } from "../../shared/families/google.ts";
import { defineFunction } from "../../shared/runtime/define.ts";
import * as z from "../../shared/runtime/zod.ts";
import {
  SEARCH_CONSOLE_ALLOWED_SITES,
  searchConsole,
  siteUrl,
} from "../../shared/services/search-console.ts";

const Input = z.strictObject({
  siteUrl: siteUrl.describe(
    "Site as Search Console spells it: https://www.example.com/ or sc-domain:example.com",
  ),
  url: z.url({ protocol: /^https?$/ }).max(2_048).describe(
    "Address of a page of that site; Google allows 2,000 such questions a day for each site",
  ),
  language: z.string().regex(/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$/, "expected a language such as en-US")
    .optional().describe("Language of coverage, by default en-US"),
});

const text = z.string().nullable();

const Output = z.object({
  verdict: text.describe(
    "PASS: on Google, PARTIAL, FAIL: not on Google, NEUTRAL: left out; null where unknown",
  ),
  coverage: text.describe("Google's sentence for people, which changes with the language"),
  indexing: text.describe(
    "INDEXING_ALLOWED, BLOCKED_BY_META_TAG, BLOCKED_BY_HTTP_HEADER or BLOCKED_BY_ROBOTS_TXT",
  ),
  robotsTxt: text.describe("ALLOWED or DISALLOWED"),
  pageFetch: text.describe("SUCCESSFUL, or what went wrong, such as SOFT_404, NOT_FOUND or SERVER_ERROR"),
  lastCrawledAt: text.describe("ISO 8601 time"),
  crawledAs: text.describe("DESKTOP or MOBILE"),
  googleCanonical: text.describe("Address that Google shows instead of its duplicates"),
  userCanonical: text.describe("Address that the page names for this"),
  sitemaps: z.array(z.string()).describe("Sitemaps that hold the page"),
  referringUrls: z.array(z.string()).describe("Pages that link to it"),
  richVerdict: text.describe("PASS or FAIL for special kinds of results; null where the page has none"),
  richResults: z.array(z.string()).describe("Special kinds of results of the page, such as Breadcrumbs"),
  inspectionUrl: text.describe("The same in Search Console, for people"),
});

/** Any part may be missing, and unspecified says as much. */
const state = z.string().nullish().transform((value) =>
  value?.endsWith("_UNSPECIFIED") ? null : value ?? null
);
const list = z.array(z.string()).default([]);

const Inspection = z.object({
  inspectionResult: z.object({
    inspectionResultLink: state,
    indexStatusResult: z.object({
      verdict: state,
      coverageState: state,
      indexingState: state,
      robotsTxtState: state,
      pageFetchState: state,
      lastCrawlTime: state,
      crawledAs: state,
      googleCanonical: state,
      userCanonical: state,
      sitemap: list,
      referringUrls: list,
    }).prefault({}),
    richResultsResult: z.object({
      verdict: state,
      detectedItems: z.array(z.object({ richResultType: z.string().default("") })).default([]),
    }).nullish(),
  }),
});

export default defineFunction({
  name: "search-console-inspect-url",
  service: searchConsole,
  scopes: [googleScope("webmasters.readonly")],
  effect: "read",
  access: "admin",
  bounds: { siteUrl: SEARCH_CONSOLE_ALLOWED_SITES },
  input: Input,
  output: Output,

  async run({ input, http }) {
    const { inspectionResult } = await http.post("v1/urlInspection/index:inspect", {
      json: { inspectionUrl: input.url, siteUrl: input.siteUrl, languageCode: input.language },
      timeout: 20_000,
      response: Inspection,
    });
    const { indexStatusResult: page, richResultsResult: rich } = inspectionResult;
    return {
      verdict: page.verdict,
      coverage: page.coverageState,
      indexing: page.indexingState,
      robotsTxt: page.robotsTxtState,
      pageFetch: page.pageFetchState,
      lastCrawledAt: page.lastCrawlTime,
      crawledAs: page.crawledAs,
      googleCanonical: page.googleCanonical,
      userCanonical: page.userCanonical,
      sitemaps: page.sitemap,
      referringUrls: page.referringUrls,
      richVerdict: rich?.verdict ?? null,
      richResults: rich?.detectedItems.map(({ richResultType }) => richResultType) ?? [],
      inspectionUrl: inspectionResult.inspectionResultLink,
    };
  },
});
