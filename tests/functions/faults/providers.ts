/**
 * How each provider spells its refusals and faults. Every message holds the token, as if the provider echoed it:
 * it must not get any further.
 *
 * @module
 */
import type { ErrorCode } from "../../../shared/runtime/errors.ts";
import { PROVIDER_TOKENS } from "../../support/base44.ts";

const [TOKEN] = PROVIDER_TOKENS;

export interface Spelled {
  status: number;
  headers?: Record<string, string>;
  json: unknown;
}

export interface ProviderFaults {
  expired: Spelled;
  denied: Spelled;
  notFound: Spelled;
  conflict: Spelled;
  rateLimited: Spelled;
  /** Absent where the provider's answer is that of `denied`. */
  missingScope?: Spelled;
  /** A fault of the provider's own, told inside a 2xx. */
  faultInside200?: Spelled;
  /** What a redirect that is not followed means, where it is more than an answer that cannot be used. */
  redirected?: ErrorCode;
  /** Every success is JSON that says so, and anything else in a 2xx is no success. */
  needsJson?: boolean;
}

/** For providers that tell by the status. */
const BY_STATUS: ProviderFaults = {
  expired: plain(401, "Unauthorized"),
  denied: plain(403, "Forbidden"),
  notFound: plain(404, "Not found"),
  conflict: plain(409, "Conflict"),
  rateLimited: plain(429, "Too many requests"),
};

function plain(status: number, message: string): Spelled {
  return { status, json: { error: message.replaceAll(" ", "_"), message: `${message}: ${TOKEN}` } };
}

const SLACK: ProviderFaults = {
  expired: slack("token_revoked"),
  denied: slack("restricted_action"),
  notFound: slack("channel_not_found"),
  conflict: slack("is_archived"),
  rateLimited: { ...slack("ratelimited"), status: 429 },
  missingScope: {
    status: 200,
    json: { ok: false, error: "missing_scope", needed: "chat:write", provided: TOKEN },
  },
  faultInside200: slack("internal_error"),
  needsJson: true,
};

function slack(error: string): Spelled {
  return { status: 200, json: { ok: false, error, response_metadata: { messages: [TOKEN] } } };
}

const GOOGLE: ProviderFaults = {
  expired: google(401, "authError"),
  denied: google(403, "forbidden"),
  notFound: google(404, "notFound"),
  conflict: google(409, "duplicate"),
  rateLimited: google(403, "rateLimitExceeded"),
  missingScope: {
    status: 403,
    json: {
      error: {
        code: 403,
        message: `Request had insufficient authentication scopes. ${TOKEN}`,
        errors: [{ message: "Insufficient Permission", domain: "global", reason: "insufficientPermissions" }],
        status: "PERMISSION_DENIED",
        details: [{
          "@type": "type.googleapis.com/google.rpc.ErrorInfo",
          reason: "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
          domain: "googleapis.com",
        }],
      },
    },
  },
};

function google(status: number, reason: string): Spelled {
  const message = `${reason}: ${TOKEN}`;
  return {
    status,
    json: { error: { code: status, message, errors: [{ domain: "global", reason, message }] } },
  };
}

const MICROSOFT: ProviderFaults = {
  expired: microsoft(401, "InvalidAuthenticationToken"),
  denied: microsoft(403, "ErrorSendAsDenied"),
  notFound: microsoft(404, "ErrorItemNotFound"),
  conflict: microsoft(409, "ErrorIrresolvableConflict"),
  rateLimited: microsoft(429, "TooManyRequests"),
  missingScope: microsoft(403, "ErrorAccessDenied"),
};

function microsoft(status: number, code: string): Spelled {
  return {
    status,
    json: { error: { code, message: `${code}: ${TOKEN}`, innerError: { "request-id": "94fb3b52" } } },
  };
}

const GITHUB: ProviderFaults = {
  expired: github(401, "Bad credentials"),
  denied: github(403, "Resource not accessible by integration"),
  notFound: github(404, "Not Found"),
  conflict: github(409, "Git Repository is empty."),
  rateLimited: github(403, "You have exceeded a secondary rate limit."),
  missingScope: {
    ...github(403, "Forbidden"),
    headers: { "x-oauth-scopes": "read:user", "x-accepted-oauth-scopes": "repo" },
  },
  redirected: "not_found",
};

function github(status: number, message: string): Spelled {
  return { status, json: { message: `${message} ${TOKEN}`, status: String(status) } };
}

const LINEAR: ProviderFaults = {
  expired: linear(401, "AUTHENTICATION_ERROR", "authentication error"),
  denied: linear(200, "FORBIDDEN", "forbidden"),
  notFound: linear(200, "INPUT_ERROR", "invalid input", "Entity not found: Issue"),
  conflict: BY_STATUS.conflict,
  rateLimited: linear(400, "RATELIMITED", "ratelimited"),
  faultInside200: linear(200, "INTERNAL_SERVER_ERROR", "internal error"),
  needsJson: true,
};

function linear(status: number, code: string, type: string, message = type): Spelled {
  return {
    status,
    json: {
      errors: [{ message: `${message} ${TOKEN}`, extensions: { code, type, statusCode: status } }],
      data: null,
    },
  };
}

const NOTION: ProviderFaults = {
  expired: notion(401, "unauthorized"),
  denied: notion(403, "restricted_resource"),
  notFound: notion(404, "object_not_found"),
  conflict: notion(409, "conflict_error"),
  rateLimited: notion(429, "rate_limited"),
};

function notion(status: number, code: string): Spelled {
  return {
    status,
    json: { object: "error", status, code, message: `${code}: ${TOKEN}`, request_id: "5f1d" },
  };
}

