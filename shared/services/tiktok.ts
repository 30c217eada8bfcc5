/**
 * TikTok for Developers: how it reports failure, inside of 200 answers too, and its ids beyond 2^53.
 *
 * @see https://developers.tiktok.com/doc/tiktok-api-v2-error-handling
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

const NAME = "TikTok";
/** The only host that gets the token. */
export const API_HOST = "open.tiktokapis.com";

export const tiktok = defineService({
  connector: "tiktok",
  name: NAME,
  baseUrl: `https://${API_HOST}/v2/`,
  // Where videos are uploaded to; which host, TikTok says each time.
  presignedHosts: ["*.tiktokapis.com"],
  headers: ({ accessToken }) => ({ authorization: `Bearer ${accessToken}` }),
  failure: tiktokFailure,
  prepareJson: quoteLongIntegers,
});

/** JSON numbers of 16 and more digits would be rounded, and TikTok's ids have 19: they become text. */
export function quoteLongIntegers(json: string): string {
  return json.replace(
    /"(?:[^"\\]+|\\[^])*"?|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/g,
    (token) => /^-?\d{16,}$/.test(token) ? `"${token}"` : token,
  );
}

interface Meaning {
  code: ErrorCode;
  message?: string;
  hint?: string;
}

const MEANINGS = new Map<string, Meaning>([
  ["access_token_invalid", { code: "connection_expired" }],
  ["scope_not_authorized", { code: "missing_scope" }],
  ["scope_permission_missed", { code: "missing_scope" }],
  ["invalid_params", { code: "provider_rejected" }],
  ["invalid_param", { code: "provider_rejected" }],
  ["invalid_file_upload", { code: "provider_rejected" }],
  ["rate_limit_exceeded", { code: "rate_limited" }],
  ["internal_error", { code: "provider_unavailable" }],
  ["unaudited_client_can_only_post_to_private_accounts", {
    code: "provider_denied",
    message: "TikTok has not approved this app for public posts",
    hint: "Set the TikTok account to private and use the privacyLevel SELF_ONLY, " +
      "until the TikTok app of the connector has passed TikTok's audit",
  }],
  ["privacy_level_option_mismatch", {
    code: "provider_rejected",
    message: "This privacyLevel is not available for the connected TikTok account",
    hint: "Use one of the privacyLevels that tiktok-get-creator-info gives",
  }],
  ["url_ownership_unverified", {
    code: "provider_rejected",
    message: "TikTok only downloads from domains that are verified for its app",
    hint: "Upload the video with file or fileUrl, or verify the domain in the console of the TikTok app",
  }],
  ["spam_risk_too_many_posts", {
    code: "quota_exceeded",
    message: "The connected TikTok account has reached its daily limit of posts by apps",
    hint: "Post in the TikTok app, or wait 24 hours",
  }],
  ["spam_risk_too_many_pending_share", {
    code: "quota_exceeded",
    message: "Too many drafts wait in the inbox of the connected TikTok account",
    hint: "Finish or delete some of them in the TikTok app",
  }],
  ["spam_risk_user_banned_from_posting", {
    code: "provider_denied",
    message: "The connected TikTok account may not post now",
    hint: "Look for notices in the TikTok app",
  }],
  ["reached_active_user_cap", {
    code: "quota_exceeded",
    message: "The TikTok app of this connection has reached its daily limit of users",
    hint: "Wait 24 hours: the limit ends when the TikTok app has passed TikTok's audit",
  }],
  ["app_version_check_failed", {
    code: "provider_denied",
    message: "The TikTok app of the connected account is too old for this",
    hint: "Update the TikTok app on the phone",
  }],
  ["invalid_publish_id", { code: "not_found", message: "TikTok does not know this publishId" }],
  ["token_not_authorized_for_specified_publish_id", {
    code: "provider_denied",
    message: "This publishId belongs to another TikTok account or app",
  }],
  ["publish_not_cancellable", { code: "conflict", message: "This post can no longer be cancelled" }],
]);

const ErrorAnswer = z.object({
  error: z.object({
    code: z.string(),
    message: z.string().catch(""),
    log_id: z.string().optional().catch(undefined),
    logid: z.string().optional().catch(undefined),
  }),
});

/** TikTok names no time in its headers. Its limits are by the minute. */
const RATE_LIMIT_SECONDS = 60;

function tiktokFailure({ status, headers, body }: Answer): Failure | undefined {
  const byStatus = statusFailure(NAME, status);
  const { data } = ErrorAnswer.safeParse(body);
  if (!data || (!byStatus && data.error.code === "ok")) return byStatus;
  const { code: reason, message: said, log_id, logid } = data.error;
  const { code, message, hint }: Meaning = MEANINGS.get(reason) ??
    { code: byStatus?.code ?? "provider_rejected" };
  const logId = log_id || logid;
  return {
    code,
    reason,
    message: message ??
      (code === "provider_rejected" ? `${NAME} refused: ${said || reason}` : failureMessage(NAME, code)),
    hint,
    ...(logId && { params: { logId } }),
    ...(code === "rate_limited" && !headers.has("retry-after") && { retryAfter: RATE_LIMIT_SECONDS }),
  };
}

/** Whether the account cannot post for now, which TikTok answers instead of what it may post. */
export function isPostingBlock(reason: string | undefined): boolean {
  return reason !== undefined && (reason.startsWith("spam_risk") || reason === "reached_active_user_cap");
}
