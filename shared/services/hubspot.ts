/**
 * HubSpot's CRM: where it is, how it reports failure, what names object types, records and properties.
 *
 * @see https://developers.hubspot.com/docs/api-reference/error-handling
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

const NAME = "HubSpot";
/** Versions are dates, and each is supported for 18 months. */
const VERSION = "2026-03";

export const hubspot = defineService({
  connector: "hubspot",
  name: NAME,
  baseUrl: `https://api.hubapi.com/crm/objects/${VERSION}/`,
  headers: ({ accessToken }) => ({ authorization: `Bearer ${accessToken}` }),
  failure: hubspotFailure,
  requestIdHeader: "x-hubspot-correlation-id",
});

/** The addresses of the contacts that callers below admin may write; once set, everybody. */
export const HUBSPOT_ALLOWED_CONTACTS = "HUBSPOT_ALLOWED_CONTACTS";
/** The object types, as they are given, that callers below admin may use; once set, everybody. */
export const HUBSPOT_ALLOWED_OBJECT_TYPES = "HUBSPOT_ALLOWED_OBJECT_TYPES";

/** For functions that take any object type. Contacts are what `scopes` names. */
export function otherObjectScopes(access: "read" | "write"): Record<string, string> {
  return {
    [`crm.objects.companies.${access}`]: "for companies",
    [`crm.objects.deals.${access}`]: "for deals",
    tickets: "for tickets",
    [`crm.objects.custom.${access}`]: "for custom objects",
  };
}

export const objectType = z.string().max(100).regex(
  /^(?:[02]-\d+|[a-z][a-z0-9_]*)$/,
  "expected an object type, such as contacts, companies, deals, tickets or 2-12345",
);
/** Records of every type. */
export const hubspotId = z.string().regex(/^\d{1,20}$/, "expected a record's ID, such as 734931097788");

/** Lists of names are separated by commas on their way. */
export const propertyName = z.string().max(200).regex(
  /^\w[\w-]*$/,
  "expected the internal name of a property, such as firstname",
);
export const propertyNames = z.array(propertyName).min(1).max(200).optional();

const Value = z.union([z.string().max(65_536), z.number(), z.boolean(), z.null()]);

/** HubSpot takes text only; empty text clears a property. */
export const properties = z.record(z.string(), Value).refine(
  (values) => Object.keys(values).every((name) => propertyName.safeParse(name).success),
  "expected properties by their internal names, such as firstname",
);

export function propertyTexts(values: Readonly<Record<string, unknown>>): Record<string, string> {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([name, value]) => [name, value === null ? "" : String(value)]));
}

export const RecordAnswer = z.object({
  id: z.string(),
  properties: z.record(z.string(), z.string().nullable()),
  createdAt: z.string(),
  updatedAt: z.string(),
  archived: z.boolean().default(false),
  url: z.string().nullish(),
});

export const recordShape = {
  id: z.string().describe("ID of the record"),
  properties: z.record(z.string(), z.string().nullable()).describe(
    "Values by the internal names of the properties, always text; null where there is none",
  ),
  createdAt: z.string().describe("When it was created, ISO 8601"),
  updatedAt: z.string().describe("When it was last changed, ISO 8601"),
  archived: z.boolean().describe("Whether it is in the recycle bin"),
  url: z.string().nullable().describe("Address of the record in HubSpot, where HubSpot tells it"),
};

export const hubspotRecordShape = z.object(recordShape);

export function hubspotRecord(
  { id, properties, createdAt, updatedAt, archived, url }: z.output<typeof RecordAnswer>,
): z.output<typeof hubspotRecordShape> {
  return { id, properties, createdAt, updatedAt, archived, url: url ?? null };
}

const CATEGORIES = new Map<string, ErrorCode>([
  ["VALIDATION_ERROR", "provider_rejected"],
  ["CONFLICT", "conflict"],
  ["OBJECT_NOT_FOUND", "not_found"],
  ["MISSING_SCOPES", "missing_scope"],
  ["INVALID_AUTHENTICATION", "connection_expired"],
  ["EXPIRED_AUTHENTICATION", "connection_expired"],
  ["RATE_LIMITS", "rate_limited"],
]);

