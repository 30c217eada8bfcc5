/**
 * Calls the connector functions of this app: typed input and result, and one error class for all that can go wrong.
 *
 * @example
 * import { base44 } from "@/api/base44Client";
 * import { callFunction, FunctionCallError } from "@/lib/connector-functions";
 *
 * try {
 *   const { ts } = await callFunction(base44, "slack-post", { channel: "C0123456789", text: "Hi" });
 * } catch (error) {
 *   if (!(error instanceof FunctionCallError)) throw error;
 *   toast(error.message); // error.code, error.retryable and error.outcome are for the program.
 * }
 *
 * @module
 */

/** The part of the Base44 client that is used. */
export interface Base44Client {
  functions: { invoke(name: string, input?: object): Promise<unknown> };
}

export type FunctionName = keyof Functions;
export type FunctionInput<Name extends FunctionName> = Functions[Name]["input"];
export type FunctionResult<Name extends FunctionName> = Functions[Name]["result"];

/**
 * What this file finds by itself, besides the codes of the functions:
 * - `network_error`: there was no answer;
 * - `not_deployed`: this app has no function of that name;
 * - `unexpected_answer`: the answer is not one of these functions'.
 */
export type CallErrorCode = FunctionErrorCode | "network_error" | "not_deployed" | "unexpected_answer";

/**
 * What became of the job:
 * - `not_done`: nothing was changed or sent;
 * - `unknown`: it may have happened, so look before repeating it;
 * - `done`: it happened, only the provider's answer could not be read;
 * - `partial`: some steps happened; `done` says which.
 */
export type Outcome = "not_done" | "unknown" | "done" | "partial";

export interface CallFailure {
  functionName: FunctionName;
  /** Functions that are newer than this file may have codes that it does not list. */
  code: CallErrorCode | (string & Record<never, never>);
  message: string;
  /** Of the HTTP answer; `undefined` where there was none. */
  status: number | undefined;
  /** Whether the same call may be made again as it is. */
  retryable: boolean;
  /** Seconds to wait before another try. */
  retryAfter: number | undefined;
  outcome: Outcome;
  /** What the finished steps left behind, where `outcome` is `partial`. */
  done: Record<string, unknown> | undefined;
  /** The next step for the app's owner. */
  hint: string | undefined;
  /** Values that belong to the message, such as `connector` and `scopes`. */
  params: Record<string, unknown> | undefined;
  /** What does not fit in the input, and where. */
  issues: { path: string; message: string }[] | undefined;
}

export class FunctionCallError extends Error implements CallFailure {
  override readonly name = "FunctionCallError";
  readonly functionName: FunctionName;
  readonly code: CallFailure["code"];
  readonly status: number | undefined;
  readonly retryable: boolean;
  readonly retryAfter: number | undefined;
  readonly outcome: Outcome;
  readonly done: Record<string, unknown> | undefined;
  readonly hint: string | undefined;
  readonly params: Record<string, unknown> | undefined;
  readonly issues: { path: string; message: string }[] | undefined;

  constructor(failure: CallFailure, cause?: unknown) {
    super(translate(failure), { cause });
    this.functionName = failure.functionName;
    this.code = failure.code;
    this.status = failure.status;
    this.retryable = failure.retryable;
    this.retryAfter = failure.retryAfter;
    this.outcome = failure.outcome;
    this.done = failure.done;
    this.hint = failure.hint;
    this.params = failure.params;
    this.issues = failure.issues;
  }
}

/** A text, or what makes one of the failure; `failure.message` is the English one. */
export type Message = string | ((failure: CallFailure) => string);

export interface Settings {
  /** By code: what people read instead of the English message. */
  messages?: { readonly [code in CallErrorCode]?: Message };
  /**
   * The names under which the functions are deployed, where these are others: a list, or a rule such as
   * `camelCaseName` for apps that agents built, or ``(name) => `connectors__${name}` `` for a plugin.
   */
  names?: { readonly [name in FunctionName]?: string } | ((name: FunctionName) => string);
}

let settings: Settings = {};

/** Sets names and messages for all calls, in place of what was set before. */
export function configureFunctions(changed: Settings): void {
  settings = changed;
}

