/**
 * Salesforce's REST API: where it is, how it reports failure, what names objects, fields and records.
 *
 * @see https://developer.salesforce.com/docs/platform/api-rest/guide/errorcodes.html
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
import { findInstance, SALESFORCE_HOSTS, SALESFORCE_INSTANCE_URL } from "./salesforce-instance.ts";

const NAME = "Salesforce";
const API = "/services/data/v66.0/";

export const salesforce = defineService({
  connector: "salesforce",
  name: NAME,
  baseUrl: async (context) => new URL(API, await findInstance(context)).href,
  hosts: SALESFORCE_HOSTS,
  headers: ({ accessToken }) => ({ authorization: `Bearer ${accessToken}` }),
  failure: salesforceFailure,
});

export const SALESFORCE_EXTRA_SCOPES = {
  openid:
    `to find out the org's address, where neither Base44 nor the secret ${SALESFORCE_INSTANCE_URL} gives it`,
};

/**
 * The objects, such as Lead, that callers below admin may use; once set, everybody. Fields such as
 * Account.Name reach from there to related records.
 */
export const SALESFORCE_ALLOWED_OBJECTS = "SALESFORCE_ALLOWED_OBJECTS";

const NAME_PATTERN = /^[A-Za-z][A-Za-z0-9_]*$/;
const PATH_PATTERN = /^[A-Za-z][A-Za-z0-9_]*(\.[A-Za-z][A-Za-z0-9_]*){0,5}$/;

export const objectName = z.string().max(100).regex(
  NAME_PATTERN,
  "expected the API name of an object, such as Account or Invoice__c",
);
export const fieldName = z.string().max(100).regex(
  NAME_PATTERN,
  "expected the API name of a field, such as LastName or Score__c",
);
/** A field of the object, or of one that it refers to. */
export const fieldPath = z.string().max(300).regex(
  PATH_PATTERN,
  "expected the API name of a field, such as LastName, Score__c or Account.Name",
);
export const recordId = z.string().regex(
  /^[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?$/,
  "expected a record's ID of 15 or 18 characters, such as 003dM00001wBXYDQA4",
);
export const externalId = z.union([z.string().min(1).max(255), z.number()]);

const CODES = new Map<string, ErrorCode>([
  ...codes("connection_expired", "INVALID_SESSION_ID"),
  ...codes("not_found", "NOT_FOUND ENTITY_IS_DELETED"),
  ...codes("provider_denied", "INSUFFICIENT_ACCESS_OR_READONLY"),
  ...codes("conflict", "DUPLICATES_DETECTED DUPLICATE_VALUE"),
  ...codes("rate_limited", "UNABLE_TO_LOCK_ROW"),
  ...codes("quota_exceeded", "REQUEST_LIMIT_EXCEEDED STORAGE_LIMIT_EXCEEDED"),
  ...codes(
    "provider_rejected",
    "MALFORMED_ID MALFORMED_QUERY INVALID_FIELD INVALID_TYPE REQUIRED_FIELD_MISSING " +
      "FIELD_CUSTOM_VALIDATION_EXCEPTION INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST STRING_TOO_LONG " +
      "JSON_PARSER_ERROR INVALID_FIELD_FOR_INSERT_UPDATE INVALID_CROSS_REFERENCE_KEY " +
      "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY QUERY_TIMEOUT INVALID_QUERY_LOCATOR " +
      "ALL_OR_NONE_OPERATION_ROLLED_BACK",
  ),
]);

function codes(code: ErrorCode, list: string): [string, ErrorCode][] {
  return list.split(" ").map((name) => [name, code]);
}

const Refusals = z.array(z.object({
  errorCode: z.string(),
  message: z.string().catch(""),
  fields: z.array(z.string()).catch([]),
}));

function salesforceFailure({ status, body }: Answer): Failure | undefined {
  const byStatus = statusFailure(NAME, status);
  if (!byStatus) return undefined;
  if (status === 300) return SEVERAL;
  const [refusal] = Refusals.safeParse(body).data ?? [];
  if (!refusal) return byStatus;
  const { errorCode, message, fields } = refusal;
  const code = CODES.get(errorCode) ?? byStatus.code;
  return {
    code,
    reason: errorCode,
    message: code === "provider_rejected"
      ? `${NAME} refused: ${explanation(message) || errorCode}`
      : failureMessage(NAME, code),
    ...(fields.length > 0 && { params: { fields } }),
    ...WORDS.get(errorCode),
  };
}

const SEVERAL: Failure = {
  code: "conflict",
  message: "More than one Salesforce record has this external ID",
};

/** Before the explanation, Salesforce repeats the query and points at the place with a caret. */
function explanation(message: string): string {
  return message.split(/ERROR at Row:\d+:Column:\d+/).at(-1)?.trim() ?? "";
}

const CHECK_NAMES: Partial<Failure> = {
  hint: "Check the name, the ending __c of custom ones, and that the connected user may see it",
};

const WORDS = new Map<string, Partial<Failure>>([
  ["NOT_FOUND", { message: "Salesforce has no such record or object, or the connected user cannot see it" }],
  ["ENTITY_IS_DELETED", { message: "This Salesforce record is deleted" }],
  ["MALFORMED_ID", { message: "This is not the ID of a Salesforce record of this object" }],
  ["INVALID_FIELD", CHECK_NAMES],
  ["INVALID_TYPE", CHECK_NAMES],
  ["DUPLICATES_DETECTED", {
    message: "Salesforce has a record like this one already",
    hint: "A duplicate rule of the org stopped this: look for the record that is there, and update it",
  }],
  ["DUPLICATE_VALUE", { message: "Another Salesforce record has this value, which must be unique" }],
  ["CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY", {
    hint: "A trigger or a flow of the org stopped this: ask its Salesforce administrator",
  }],
  ["UNABLE_TO_LOCK_ROW", {
    message: "This Salesforce record is being changed by somebody else, try again in a moment",
    retryAfter: 2,
  }],
  ["QUERY_TIMEOUT", { message: "This query takes Salesforce too long: narrow it down" }],
  ["INVALID_QUERY_LOCATOR", { message: "This cursor is no longer valid: start the list again" }],
  ["REQUEST_LIMIT_EXCEEDED", {
    message: "The Salesforce org has used up its API requests, try again later",
    hint: "The org's limit counts the requests of 24 hours: see API usage in its setup",
  }],
  ["STORAGE_LIMIT_EXCEEDED", { message: "The storage of the Salesforce org is full" }],
]);
