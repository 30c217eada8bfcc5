/**
 * ClickUp: where it lives, how it reports failure, its ids.
 *
 * @see https://developer.clickup.com/docs/common_errors
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

const NAME = "ClickUp";

export const clickup = defineService({
  connector: "clickup",
  name: NAME,
  baseUrl: "https://api.clickup.com/api/v2/",
  headers: ({ accessToken }) => ({ authorization: `Bearer ${accessToken}` }),
  failure: clickupFailure,
});

/** Callers below admin may only use the lists that this secret names, by ID. */
export const CLICKUP_ALLOWED_LISTS = "CLICKUP_ALLOWED_LISTS";

const ErrorAnswer = z.object({ err: z.string().default(""), ECODE: z.string().optional() });

/** "Team not authorized" also answers for what does not exist, so only these mean a dead token. */
const DEAD_TOKEN = new Set(["OAUTH_017", "OAUTH_019", "OAUTH_021", "OAUTH_025", "OAUTH_077"]);
const OTHER_CODES = new Map<string, ErrorCode>([
  ["GBUSED_005", "quota_exceeded"],
  ["ITEM_013", "not_found"],
  ["ITEM_015", "not_found"],
]);

function clickupFailure({ status, headers, body }: Answer): Failure | undefined {
  const byStatus = statusFailure(NAME, status);
  if (!byStatus) return undefined;
  const { data } = ErrorAnswer.safeParse(body);
  const reason = data?.ECODE;
  const code = codeOf(status, reason ?? "") ?? byStatus.code;
  return {
    code,
    reason,
    message: code === "provider_rejected" && data?.err
      ? `${NAME} refused: ${data.err}`
      : failureMessage(NAME, code),
    hint: code === "provider_denied"
      ? "Use IDs of a Workspace that was chosen when ClickUp was connected, and a plan that allows this"
      : undefined,
    retryAt: code === "rate_limited" ? resetTime(headers) : undefined,
  };
}

function codeOf(status: number, reason: string): ErrorCode | undefined {
  const isElsewhere = status === 401 && reason.startsWith("OAUTH_") && !DEAD_TOKEN.has(reason);
  return isElsewhere ? "provider_denied" : OTHER_CODES.get(reason);
}

/** ClickUp sends no `Retry-After`, but says when its minute ends, in seconds since 1970. */
function resetTime(headers: Headers): number | undefined {
  const seconds = Number(headers.get("x-ratelimit-reset") ?? NaN);
  return Number.isFinite(seconds) ? seconds * 1_000 : undefined;
}

export const clickupId = z.string().regex(/^\d{1,20}$/, "Expected an ID of digits, such as 901523453199");
export const clickupTaskId = z.string().regex(/^[A-Za-z0-9]{1,20}$/, "Expected a task ID such as 86c9w41hk");
export const clickupUserId = z.int().positive();
