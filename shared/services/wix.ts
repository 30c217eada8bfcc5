/**
 * Wix: the site's API, how it reports failure, and what limits callers below admin.
 *
 * @see https://dev.wix.com/docs/api-reference/articles/work-with-wix-apis/troubleshooting/about-errors
 * @module
 * @version 0.1.0
 */
import type { Environment } from "../runtime/environment.ts";
import { type ErrorCode, FunctionError } from "../runtime/errors.ts";
import {
  type Answer,
  type Connection,
  defineService,
  type Failure,
  failureMessage,
  statusFailure,
} from "../runtime/service.ts";
import * as z from "../runtime/zod.ts";

const NAME = "Wix";

export const wix = defineService({
  connector: "wix",
  name: NAME,
  baseUrl: "https://www.wixapis.com/",
  headers: ({ accessToken }) => ({ authorization: `Bearer ${accessToken}` }),
  failure: wixFailure,
  requestIdHeader: "x-wix-request-id",
});

/**
 * The collections that callers below admin may use; once set, everybody. The connection's token is above the
 * permissions that a collection has in Wix.
 */
export const WIX_ALLOWED_COLLECTIONS = "WIX_ALLOWED_COLLECTIONS";
/** The addresses of the contacts that callers below admin may create; once set, everybody. */
export const WIX_ALLOWED_CONTACTS = "WIX_ALLOWED_CONTACTS";
/** ID of the site, for connections whose token does not name one. */
export const WIX_SITE_ID = "WIX_SITE_ID";

const SiteId = z.guid();

interface SiteContext {
  connection: Connection;
  environment: Environment;
}

/** Tokens of the connector belong to one site, so the header is sent only where an ID is set. */
export function siteHeaders({ connection, environment }: SiteContext): Record<string, string> {
  const ofConnection = SiteId.safeParse(connection.connectionConfig?.siteId);
  const siteId = ofConnection.data ?? environment.secret(WIX_SITE_ID);
  if (siteId === undefined) return {};
  if (SiteId.safeParse(siteId).success) return { "wix-site-id": siteId };
  throw new FunctionError("not_configured", `The secret ${WIX_SITE_ID} holds no ID of a Wix site`, {
    hint: "Copy it from the address of the site's dashboard, behind /dashboard/, or remove the secret",
    params: { secret: WIX_SITE_ID },
  });
}

/** `WDE` codes: https://dev.wix.com/docs/api-reference/business-solutions/cms/wix-data-error-codes */
const CODES = new Map<string, ErrorCode>([
  ...codes("connection_expired", "UNAUTHENTICATED"),
  ...codes("provider_denied", "PERMISSION_DENIED WDE0027"),
  ...codes("not_found", "NOT_FOUND WDE0025 WDE0026 WDE0073"),
  ...codes("conflict", "ALREADY_EXISTS ABORTED DUPLICATE_CONTACT_EXISTS WDE0074 WDE0123"),
  ...codes("rate_limited", "RESOURCE_EXHAUSTED WDE0014 WDE0122"),
  ...codes("quota_exceeded", "WDE0091"),
  ...codes("not_configured", "WDE0110 STORES_NOT_INSTALLED"),
  ...codes("provider_unavailable", "CATALOG_V3_SITE_PROVISIONING"),
  ...codes(
    "provider_rejected",
    "INVALID_ARGUMENT UNSUPPORTED_SORT_FIELD ILLEGAL_LIMIT WDE0009 WDE0080 WDE0082 WDE0303 " +
      "INSUFFICIENT_CONTACT_DATA CANNOT_HAVE_MULTIPLE_PRIMARY_INFO INVALID_EXTENDED_FIELD_VALUE " +
      "CATALOG_V1_SITE_CALLING_CATALOG_V3_API",
  ),
]);

function codes(code: ErrorCode, list: string): [string, ErrorCode][] {
  return list.split(" ").map((name) => [name, code]);
}

