/**
 * Notion: the service, its ids, and what limits callers below admin.
 *
 * @see https://developers.notion.com/reference/status-codes
 * @module
 * @version 0.1.0
 */
import type { ErrorCode } from "../runtime/errors.ts";
import {
  type Answer,
  defineService,
  type Failure,
  failureMessage,
  statusFailure,
} from "../runtime/service.ts";
import * as z from "../runtime/zod.ts";

const NAME = "Notion";
const REQUEST_ID = "x-notion-request-id";

export const notion = defineService({
  connector: "notion",
  name: NAME,
  baseUrl: "https://api.notion.com/",
  // Requests without a version are refused (https://developers.notion.com/reference/versioning).
  headers: ({ accessToken }) => ({
    authorization: `Bearer ${accessToken}`,
    "notion-version": "2026-03-11",
  }),
  failure: notionFailure,
  requestIdHeader: REQUEST_ID,
});

const CODES = new Map<string, ErrorCode>([
  ...codes("connection_expired", "unauthorized"),
  ...codes("provider_denied", "restricted_resource"),
  ...codes("not_found", "object_not_found"),
  ...codes("conflict", "conflict_error"),
  ...codes("rate_limited", "rate_limited service_overload"),
  ...codes("quota_exceeded", "row_limit_exceeded"),
  ...codes(
    "provider_rejected",
    "invalid_json invalid_request_url invalid_request validation_error missing_version invalid_beta",
  ),
  ...codes(
    "provider_unavailable",
    "internal_server_error service_unavailable database_connection_unavailable gateway_timeout",
  ),
]);

function codes(code: ErrorCode, list: string): [string, ErrorCode][] {
  return list.split(" ").map((name) => [name, code]);
}

const ErrorAnswer = z.object({
  object: z.literal("error"),
  code: z.string(),
  message: z.string().default(""),
});

function notionFailure({ status, headers, body }: Answer): Failure | undefined {
  const byStatus = statusFailure(NAME, status);
  if (!byStatus) return undefined;
  const { data } = ErrorAnswer.safeParse(body);
  if (!data) return isBlockedAtTheEdge(status, headers) ? BLOCKED : byStatus;

  const code = CODES.get(data.code) ?? byStatus.code;
  const isRefusal = code === "provider_rejected" && data.message !== "";
  return {
    code,
    reason: data.code,
    message: isRefusal ? `${NAME} refused: ${data.message}` : failureMessage(NAME, code),
    ...WORDS.get(data.code),
  };
}

const WORDS = new Map<string, { message: string; hint: string }>([
  ["object_not_found", {
    message: "Notion has no such page or database, or the connection cannot see it",
    hint: "Check the ID. In Notion, open the page, choose ... > Connections and add the connection",
  }],
  ["restricted_resource", {
    message: "The Notion connection lacks a capability that this needs",
    hint:
      "Check which capabilities Base44's Notion integration has: read, update and insert content, insert " +
      "comments, user information",
  }],
]);

/** Notion's edge answers with a page of its own, before the API has seen the request. */
function isBlockedAtTheEdge(status: number, headers: Headers): boolean {
  return status === 403 && headers.has("cf-ray") && !headers.has(REQUEST_ID);
}

const BLOCKED: Failure = {
  code: "provider_rejected",
  message: "Notion's firewall refused the request",
  hint: "Something in the values looks like an attack to Notion: try them one by one",
};

/** Callers below admin may only use the databases, or data sources, whose dashed IDs this secret lists. */
export const NOTION_ALLOWED_DATABASES = "NOTION_ALLOWED_DATABASES";

/** In the order in which they count. `v` is a view, and no ID of a page or database. */
const ID_PARAMETERS = ["p", "page_id", "database_id"];

/** The dashed ID in an ID or address. */
export function readNotionId(text: string): string | undefined {
  const candidates = URL.canParse(text) ? idsInAddress(new URL(text)) : [text];
  const hex = candidates.map((candidate) => candidate.replaceAll("-", "").toLowerCase())
    .find((candidate) => /^[0-9a-f]{32}$/.test(candidate));
  return hex?.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** The last segment is the ID, or a title that ends with it: `Orders-1c0de8c0...`. */
function idsInAddress({ pathname, searchParams }: URL): string[] {
  const segment = pathname.split("/").findLast((segment) => segment !== "") ?? "";
  return [
    segment.replaceAll("-", "").slice(-32),
    ...ID_PARAMETERS.flatMap((name) => searchParams.get(name) ?? []),
  ];
}

/** Taken as an ID with or without dashes, or as an address; becomes a dashed ID. */
export const notionId = z.string().max(2_000).refine(
  (text) => readNotionId(text) !== undefined,
  "expected a Notion ID, or an address such as https://app.notion.com/p/Orders-<ID>",
).transform((text) => readNotionId(text) ?? text);

export const notionCursor = z.string().min(1).max(2_000).optional().describe(
  "nextCursor of the answer before, with the same other fields",
);

/** Where rows are; `exactlyOne` of both. */
export const databaseFields = {
  database: notionId.optional().describe("ID or address of the database"),
  dataSource: notionId.optional().describe("ID of a data source, where the database has several"),
};

/** One secret bounds both: what it lists are IDs of either. */
export const databaseBounds = {
  database: NOTION_ALLOWED_DATABASES,
  dataSource: NOTION_ALLOWED_DATABASES,
};
