/**
 * Where in a request a query language stands.
 *
 * @module
 */
import type { Sent } from "../../support/provider.ts";
import { bodyJson } from "./body.ts";
import type { Language } from "./languages.ts";

export interface Query {
  /** Where it stands, such as `?q`. */
  place: string;
  language: Language;
  text: string;
}

interface Spot {
  host: RegExp;
  path?: RegExp;
  language: Language;
  /** A name in the query, a path in a JSON body, or a part of the path. */
  at: { query: string } | { json: readonly string[] } | { path: RegExp };
}

const GRAPH = /^graph\.microsoft\.com$/;
const SHEETS = /^sheets\.googleapis\.com$/;
const BIGQUERY = /^bigquery\.googleapis\.com$/;
const WRIKE = /(^|\.)wrike\.com$/;

const SPOTS: readonly Spot[] = [
  { host: /^api\.airtable\.com$/, language: "airtable", at: { json: ["filterByFormula"] } },
  { host: /^www\.googleapis\.com$/, path: /^\/drive\//, language: "drive", at: { query: "q" } },
  { host: /^gmail\.googleapis\.com$/, language: "gmail", at: { query: "q" } },
  { host: /^api\.github\.com$/, path: /^\/search\//, language: "github", at: { query: "q" } },
  ...["$filter", "$orderby", "$expand", "$select"].map((query): Spot => ({
    host: GRAPH,
    language: "odata",
    at: { query },
  })),
  { host: GRAPH, language: "kql", at: { query: "$search" } },
  { host: /\.salesforce\.com$/, language: "soql", at: { query: "q" } },
  { host: /^slack\.com$/, path: /search/, language: "slack", at: { query: "query" } },
  { host: SHEETS, language: "a1", at: { query: "ranges" } },
  { host: SHEETS, language: "a1", at: { path: /\/values\/([^/]+?)(?::\w+)?$/ } },
  { host: SHEETS, language: "a1", at: { json: ["data", "*", "range"] } },
  { host: BIGQUERY, language: "verbatim", at: { json: ["query"] } },
  { host: BIGQUERY, language: "verbatim", at: { json: ["configuration", "query", "query"] } },
  ...["status", "dueDate", "createdDate", "updatedDate", "customFields", "responsibles", "fields"].map((
    query,
  ): Spot => ({ host: WRIKE, language: "json", at: { query } })),
];

export function queriesOf(sent: Sent): Query[] {
  const spots = SPOTS.filter(({ host, path }) =>
    host.test(sent.url.host) && (!path || path.test(sent.url.pathname))
  );
  return spots.flatMap(({ language, at }) =>
    textsAt(sent, at).map((text) => ({ place: nameOf(at), language, text }))
  );
}

function textsAt({ url, ...sent }: Sent, at: Spot["at"]): string[] {
  if ("query" in at) return url.searchParams.getAll(at.query);
  if ("json" in at) return membersAt(bodyJson(sent), at.json);
  const [, part] = at.path.exec(url.pathname) ?? [];
  return part === undefined ? [] : [decodeURIComponent(part)];
}

function membersAt(value: unknown, [name, ...rest]: readonly string[]): string[] {
  if (name === undefined) return typeof value === "string" ? [value] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).filter(([key]) => name === "*" || key === name)
    .flatMap(([, item]) => membersAt(item, rest));
}

function nameOf(at: Spot["at"]): string {
  if ("query" in at) return `?${at.query}`;
  return "json" in at ? at.json.join(".") : "path";
}