const AIRTABLE: ProviderFaults = {
  expired: airtable(401, "AUTHENTICATION_REQUIRED"),
  denied: airtable(403, "INVALID_PERMISSIONS"),
  notFound: { status: 404, json: { error: "NOT_FOUND" } },
  conflict: BY_STATUS.conflict,
  rateLimited: { status: 429, json: { errors: [{ error: "RATE_LIMIT_REACHED", message: TOKEN }] } },
};

function airtable(status: number, type: string): Spelled {
  return { status, json: { error: { type, message: `${type}: ${TOKEN}` } } };
}

const SALESFORCE: ProviderFaults = {
  expired: salesforce(401, "INVALID_SESSION_ID"),
  denied: salesforce(403, "INSUFFICIENT_ACCESS_OR_READONLY"),
  notFound: salesforce(404, "NOT_FOUND"),
  conflict: salesforce(400, "DUPLICATE_VALUE"),
  rateLimited: BY_STATUS.rateLimited,
};

function salesforce(status: number, errorCode: string): Spelled {
  return { status, json: [{ message: `${errorCode}: ${TOKEN}`, errorCode }] };
}

const HUBSPOT: ProviderFaults = {
  expired: hubspot(401, "EXPIRED_AUTHENTICATION"),
  denied: hubspot(403, "FORBIDDEN"),
  notFound: hubspot(404, "OBJECT_NOT_FOUND"),
  conflict: hubspot(409, "CONFLICT"),
  rateLimited: hubspot(429, "RATE_LIMITS"),
  missingScope: hubspot(403, "MISSING_SCOPES"),
};

function hubspot(status: number, category: string): Spelled {
  return {
    status,
    json: { status: "error", message: `${category}: ${TOKEN}`, correlationId: "0f1e2d3c", category },
  };
}

/** What a route itself refuses is 409, whatever it is about. */
const DROPBOX: ProviderFaults = {
  expired: dropbox(401, "expired_access_token"),
  denied: dropbox(403, "no_permission"),
  notFound: dropbox(409, "path", { path: { ".tag": "not_found" } }),
  conflict: dropbox(409, "path", { path: { ".tag": "conflict", conflict: { ".tag": "file" } } }),
  rateLimited: {
    status: 429,
    json: { error_summary: `too_many_requests/${TOKEN}`, error: { reason: { ".tag": "too_many_requests" } } },
  },
  missingScope: dropbox(401, "missing_scope", { required_scope: "files.content.write" }),
};

function dropbox(status: number, tag: string, value: object = {}): Spelled {
  return { status, json: { error_summary: `${tag}/${TOKEN}`, error: { ".tag": tag, ...value } } };
}

const BOX: ProviderFaults = {
  expired: { status: 401, json: undefined },
  denied: box(403, "access_denied_insufficient_permissions"),
  notFound: box(404, "not_found"),
  conflict: box(409, "conflict"),
  rateLimited: box(429, "rate_limit_exceeded"),
  missingScope: box(403, "insufficient_scope"),
};

function box(status: number, code: string): Spelled {
  return { status, json: { type: "error", status, code, message: `${code}: ${TOKEN}`, request_id: "abc" } };
}

const LINKEDIN: ProviderFaults = {
  expired: linkedin(401, "EXPIRED_ACCESS_TOKEN"),
  denied: linkedin(403, "ACCESS_DENIED"),
  notFound: linkedin(404, "NOT_FOUND"),
  conflict: linkedin(409, "CONFLICT"),
  rateLimited: linkedin(429, "TOO_MANY_REQUESTS"),
};

function linkedin(status: number, code: string): Spelled {
  return { status, json: { status, code, message: `${code}: ${TOKEN}` } };
}

const TIKTOK: ProviderFaults = {
  expired: tiktok(401, "access_token_invalid"),
  denied: tiktok(403, "unaudited_client_can_only_post_to_private_accounts"),
  notFound: tiktok(400, "invalid_publish_id"),
  conflict: tiktok(400, "publish_not_cancellable"),
  rateLimited: tiktok(429, "rate_limit_exceeded"),
  missingScope: tiktok(401, "scope_not_authorized"),
  faultInside200: tiktok(200, "internal_error"),
  needsJson: true,
};

function tiktok(status: number, code: string): Spelled {
  return { status, json: { data: {}, error: { code, message: `${code}: ${TOKEN}`, log_id: "20260526" } } };
}

const BY_CONNECTOR: Record<string, ProviderFaults> = {
  box: BOX,
  dropbox: DROPBOX,
  slack: SLACK,
  slackbot: SLACK,
  gmail: GOOGLE,
  googlecalendar: GOOGLE,
  googledrive: GOOGLE,
  googlesheets: GOOGLE,
  googledocs: GOOGLE,
  googleslides: GOOGLE,
  google_classroom: GOOGLE,
  googlebigquery: GOOGLE,
  google_analytics: GOOGLE,
  google_search_console: GOOGLE,
  outlook: MICROSOFT,
  one_drive: MICROSOFT,
  share_point: MICROSOFT,
  microsoft_teams: MICROSOFT,
  github: GITHUB,
  linear: LINEAR,
  notion: NOTION,
  airtable: AIRTABLE,
  hubspot: HUBSPOT,
  linkedin: LINKEDIN,
  salesforce: SALESFORCE,
  tiktok: TIKTOK,
};

/** Pre-signed addresses belong to no API, and tell by the status. */
export function faultsOf(connector: string, presigned: boolean): ProviderFaults {
  return presigned ? BY_STATUS : BY_CONNECTOR[connector] ?? BY_STATUS;
}
