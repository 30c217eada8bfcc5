/**
 * Dropbox: where it is, how it takes arguments beside content, and how it reports failure.
 *
 * @see https://www.dropbox.com/developers/documentation/http/documentation
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

const NAME = "Dropbox";

export const dropbox = defineService({
  connector: "dropbox",
  name: NAME,
  baseUrl: "https://api.dropboxapi.com/2/",
  hosts: ["content.dropboxapi.com"],
  presignedHosts: ["*.dl.dropboxusercontent.com"],
  requestIdHeader: "x-dropbox-request-id",
  headers: ({ accessToken }) => ({ authorization: `Bearer ${accessToken}` }),
  failure: dropboxFailure,
});

/** The folders, by path, that callers below admin may use; once set, everybody. */
export const DROPBOX_ALLOWED_FOLDERS = "DROPBOX_ALLOWED_FOLDERS";

/**
 * The argument of a request whose body is content. Header values are ASCII
 * (https://www.dropbox.com/developers/reference/json-encoding).
 */
export function apiArgument(argument: Record<string, unknown>): { "dropbox-api-arg": string } {
  const json = JSON.stringify(argument).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return { "dropbox-api-arg": json };
}

interface Reason {
  code: ErrorCode;
  message?: string;
  hint?: string;
}

/** By tag. What a refusal is about stands in the innermost one that is known. */
const REASONS = new Map<string, Reason>([
  ...reasons("connection_expired", "expired_access_token invalid_access_token"),
  ...reasons("missing_scope", "missing_scope"),
  ...reasons("rate_limited", "too_many_requests too_many_write_operations"),
  ...reasons("provider_unavailable", "internal_error retry_error"),
  ...reasons("conflict", "incorrect_offset closed not_closed locked shared_link_already_exists"),
  ...reasons("not_found", "shared_link_not_found", "Dropbox has no such link"),
  ...reasons(
    "not_found",
    "not_found",
    "Dropbox has no such file or folder, or the connected account cannot see it",
  ),
  ...reasons("conflict", "conflict", "Another file or folder with this name is already there"),
  ...reasons("quota_exceeded", "insufficient_space insufficient_quota", "The connected Dropbox is full"),
  ...reasons("payload_too_large", "payload_too_large too_large", "This file is larger than Dropbox takes"),
  ...reasons("provider_rejected", "content_hash_mismatch", "The content did not arrive as it was sent"),
  ...reasons("provider_rejected", "disallowed_name", "Dropbox does not allow this name"),
  ...reasons("provider_rejected", "malformed_path", "This is no path in Dropbox"),
  ...reasons("provider_rejected", "not_file", "This is a folder: a file is needed"),
  ...reasons("provider_rejected", "not_folder", "This is a file: a folder is needed"),
  ...reasons("provider_rejected", "reset", "This cursor is no longer valid, start again without it"),
  ...reasons(
    "provider_rejected",
    "unsupported_file",
    "This is a document without content of its own: it has to be exported with exportAs",
  ),
  ...reasons("provider_rejected", "non_exportable", "This file cannot be exported: it comes as it is"),
  ...reasons(
    "provider_rejected",
    "invalid_export_format",
    "Dropbox does not export this document in this format",
  ),
  ...reasons("provider_rejected", "invalid_settings", "Dropbox cannot combine these settings of the link"),
  ...reasons("provider_rejected", "cant_copy_shared_folder", "Dropbox cannot copy a shared folder"),
  ...reasons("provider_rejected", "cant_move_folder_into_itself", "A folder cannot move into itself"),
  ...reasons("provider_rejected", "too_many_files", "This is more than the 10,000 files that Dropbox takes"),
  ...reasons("provider_rejected", "invalid_url download_failed", "Dropbox could not read this address"),
  ...reasons(
    "provider_denied",
    "no_write_permission no_permission restricted_content not_allowed access_denied banned_member " +
      "team_folder cant_transfer_ownership shared_link_access_denied",
  ),
  ...reasons("provider_denied", "user_suspended", "The connected Dropbox account is suspended"),
  ["email_not_verified", {
    code: "provider_denied",
    message: "The connected Dropbox account has an unconfirmed mail address",
    hint: "Confirm the mail address of the connected account in Dropbox",
  }],
  ["not_authorized", {
    code: "provider_denied",
    message: "The connected Dropbox account may not choose these settings of a link",
    hint:
      "Passwords, ends and audiences of links need a paid plan, and the team's settings have to allow them",
  }],
]);

function reasons(code: ErrorCode, tags: string, message?: string): [string, Reason][] {
  return tags.split(" ").map((tag) => [tag, { code, ...(message !== undefined && { message }) }]);
}

const ErrorAnswer = z.object({
  error: z.unknown(),
  user_message: z.object({ text: z.string().optional() }).nullish().catch(undefined),
});

const Details = z.object({
  required_scope: z.string().optional(),
  retry_after: z.number().min(0).optional(),
  correct_offset: z.int().min(0).optional(),
});

function dropboxFailure({ status, body }: Answer): Failure | undefined {
  const byStatus = statusFailure(NAME, status);
  if (!byStatus) return undefined;
  const { data } = ErrorAnswer.safeParse(body);
  if (data?.error === undefined) return plainFailure(byStatus, body);

  const tags = errorTags(data.error);
  const known = tags.map((tag) => REASONS.get(tag)).findLast((reason) => reason !== undefined);
  // Every refusal of the route itself is 409, whatever it is about.
  const fallback = status === 409 && tags.length > 0 ? "provider_rejected" : byStatus.code;
  const code = known?.code ?? fallback;
  const reason = tags.join("/") || undefined;
  const { required_scope, retry_after, correct_offset } = Details.safeParse(data.error).data ?? {};
  const said = data.user_message?.text ?? reason;
  return {
    code,
    reason,
    message: known?.message ??
      (code === "provider_rejected" && said ? `${NAME} refused: ${said}` : failureMessage(NAME, code)),
    hint: known?.hint ??
      (required_scope &&
        `Dropbox needs the scope ${required_scope}: add it and authorize the connector again`),
    params: {
      ...(required_scope !== undefined && { scope: required_scope }),
      ...(correct_offset !== undefined && { correctOffset: correct_offset }),
    },
    retryAfter: retry_after,
  };
}

/** Arguments that Dropbox cannot read at all are refused in plain text. */
function plainFailure(byStatus: Failure, body: unknown): Failure {
  const isRefusal = byStatus.code === "provider_rejected" && typeof body === "string" && body !== "";
  return isRefusal ? { ...byStatus, message: `${NAME} refused: ${body}` } : byStatus;
}

const MAX_TAGS = 6;

/** From the outside in: `{ ".tag": "path", path: { ".tag": "not_found" } }` is `path` and `not_found`. */
function errorTags(error: unknown): string[] {
  const tags: string[] = [];
  let rest = error;
  while (isRecord(rest) && tags.length < MAX_TAGS) {
    const tag = rest[".tag"];
    if (typeof tag === "string") tags.push(tag);
    rest = (typeof tag === "string" ? rest[tag] : undefined) ?? rest.reason;
  }
  return typeof rest === "string" && tags.length < MAX_TAGS ? [...tags, rest] : tags;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
