/**
 * The one error class of the collection, its closed set of codes, and the body that a caller receives.
 *
 * @module
 * @version 0.1.0
 */

/** Every code and its HTTP status. 502 and 504 are never used: edges replace the bodies of those answers. */
export const STATUS = {
  invalid_request: 400,
  invalid_input: 400,
  sign_in_required: 401,
  not_allowed: 403,
  method_not_allowed: 405,
  payload_too_large: 413,
  unsupported_media_type: 415,
  not_connected: 424,
  connection_expired: 424,
  missing_scope: 424,
  not_configured: 424,
  not_found: 404,
  conflict: 409,
  provider_rejected: 422,
  provider_denied: 403,
  rate_limited: 429,
  quota_exceeded: 429,
  provider_unavailable: 503,
  provider_timeout: 503,
  provider_invalid_response: 503,
  platform_unavailable: 503,
  internal_error: 500,
} as const;

export type ErrorCode = keyof typeof STATUS;

/**
 * What became of the job:
 * - `not_done`: nothing was changed or sent;
 * - `unknown`: it may have happened, so look before repeating it;
 * - `done`: it happened, only the provider's answer could not be read;
 * - `partial`: some steps happened; `done` says which.
 */
export type Outcome = "not_done" | "unknown" | "done" | "partial";

/** Codes that a later, identical call may well not meet. */
const TRANSIENT = new Set<ErrorCode>([
  "rate_limited",
  "provider_unavailable",
  "provider_timeout",
  "platform_unavailable",
]);

export interface Issue {
  /** Where in the input, such as `attachments[0].name`; empty for the input as a whole. */
  path: string;
  message: string;
}

export interface ErrorDetails {
  /** The next step for the app's owner. Shown to admins and service callers only. */
  hint?: string | undefined;
  /** Values for programs and translations. */
  params?: Record<string, unknown> | undefined;
  issues?: Issue[] | undefined;
  /** Seconds to wait before another try. */
  retryAfter?: number | undefined;
  outcome?: Outcome | undefined;
  /** What the committed steps left behind, for `partial`. */
  done?: Record<string, unknown> | undefined;
  provider?: ProviderFault | undefined;
  /** Response headers that belong to the status, such as `Allow`. */
  headers?: Record<string, string> | undefined;
}

/** What the provider itself said. */
export interface ProviderFault {
  service: string;
  status: number | undefined;
  /** The provider's own code, such as Slack's `channel_not_found`. */
  code: string | undefined;
  requestId: string | undefined;
}

/**
 * A failure that a caller is meant to read. `message` is for the person in front of the app; `code` and
 * `params` are for programs.
 */
export class FunctionError extends Error {
  override readonly name = "FunctionError";
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message);
    this.code = code;
    this.details = details;
  }

  get outcome(): Outcome {
    return this.details.outcome ?? "not_done";
  }

  get retryable(): boolean {
    return this.outcome === "not_done" && TRANSIENT.has(this.code);
  }

  /** The same error with some details replaced. */
  with(details: ErrorDetails): FunctionError {
    return new FunctionError(this.code, this.message, { ...this.details, ...details });
  }
}

/** The JSON body of a failed call. Flat, because front ends put `data.error` on the screen. */
export interface ErrorBody {
  error: string;
  code: ErrorCode;
  retryable: boolean;
  outcome: Outcome;
  retryAfter?: number;
  done?: Record<string, unknown>;
  hint?: string;
  params?: Record<string, unknown>;
  issues?: Issue[];
  provider?: ProviderFault;
}

/** `showHint` is for admins and service callers; everybody else is sent to the app's owner. */
export function errorBody(error: FunctionError, showHint: boolean): ErrorBody {
  const { hint, params, issues, retryAfter, done, provider } = error.details;
  return {
    error: error.message,
    code: error.code,
    retryable: error.retryable,
    outcome: error.outcome,
    ...(retryAfter !== undefined && { retryAfter }),
    ...(done && { done }),
    ...(hint && { hint: showHint ? hint : "Ask the owner of this app" }),
    ...(params && { params }),
    ...(issues && { issues }),
    ...(provider && { provider }),
  };
}

/** For functions that look something up: nothing found is an answer, not a failure. */
export async function nullIfNotFound<T>(request: Promise<T>): Promise<T | null> {
  try {
    return await request;
  } catch (error) {
    if (error instanceof FunctionError && error.code === "not_found") return null;
    throw error;
  }
}
