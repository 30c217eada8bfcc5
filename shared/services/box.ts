/**
 * Box: where it is, its ids, and how it reports failure.
 *
 * @see https://developer.box.com/guides/api-calls/permissions-and-errors/common-errors/
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

const NAME = "Box";

export const box = defineService({
  connector: "box",
  name: NAME,
  baseUrl: "https://api.box.com/2.0/",
  hosts: ["*.box.com"],
  presignedHosts: ["*.boxcloud.com"],
  requestIdHeader: "box-request-id",
  headers: ({ accessToken }) => ({ authorization: `Bearer ${accessToken}`, "box-version": "2024.0" }),
  failure: boxFailure,
});

/** The folders, by id, that callers below admin may use; once set, everybody. */
export const BOX_ALLOWED_FOLDERS = "BOX_ALLOWED_FOLDERS";

export const boxId = z.string().regex(
  /^\d{1,20}$/,
  "Expected an ID such as 2231500000001: the number in the address that Box shows",
);

interface Reason {
  code: ErrorCode;
  message?: string;
  hint?: string;
}

const REASONS = new Map<string, Reason>([
  ["item_name_in_use", {
    code: "conflict",
    message: "A file or folder with this name is already in the folder",
  }],
  ["insufficient_scope", { code: "missing_scope" }],
  ["access_denied_insufficient_permissions", {
    code: "provider_denied",
    hint: "Give the connected account access to it, and the connector the scope root_readwrite",
  }],
  ["forbidden_by_policy", {
    code: "provider_denied",
    message: "The administrator of this Box account does not allow this",
  }],
  ["storage_limit_exceeded", { code: "quota_exceeded", message: "The connected Box account is full" }],
  ["file_size_limit_exceeded", {
    code: "payload_too_large",
    message: "This file is larger than the plan of the connected Box account allows",
  }],
  ["trashed", { code: "not_found", message: "This is in the trash of Box" }],
  ["not_found", {
    code: "not_found",
    message: "Box has no such file or folder, or the connected account cannot see it",
  }],
  ["session_expired", { code: "not_found", message: "Box no longer has this upload, start it again" }],
  ["upload_failed", { code: "not_found", message: "Box gave this upload up, start it again" }],
  ["bad_digest", { code: "provider_rejected", message: "The content did not arrive at Box as it was sent" }],
  ["folder_not_empty", { code: "provider_rejected", message: "This folder is not empty" }],
  ["user_already_collaborator", { code: "conflict", message: "This person has access already" }],
  ...reasons("provider_denied", "access_denied"),
  ...reasons("conflict", "precondition_failed range_overlaps_existing_part"),
  // Box does nothing with these, and takes them a moment later.
  ...reasons("rate_limited", "rate_limit_exceeded operation_blocked_temporary name_temporarily_reserved"),
]);

function reasons(code: ErrorCode, list: string): [string, Reason][] {
  return list.split(" ").map((reason) => [reason, { code }]);
}

/** What has a name already: an object for files, a list for folders. */
const Conflict = z.object({
  id: z.string(),
  type: z.string(),
  sha1: z.string().optional(),
  etag: z.string().nullish(),
});

const ErrorAnswer = z.object({
  code: z.string().optional(),
  message: z.string().optional(),
  context_info: z.object({ conflicts: z.union([Conflict, z.array(Conflict)]).optional() }).nullish()
    .catch(undefined),
});

function boxFailure({ status, body }: Answer): Failure | undefined {
  const byStatus = statusFailure(NAME, status);
  if (!byStatus) return undefined;
  const { data } = ErrorAnswer.safeParse(body);
  const known = REASONS.get(data?.code ?? "");
  const code = known?.code ?? byStatus.code;
  const [existing] = [data?.context_info?.conflicts ?? []].flat();
  return {
    code,
    reason: data?.code,
    message: known?.message ??
      (code === "provider_rejected" && data?.message
        ? `${NAME} refused: ${data.message}`
        : failureMessage(NAME, code)),
    hint: known?.hint,
    params: existing && { existing },
  };
}
