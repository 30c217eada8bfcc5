/**
 * How Search Console spells sites, values and days.
 *
 * @module
 */
import { describe, expect, it } from "vitest";
import { defaultDays } from "../../shared/services/search-console-report.ts";
import { camelCase, siteUrl } from "../../shared/services/search-console.ts";

describe("siteUrl", () => {
  it.each([
    ["sc-domain:example.com", "sc-domain:example.com"],
    ["https://www.example.com/", "https://www.example.com/"],
    ["https://WWW.example.com", "https://www.example.com/"],
    ["http://example.com/blog/", "http://example.com/blog/"],
  ])("takes %s as %s", (text, site) => {
    expect(siteUrl.parse(text)).toBe(site);
  });

  it.each([
    "example.com",
    "sc-domain:",
    "sc-domain:example.com/../x",
    "sc-domain:https://example.com",
    "ftp://example.com/",
    "javascript:alert(1)",
    "https://user:secret@example.com/",
    "https://example.com/?a=b",
    "https://example.com/#a",
    "https://example.com/a b",
    "https://example.com\\evil",
    " https://example.com/",
    "https://",
    "",
  ])("refuses %j", (text) => {
    expect(siteUrl.safeParse(text).success).toBe(false);
  });
});

it.each([
  ["SITE_OWNER", "siteOwner"],
  ["siteOwner", "siteOwner"],
  ["BY_NEWS_SHOWCASE_PANEL", "byNewsShowcasePanel"],
  ["AUTO", "auto"],
  ["auto", "auto"],
  ["", ""],
])("reads %j as %j", (sent, read) => {
  expect(camelCase(sent)).toBe(read);
});

it.each([
  ["2026-06-16T05:00:00Z", "2026-05-16", "2026-06-12"],
  ["2026-06-16T08:00:00Z", "2026-05-17", "2026-06-13"],
  ["2026-01-02T12:00:00Z", "2025-12-03", "2025-12-30"],
])("at %s, reads from %s to %s", (now, start, end) => {
  expect(defaultDays(Date.parse(now))).toEqual({ start, end });
});