/** Any part may be missing. */
const ErrorAnswer = z.object({
  message: z.string().catch(""),
  details: z.object({
    applicationError: z.object({
      code: z.string().optional().catch(undefined),
      description: z.string().catch(""),
    }).optional().catch(undefined),
    validationError: z.object({
      fieldViolations: z.array(z.object({
        field: z.string().catch(""),
        description: z.string().catch(""),
      })).catch([]),
    }).optional().catch(undefined),
  }).catch({}),
});
type ErrorAnswer = z.output<typeof ErrorAnswer>;

function wixFailure({ status, body }: Answer): Failure | undefined {
  const byStatus = status === PRECONDITION_REQUIRED ? NOT_SET_UP : statusFailure(NAME, status);
  if (!byStatus) return undefined;
  const { data: answer } = ErrorAnswer.safeParse(body);
  const reason = answer?.details.applicationError?.code;
  const code = CODES.get(reason ?? "") ?? byStatus.code;
  const said = code === "provider_rejected" && answer ? words(answer) : "";
  return {
    ...(code === byStatus.code ? byStatus : { code, message: failureMessage(NAME, code) }),
    reason,
    ...(said && { message: `${NAME} refused: ${said}` }),
    ...(HINTS.has(code) && { hint: HINTS.get(code) }),
    ...WORDS.get(reason ?? ""),
  };
}

function words({ message, details: { applicationError, validationError } }: ErrorAnswer): string {
  const violations = validationError?.fieldViolations ?? [];
  const said = violations.map(({ field, description }) => [field, description].filter(Boolean).join(": "));
  return said.filter(Boolean).join("; ") || applicationError?.description || message;
}

const PRECONDITION_REQUIRED = 428;

/** What Wix answers where an app is missing that the data belongs to. */
const NOT_SET_UP: Failure = {
  code: "not_configured",
  message: "This Wix site lacks an app that this function needs, or has another version of it",
  hint: "Install the app on the site: Wix Stores for orders and products, the CMS for collections",
};

const HINTS = new Map<ErrorCode, string>([
  [
    "provider_denied",
    "Check that the Wix connection has the permission for this, and that the site's plan includes it",
  ],
  ["not_found", "Check the IDs, and that the Wix app to which the data belongs is installed on the site"],
]);

const NO_COLLECTION = {
  message: "The Wix site has no such collection",
  hint: "Use an ID that wix-list-collections answers: it may differ from the name that the CMS shows",
};

const WORDS = new Map<string, Partial<Failure>>([
  ["WDE0110", {
    message: "The CMS is not installed on this Wix site",
    hint: "Install the CMS on the site: open CMS in its dashboard",
  }],
  ["STORES_NOT_INSTALLED", {
    message: "Wix Stores is not installed on this site",
    hint: "Install Wix Stores on the site",
  }],
  ["WDE0025", NO_COLLECTION],
  ["WDE0026", NO_COLLECTION],
  ["WDE0073", { message: "The collection has no such item", hint: "Check the ID of the item" }],
  ["WDE0074", { message: "The collection has an item with this ID already" }],
  ["WDE0123", { message: "The collection has an item with such a unique value already" }],
  ["WDE0091", {
    message: "The Wix site has no room for more data",
    hint: "Remove items, or upgrade the site's plan",
  }],
  ["WDE0082", { hint: "Set pagingMode to CURSOR: this collection has no other" }],
  ["WDE0303", { hint: "Leave out fields with several references: they cannot be saved with the item" }],
  ["DUPLICATE_CONTACT_EXISTS", {
    message: "Wix has a contact with this email address already",
    hint: "Change that contact instead, or set allowDuplicates",
  }],
]);

/** Secrets list them separated by commas. */
export const collectionId = z.string().max(256).regex(
  /^[^\s,\p{Cc}]+$/u,
  "expected a collection's ID, such as Tasks or Members/PublicData",
).describe("ID of the collection, such as Tasks or Members/PublicData");

/** A part of an address, so it has no slash. */
export const itemId = z.string().max(256).regex(
  /^(?!\.{1,2}$)[^/\\\p{Cc}]+$/u,
  "expected an item's ID without slashes",
);
