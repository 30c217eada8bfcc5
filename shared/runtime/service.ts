/**
 * What a service file says about its provider: where it lives, how requests are signed, how it reports failure.
 *
 * @module
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
  /** The response header with the id that the provider's support asks for. */
  requestIdHeader?: string;
}

export interface BaseUrlContext {
  connection: Connection;
  /** The secret's value; `not_configured` where it is unset. */
  secret(name: string): string;
  /** Asks an absolute address on `hosts`, with the token. Throws like any other provider request. */
  get(url: string): Promise<unknown>;
}

export function defineService<const S extends Service>(service: S): Service & { connector: S["connector"] } {
  return service;
}

/** What a status alone says. Services start from it and refine what their provider's body tells. */
export function statusFailure(service: string, status: number): Failure | undefined {
  if (status >= 200 && status < 300) return undefined;
  const failure = (code: ErrorCode, message: string): Failure => ({ code, message });
  switch (status) {
    case 401:
      return failure("connection_expired", `The connection to ${service} no longer works`);
    case 403:
      return failure("provider_denied", `The connected ${service} account may not do this`);
    case 404:
    case 410:
      return failure("not_found", `${service} did not find it`);
    case 409:
    case 412:
      return failure("conflict", `${service} reports a conflict with what is there already`);
    case 429:
    case 529:
      return failure("rate_limited", `${service} is busy, try again later`);
  }
  if (status >= 500) return failure("provider_unavailable", `${service} is not available at the moment`);
  if (status >= 400) return failure("provider_rejected", `${service} refused the request`);
  return failure("provider_invalid_response", `${service} answered in an unexpected way`);
}
