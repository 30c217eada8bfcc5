/**
 * Airtable: the service, its ids, and what limits callers below admin.
 *
 * @see https://airtable.com/developers/web/api/errors
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

const NAME = "Airtable";

export const airtable = defineService({
  connector: "airtable",
  name: NAME,
  baseUrl: "https://api.airtable.com/v0/",
  headers: ({ accessToken }) => ({ authorization: `Bearer ${accessToken}` }),
  failure: airtableFailure,
});

const CODES = new Map<string, ErrorCode>([
  ...codes("connection_expired", "AUTHENTICATION_REQUIRED UNAUTHORIZED"),
  ...codes("provider_denied", "INVALID_PERMISSIONS_OR_MODEL_NOT_FOUND INVALID_PERMISSIONS NOT_AUTHORIZED"),
  ...codes("not_found", "NOT_FOUND"),
  ...codes("rate_limited", "RATE_LIMIT_REACHED"),
  ...codes("quota_exceeded", "PUBLIC_API_BILLING_LIMIT_EXCEEDED"),
  ...codes("provider_unavailable", "SERVER_ERROR SERVICE_UNAVAILABLE"),
  ...codes(
    "provider_rejected",
    "REQUEST_TOO_LARGE UNKNOWN_FIELD_NAME INVALID_VALUE_FOR_COLUMN INVALID_FILTER_BY_FORMULA " +
      "INVALID_REQUEST_UNKNOWN INVALID_RECORDS INVALID_MULTIPLE_CHOICE_OPTIONS " +
      "LIST_RECORDS_ITERATOR_NOT_AVAILABLE",
  ),
]);

function codes(code: ErrorCode, list: string): [string, ErrorCode][] {
  return list.split(" ").map((type) => [type, code]);
}

const TypedError = z.object({ type: z.string(), message: z.string().default("") });
/** Airtable reports errors in three shapes. */
const ErrorAnswer = z.union([
  z.object({ error: TypedError }).transform(({ error }) => error),
  z.object({ error: z.string() }).transform(({ error }) => ({ type: error, message: "" })),
  z.object({
    errors: z.tuple([z.object({ error: z.string(), message: z.string().default("") })], z.unknown()),
  })
    .transform(({ errors: [{ error, message }] }) => ({ type: error, message })),
]);

/** Further requests fail for so long (https://airtable.com/developers/web/api/rate-limits). */
const PAUSE_SECONDS = 30;

function airtableFailure({ status, headers, body }: Answer): Failure | undefined {
  const byStatus = statusFailure(NAME, status);
  if (!byStatus) return undefined;
  const { data } = ErrorAnswer.safeParse(body);
  const code = CODES.get(data?.type ?? "") ?? byStatus.code;
  return {
    code,
    reason: data?.type,
    message: code === "provider_rejected" && data
      ? `${NAME} refused: ${data.message || data.type}`
      : failureMessage(NAME, code),
    retryAfter: code === "rate_limited" && !headers.has("retry-after") ? PAUSE_SECONDS : undefined,
    ...WORDS.get(data?.type ?? ""),
  };
}

const HIGHER_ROLE = "Give the connected Airtable account a higher role in this base";

const WORDS = new Map<string, Partial<Failure>>([
  ["INVALID_PERMISSIONS_OR_MODEL_NOT_FOUND", {
    message: "Airtable has no such base, table or record, or the connected account may not use it",
    hint:
      "Check the IDs, that the base was chosen when the connector was authorized, and that the connector " +
      "has the scope of this function",
  }],
  ["INVALID_PERMISSIONS", { hint: HIGHER_ROLE }],
  ["NOT_AUTHORIZED", { hint: HIGHER_ROLE }],
  ["NOT_FOUND", { hint: "Check the IDs of the base and of the record" }],
  ["PUBLIC_API_BILLING_LIMIT_EXCEEDED", {
    message: "Airtable's monthly limit of calls is used up",
    hint: "Upgrade the Airtable plan of this workspace, or wait for the next month",
  }],
  ["INVALID_MULTIPLE_CHOICE_OPTIONS", {
    hint: "Add the option to the field in Airtable, or set typecast to have it added",
  }],
  ["LIST_RECORDS_ITERATOR_NOT_AVAILABLE", {
    message: "This cursor has expired: start again without it",
    hint: "Airtable keeps cursors for some minutes only, so read the pages one after the other",
  }],
]);

/** Callers below admin may only use the bases whose IDs this secret lists, and in them the tables of the other. */
export const AIRTABLE_ALLOWED_BASES = "AIRTABLE_ALLOWED_BASES";
/** IDs, or names the way callers write them. */
export const AIRTABLE_ALLOWED_TABLES = "AIRTABLE_ALLOWED_TABLES";

export const tableBounds = { baseId: AIRTABLE_ALLOWED_BASES, table: AIRTABLE_ALLOWED_TABLES };

export const baseId = z.string().regex(
  /^app[A-Za-z0-9]{14}$/,
  "expected a base's ID such as appD26Y6hJLSadC6d",
).describe("ID of the base, such as appD26Y6hJLSadC6d");

export const recordId = z.string().regex(
  /^rec[A-Za-z0-9]{14}$/,
  "expected a record's ID such as rec0YSum488QkBuvM",
);

const MAX_NAME = 255;
export const fieldName = z.string().min(1).max(MAX_NAME);

/** Where records are. */
export const tableFields = {
  baseId,
  table: z.string().min(1).max(MAX_NAME).describe("ID or name of the table; IDs survive renaming"),
};

export const byFieldId = z.boolean().optional().describe(
  "Answer fields by their IDs instead of their names",
);