/** `slackPost` for `slack-post`. */
export function camelCaseName(name: FunctionName): string {
  return name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** Resolves to what the function answers. Every failure is a `FunctionCallError`. */
export async function callFunction<Name extends FunctionName>(
  base44: Base44Client,
  name: Name,
  input: FunctionInput<Name>,
): Promise<FunctionResult<Name>> {
  const response = await base44.functions.invoke(deployedName(name), input).catch((error: unknown) => {
    throw new FunctionCallError(failureOf(name, error), error);
  });
  if (!isRecord(response) || !isRecord(response.data)) {
    throw new FunctionCallError(unexpected(name, response));
  }
  return response.data as FunctionResult<Name>;
}

function deployedName(name: FunctionName): string {
  const { names } = settings;
  return (typeof names === "function" ? names(name) : names?.[name]) ?? name;
}

function translate(failure: CallFailure): string {
  const messages: Readonly<Record<string, Message | undefined>> = settings.messages ?? {};
  const message = Object.hasOwn(messages, failure.code) ? messages[failure.code] : undefined;
  return typeof message === "function" ? message(failure) : message ?? failure.message;
}

function failureOf(functionName: FunctionName, error: unknown): CallFailure {
  const thrown = isRecord(error) ? error : {};
  const response = isRecord(thrown.response) ? thrown.response : thrown;
  const status = typeof response.status === "number" ? response.status : undefined;
  if (status === undefined) return unsent(functionName, thrown);
  const data = isRecord(response.data) ? response.data : {};
  const { code, error: message, outcome } = data;
  if (typeof code !== "string" || typeof message !== "string" || !isOutcome(outcome)) {
    return refusal(functionName, status, response.headers);
  }
  return {
    functionName,
    code,
    message,
    status,
    outcome,
    retryable: data.retryable === true,
    retryAfter: typeof data.retryAfter === "number" ? data.retryAfter : undefined,
    done: isRecord(data.done) ? data.done : undefined,
    hint: typeof data.hint === "string" ? data.hint : undefined,
    params: isRecord(data.params) ? data.params : undefined,
    issues: Array.isArray(data.issues) ? data.issues : undefined,
  };
}

/** Without an answer: the SDK sent nothing, or the network lost the request or the answer. */
function unsent(functionName: FunctionName, { isAxiosError, message }: Record<string, unknown>): CallFailure {
  return isAxiosError === true
    ? failure(functionName, "network_error", "The app could not be reached: check the connection", undefined)
    : failure(functionName, "invalid_request", String(message ?? "The call could not be made"), undefined);
}

/** Base44 itself, or something on the way, answered in the function's place. */
function refusal(functionName: FunctionName, status: number, headers: unknown): CallFailure {
  switch (status) {
    case 401:
      return failure(functionName, "sign_in_required", "Sign in to use this function", status);
    case 403:
      return failure(functionName, "not_allowed", "This app does not let you use this function", status);
    case 404:
      return failure(
        functionName,
        "not_deployed",
        `This app has no function ${deployedName(functionName)}`,
        status,
      );
    case 413:
      return failure(functionName, "payload_too_large", "This is more than the app takes at once", status);
    case 429: {
      const seconds = isRecord(headers) ? Number(headers["retry-after"]) : NaN;
      const retryAfter = Number.isFinite(seconds) ? seconds : undefined;
      return {
        ...failure(functionName, "rate_limited", "The app is busy, try again later", status),
        retryAfter,
      };
    }
  }
  return status >= 500
    ? failure(functionName, "platform_unavailable", "The app is not available at the moment", status)
    : failure(functionName, "unexpected_answer", `The app answered with the status ${status}`, status);
}

function unexpected(functionName: FunctionName, response: unknown): CallFailure {
  const status = isRecord(response) && typeof response.status === "number" ? response.status : undefined;
  return failure(functionName, "unexpected_answer", "The app answered in an unexpected way", status);
}

/** After these the function may have run, as far as this file can tell. */
const UNCERTAIN: readonly string[] = ["network_error", "platform_unavailable", "unexpected_answer"];
const TRANSIENT: readonly string[] = ["network_error", "platform_unavailable", "rate_limited"];

function failure(
  functionName: FunctionName,
  code: CallErrorCode,
  message: string,
  status: number | undefined,
): CallFailure {
  const outcome = UNCERTAIN.includes(code) && !READING.has(functionName) ? "unknown" : "not_done";
  return {
    functionName,
    code,
    message,
    status,
    outcome,
    retryable: outcome === "not_done" && TRANSIENT.includes(code),
    retryAfter: undefined,
    done: undefined,
    hint: undefined,
    params: undefined,
    issues: undefined,
  };
}

function isOutcome(value: unknown): value is Outcome {
  return value === "not_done" || value === "unknown" || value === "done" || value === "partial";
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

// From here on the build puts what it knows of the functions.
export type FunctionErrorCode = import("../../shared/runtime/errors.ts").ErrorCode;

const READING: ReadonlySet<FunctionName> = new Set();

export interface Functions {
  [name: `${string}-${string}`]: { input: object; result: unknown };
}
