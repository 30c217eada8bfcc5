/**
 * Google Search Console: where it is, how it names sites, and what only it refuses.
 *
 * @see https://developers.google.com/webmaster-tools/v1/api_reference_index
 * @module
 * @version 0.1.0
 */
import { defineGoogleService, type Reason } from "../families/google.ts";
import * as z from "../runtime/zod.ts";

const DENIED: Reason = {
  code: "provider_denied",
  message: "Google Search Console has no such site for the connected account, or the page is not part of it",
  hint: "Use siteUrl as search-console-list-sites spells it: http and https, with and without www, and " +
    "sc-domain:... are different sites",
};

export const searchConsole = defineGoogleService({
  connector: "google_search_console",
  name: "Google Search Console",
  baseUrl: "https://searchconsole.googleapis.com/",
  reasons: new Map([
    ["SERVICE_DISABLED", {
      code: "provider_denied",
      message: "The Search Console API is switched off for this connection",
      hint: "Ask the support of Base44: the API belongs to the project of its connector",
    }],
    ["invalidParameter", { code: "provider_rejected" }],
    ["badRequest", { code: "provider_rejected" }],
    ["forbidden", DENIED],
    ["PERMISSION_DENIED", DENIED],
    ["quotaExceeded", {
      code: "quota_exceeded",
      message: "Google Search Console has reached a limit, try again in 15 minutes, or else tomorrow",
      hint: "Ask for fewer days, or do not group by both page and query",
    }],
    ["dailyLimitExceeded", {
      code: "quota_exceeded",
      message: "Google Search Console has reached its limit for today, try again tomorrow",
    }],
  ]),
});

/** The sites, spelled as in Search Console, that may be read; until it is set, only admins read any. */
export const SEARCH_CONSOLE_ALLOWED_SITES = "SEARCH_CONSOLE_ALLOWED_SITES";

const DOMAIN = /^sc-domain:[a-z0-9.-]{1,253}$/;

/** A domain or the start of addresses. Of a host alone, Search Console knows the form with a slash only. */
export const siteUrl = z.string().max(2_048).refine(
  isSite,
  "expected a site such as https://www.example.com/ or sc-domain:example.com",
).transform((text) => DOMAIN.test(text) ? text : new URL(text).href);

function isSite(text: string): boolean {
  if (DOMAIN.test(text)) return true;
  if (!URL.canParse(text) || /[?#\s\\]/.test(text)) return false;
  const { protocol, username, password } = new URL(text);
  return ["http:", "https:"].includes(protocol) && username === "" && password === "";
}

/** Older answers spell values like `siteOwner`, newer ones like `SITE_OWNER`. */
export function camelCase(value: string): string {
  if (!/^[A-Z0-9_]+$/.test(value)) return value;
  return value.toLowerCase().replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
