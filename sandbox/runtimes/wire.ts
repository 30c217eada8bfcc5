/**
 * What the sandbox and the code around a function tell each other, in one header each way.
 *
 * @module
 */

export const SANDBOX_HEADER = "x-sandbox";

/** The call that an outbound request belongs to. */
export interface Origin {
  function: string;
  id: string;
}

/** All of a function's request but the body, so that no HTTP client on the way can add or lose a header. */
export interface Invocation extends Origin {
  url: string;
  headers: [string, string][];
  secrets: Record<string, string>;
}

/** Where a function's own request was meant to go. */
export interface Outbound extends Origin {
  url: string;
}

export function encodeHeader(value: Invocation | Outbound): string {
  return encodeURIComponent(JSON.stringify(value));
}

export function decodeHeader<T extends Invocation | Outbound>(header: string): T {
  return JSON.parse(decodeURIComponent(header));
}
