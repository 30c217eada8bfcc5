/**
 * Requests as plain values, so that what left can be compared with what an example recorded, in full.
 *
 * @module
 */
import type { Exchange } from "../../sandbox/example.ts";
import { plainContent, sortedPairs, withoutBoundary } from "./content.ts";
import type { Sent } from "./provider.ts";

type Recorded = Exchange["request"];
type Content = Pick<Recorded, "json" | "text" | "base64" | "form">;

export interface PlainRequest {
  method: string;
  address: string;
  query: [string, string][];
  /** Whether the connection's token went along, as a bearer token. */
  signed: boolean;
  headers: Record<string, string | null>;
  body: unknown;
}

export async function plainRecorded(recorded: Recorded, signed: boolean): Promise<PlainRequest> {
  const headers = new Headers(recorded.headers);
  const contentType = headers.get("content-type") ?? defaultType(recorded);
  return {
    ...plainTarget(recorded.method, new URL(recorded.url)),
    signed,
    headers: plainHeaders(headers, recorded),
    body: await plainContent(bytesOf(recorded), contentType),
  };
}

/** With the headers that `recorded` names: runtimes and clients add others. */
export async function plainSent(
  sent: Sent,
  recorded: Recorded,
  tokens: readonly string[],
): Promise<PlainRequest> {
  return {
    ...plainTarget(sent.method, sent.url),
    signed: tokens.some((token) => sent.headers.get("authorization") === `Bearer ${token}`),
    headers: plainHeaders(sent.headers, recorded),
    body: await plainContent(sent.body, sent.headers.get("content-type") ?? ""),
  };
}

function plainTarget(method: string, url: URL): Pick<PlainRequest, "method" | "address" | "query"> {
  return { method, address: url.origin + url.pathname, query: sortedPairs(url.searchParams) };
}

function plainHeaders(headers: Headers, { headers: recorded = {} }: Recorded): Record<string, string | null> {
  return Object.fromEntries(
    Object.keys(recorded).map((name) => {
      const value = headers.get(name);
      return [name.toLowerCase(), value && withoutBoundary(value)];
    }),
  );
}

/** The type of a body for which the example names none. */
export function defaultType({ json, form }: Recorded): string {
  if (json !== undefined) return "application/json";
  return form ? "application/x-www-form-urlencoded" : "";
}

export function bytesOf({ json, text, base64, form }: Content): Uint8Array<ArrayBuffer> {
  if (json !== undefined) return new TextEncoder().encode(JSON.stringify(json));
  if (form) {
    return new TextEncoder().encode(new URLSearchParams(Object.entries(form).flatMap(pairs)).toString());
  }
  return base64 === undefined ? new TextEncoder().encode(text) : Buffer.from(base64, "base64");
}

function pairs([name, value]: [string, string | string[]]): string[][] {
  return [value].flat().map((item) => [name, item]);
}