/** Any member may be missing (https://developers.hubspot.com/docs/api-reference/error-handling). */
const Detail = z.object({
  message: z.string().optional().catch(undefined),
  context: z.record(z.string(), z.array(z.string())).catch({}),
});
const Refusal = z.object({
  category: z.string().optional().catch(undefined),
  message: z.string().catch(""),
  policyName: z.string().optional().catch(undefined),
  errors: z.array(Detail).catch([]),
});
type Refusal = z.output<typeof Refusal>;

function hubspotFailure({ status, headers, body }: Answer): Failure | undefined {
  const byStatus = BUSY.get(status) ?? statusFailure(NAME, status);
  if (!byStatus) return undefined;
  const { data: refusal } = Refusal.safeParse(body);
  if (!refusal) return byStatus;
  const code = CATEGORIES.get(refusal.category ?? "") ?? byStatus.code;
  const failure = {
    ...(code === byStatus.code ? byStatus : { code, message: failureMessage(NAME, code) }),
    reason: refusal.category,
  };
  switch (code) {
    case "provider_rejected":
      return { ...failure, message: `${NAME} refused: ${words(refusal) || "the values"}` };
    case "conflict":
      return { ...failure, ...existing(refusal) };
    case "missing_scope":
      return { ...failure, ...neededScopes(refusal) };
    case "rate_limited":
      return { ...failure, ...limit(refusal, headers) };
    default:
      return failure;
  }
}

/** Statuses of HubSpot's own, with which it has not done anything yet. */
const BUSY = new Map<number, Failure>([
  [423, {
    code: "rate_limited",
    message: "This HubSpot record is locked for a moment, try again later",
    retryAfter: 2,
  }],
  [477, { code: "rate_limited", message: "HubSpot is moving this account's data, try again later" }],
]);

const Problems = z.array(z.object({ message: z.string() })).min(1);

/** The problems one by one, where HubSpot tells them: as a list, or as a JSON list within its message. */
export function words(
  { message, errors }: { message: string; errors?: readonly { message?: string | undefined }[] },
): string {
  const told = errors?.flatMap((error) => error.message ?? []) ?? [];
  if (told.length > 0) return told.join("; ");
  const { data: problems } = Problems.safeParse(embeddedJson(message));
  return problems ? problems.map((problem) => problem.message).join("; ") : message;
}

function embeddedJson(message: string): unknown {
  const start = message.indexOf("[{");
  try {
    return start < 0 ? undefined : JSON.parse(message.slice(start));
  } catch {
    return undefined;
  }
}

/** Of contacts with a known address, HubSpot names the one that has it. */
function existing({ message }: Refusal): Partial<Failure> {
  const [, existingId] = /Existing ID: (\d+)/.exec(message) ?? [];
  return {
    message: "HubSpot has a record with this unique value already",
    ...(existingId && { params: { existingId } }),
  };
}

function neededScopes({ errors }: Refusal): Partial<Failure> {
  const scopes = errors.flatMap(({ context }) => context.requiredGranularScopes ?? []);
  if (scopes.length === 0) return {};
  const needed = scopes.length === 1 ? `the scope ${scopes[0]}` : `one of the scopes ${scopes.join(", ")}`;
  return {
    hint: `${NAME} needs ${needed}: add it to the connector and authorize it again`,
    params: { scopes },
  };
}

/** Seconds, by the limit that was reached: HubSpot sends no dependable Retry-After. */
const WAITS = new Map([["TEN_SECONDLY_ROLLING", 10], ["SECONDLY", 1]]);

function limit({ policyName = "", message }: Refusal, headers: Headers): Partial<Failure> {
  if (policyName === "DAILY") {
    return { code: "quota_exceeded", message: "HubSpot has reached its limit for today, try again tomorrow" };
  }
  const wait = WAITS.get(policyName) ?? (/secondly limit/.test(message) ? 1 : undefined);
  return headers.has("retry-after") || wait === undefined ? {} : { retryAfter: wait };
}
