/**
 * What a service file says about its provider: where it lives, how requests are signed, how it reports failure.
 *
 * @module
 * @version 0.1.0
 */
import type { ErrorCode } from "./errors.ts";

/** What Base44 hands out for a connector. */
export interface Connection {
  accessToken: string;
  /** Values that some connectors add, such as an instance's address. */
  connectionConfig: Record<string, string> | null;
}

/** A provider's answer, as much of it as tells success from failure. */
export interface Answer {
  status: number;
  headers: Headers;
  /** The parsed JSON, the text where it is no JSON, `undefined` where there is no body. */
  body: unknown;
}

/** A provider's refusal or fault, in the collection's terms. */
export interface Failure {
  code: ErrorCode;
  /** Plain words for the person in front of the app. */
  message: string;
  /** The provider's own code. */
  reason?: string | undefined;
  /** The app owner's next step, where the runtime's own hint for the code is not enough. */
  hint?: string | undefined;
  params?: Record<string, unknown> | undefined;
  /** Seconds, where the provider says them in the body rather than in `Retry-After`. */
  retryAfter?: number | undefined;
  /** The same as a time, in milliseconds since 1970. */
  retryAt?: number | undefined;
}

export interface Service {
  /** Base44's connector type, such as `googlesheets`. */
  connector: string;
  /** The name that people know, such as `Google Sheets`. */
  name: string;
  /**
   * Ends in `/`. A function where the address has to be found out: it may ask the provider with `http`, and
   * what it answers has to lie on `hosts`.
   */
  baseUrl: string | ((context: BaseUrlContext) => string | Promise<string>);
  /** Other hosts that may get the token. `*.example.com` stands for any one or more labels before it. */
  hosts?: readonly string[];
  /** Hosts of pre-signed addresses, which never get the token. */
  presignedHosts?: readonly string[];
  headers(connection: Connection): Record<string, string>;
  /** Tells what is wrong with an answer, or `undefined` where nothing is. Asked for every status. */
  failure(answer: Answer): Failure | undefined;
  /** Changes an answer's text before `JSON.parse`, where that would lose something: digits of large numbers. */
  prepareJson?(text: string): string;
  /** The response header with the id that the provider's support asks for. */
  requestIdHeader?: string;
}

export interface BaseUrlContext {
  connection: Connection;
  /** The secret's value; `not_configured` where it is unset. */
  secret(name: string): string;
  /** The secret's value; `undefined` where it is unset. */
  optionalSecret(name: string): string | undefined;
  /** Asks an absolute address on `hosts`, with the token. Throws like any other provider request. */
  get(url: string): Promise<unknown>;
}

export function defineService<const S extends Service>(service: S): Service & { connector: S["connector"] } {
  return service;
}

/** The plain words for a code, where a provider's own do not help. */
export function failureMessage(service: string, code: ErrorCode): string {
  switch (code) {
    case "connection_expired":
      return `The connection to ${service} no longer works`;
    case "missing_scope":
      return `The ${service} connection lacks a permission that this needs`;
    case "provider_denied":
      return `The connected ${service} account may not do this`;
    case "not_found":
      return `${service} did not find it`;
    case "conflict":
      return `${service} reports a conflict with what is there already`;
    case "rate_limited":
      return `${service} is busy, try again later`;
    case "quota_exceeded":
      return `${service} has reached its limit for now`;
    case "provider_unavailable":
      return `${service} is not available at the moment`;
    case "provider_invalid_response":
      return `${service} answered in an unexpected way`;
    default:
      return `${service} refused the request`;
  }
}

/** What a status alone says. Services start from it and refine what their provider's body tells. */
export function statusFailure(service: string, status: number): Failure | undefined {
  if (status >= 200 && status < 300) return undefined;
  const code = statusCode(status);
  return { code, message: failureMessage(service, code) };
}

function statusCode(status: number): ErrorCode {
  switch (status) {
    case 401:
      return "connection_expired";
    case 403:
      return "provider_denied";
    case 404:
    case 410:
      return "not_found";
    case 409:
    case 412:
      return "conflict";
    case 429:
    case 529:
      return "rate_limited";
  }
  if (status >= 500) return "provider_unavailable";
  return status >= 400 ? "provider_rejected" : "provider_invalid_response";
}
