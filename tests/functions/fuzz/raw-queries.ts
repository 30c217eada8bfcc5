/**
 * Fields whose text is a query by itself, as their documentation says: they are for admins.
 *
 * @module
 */
import type { Language } from "./languages.ts";

export interface RawQuery {
  function: string;
  field: string;
  language: Language;
  reason: string;
}

export const RAW_QUERIES: readonly RawQuery[] = [
  {
    function: "airtable-list-records",
    field: "formula",
    language: "airtable",
    reason: "Airtable's own formula, for conditions that where cannot say",
  },
  {
    function: "bigquery-query",
    field: "query",
    language: "verbatim",
    reason: "SQL; values go into params",
  },
  {
    function: "bigquery-execute",
    field: "query",
    language: "verbatim",
    reason: "SQL; values go into params",
  },
  {
    function: "gmail-search",
    field: "query",
    language: "gmail",
    reason: "Gmail's own search language; the other fields take plain values",
  },
  {
    function: "slack-search",
    field: "query",
    language: "slack",
    reason: "Slack's own modifiers work in it",
  },
];

export function isRawQuery(name: string, language: Language, fields: readonly string[]): boolean {
  return RAW_QUERIES.some((entry) =>
    entry.function === name && entry.language === language && fields.includes(entry.field)
  );
}
