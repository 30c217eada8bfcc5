/**
 * What all Google APIs have in common: bearer tokens, the error body, scope names.
 *
 * @see https://docs.cloud.google.com/apis/design/errors
 * @module
 * @version 0.1.0
 */
import type { ErrorCode } from "../runtime/errors.ts";
import {
  type Answer,
  defineService,
  type Failure,
  failureMessage,
  type Service,
  statusFailure,
} from "../runtime/service.ts";
import * as z from "../runtime/zod.ts";

export interface GoogleService {
  connector: string;
  name: string;
  baseUrl: string;
  /** Google hosts beside that of `baseUrl`, all of which may get the token. */
  hosts?: readonly string[];
  /** What only this service reports, by reason; for the same reason it comes before the common reading. */
  reasons?: ReadonlyMap<string, Reason>;
}

/** What a reason means, and the words for it where Google's own do not help. */
export interface Reason {
  code: ErrorCode;
  message?: string;
  hint?: string;
}

export function defineGoogleService(google: GoogleService): Service {
  return defineService({
    connector: google.connector,
    name: google.name,
    baseUrl: google.baseUrl,
    hosts: google.hosts ?? [],
    headers: ({ accessToken }) => ({ authorization: `Bearer ${accessToken}` }),
    failure: (answer) => googleFailure(google, answer),
  });
}

/** Older APIs name reasons in `errors[]`, newer ones in `status` and `details[]`; many send both. */
const ErrorAnswer = z.object({
  error: z.object({
    message: z.string().default(""),
    status: z.string().optional(),
    errors: z.array(z.object({ reason: z.string().optional() })).default([]),
    details: z.array(z.object({ reason: z.string().optional() })).default([]),
  }),
});

const REASONS = new Map<string, ErrorCode>([
  ...reasons("connection_expired", "authError UNAUTHENTICATED"),
  ...reasons("missing_scope", "ACCESS_TOKEN_SCOPE_INSUFFICIENT insufficientPermissions insufficientScopes"),
  ...reasons(
    "rate_limited",
    "rateLimitExceeded userRateLimitExceeded RATE_LIMIT_EXCEEDED RESOURCE_EXHAUSTED",
  ),
  ...reasons(
    "quota_exceeded",
    "dailyLimitExceeded quotaExceeded storageQuotaExceeded sharingRateLimitExceeded",
  ),
  ...reasons("provider_unavailable", "backendError internalError UNAVAILABLE INTERNAL DEADLINE_EXCEEDED"),
  ...reasons("not_found", "notFound NOT_FOUND"),
  ...reasons("conflict", "duplicate conditionNotMet ALREADY_EXISTS ABORTED"),
  ...reasons("provider_denied", "forbidden domainPolicy appNotAuthorizedToFile PERMISSION_DENIED"),
]);

function reasons(code: ErrorCode, list: string): [string, ErrorCode][] {
  return list.split(" ").map((reason) => [reason, code]);
}

function googleFailure({ name, reasons }: GoogleService, answer: Answer): Failure | undefined {
  const byStatus = statusFailure(name, answer.status);
  if (!byStatus) return undefined;
  const { data } = ErrorAnswer.safeParse(answer.body);
  if (!data) return byStatus;

  const { message, status, errors, details } = data.error;
  const named = [...details, ...errors].flatMap(({ reason }) => reason ?? []);
  const candidates = status === undefined ? named : [...named, status];
  const known = candidates.map((reason) => reasons?.get(reason) ?? commonReason(reason))
    .find((found) => found !== undefined);
  const code = known?.code ?? byStatus.code;
  return {
    code,
    reason: candidates[0],
    message: known?.message ??
      (code === "provider_rejected" && message ? `${name} refused: ${message}` : failureMessage(name, code)),
    hint: known?.hint,
    retryAt: code === "rate_limited" ? retryTime(message) : undefined,
  };
}

function commonReason(reason: string): Reason | undefined {
  const code = REASONS.get(reason);
  return code && { code };
}

/** Gmail sends no `Retry-After`, but names the time in its message. Other messages hold no such time. */
function retryTime(message: string): number | undefined {
  const [, time] = /Retry after (\d{4}-\d\d-\d\dT[\d:.]+Z)/.exec(message) ?? [];
  return time === undefined ? undefined : Date.parse(time);
}

/** The name under which Google's consent knows a scope. */
export function googleScope(name: string): string {
  return `https://www.googleapis.com/auth/${name}`;
}
