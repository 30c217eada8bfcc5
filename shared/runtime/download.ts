/**
 * Hands a provider's file to the browser as a download: never shown as a page of the app, whatever its type.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6266
 * @module
 * @version 0.1.0
 */
import { identityLength } from "./bytes.ts";
import { FunctionError } from "./errors.ts";
import { percentEncoded } from "./mime-headers.ts";

const MAX_NAME_LENGTH = 200;

/** The body of `upstream`, which must have been asked for with `Accept-Encoding: identity`. */
export function downloadResponse(upstream: Response, name: string): Response {
  const headers = new Headers({
    "content-type": upstream.headers.get("content-type") ?? "application/octet-stream",
    "content-disposition": contentDisposition(name),
    "content-security-policy": "sandbox",
    "x-content-type-options": "nosniff",
    "cache-control": "private, no-store",
  });
  const length = identityLength(upstream.headers);
  if (length !== undefined) headers.set("content-length", String(length));
  const range = upstream.headers.get("content-range");
  if (range !== null) headers.set("content-range", range);
  return new Response(upstream.body, { status: range === null ? 200 : 206, headers });
}

/** `attachment` with the name twice: in ASCII for old clients, in full for all others. */
export function contentDisposition(name: string): string {
  const safe = downloadName(name);
  const fallback = safe.replace(/[^ -~]|["\\%]/g, "_");
  return `attachment; filename="${fallback}"; filename*=UTF-8''${percentEncoded(safe)}`;
}

/** Without control characters, which could also turn an ending around on the screen, and without a path. */
function downloadName(name: string): string {
  const line = name.toWellFormed().replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu, "");
  const characters = [...line.replace(/[/\\]/g, "_").trim()];
  return characters.slice(0, MAX_NAME_LENGTH).join("") || "file";
}

/** For content that is asked for as base64, which has to fit into memory and into one answer. */
export function downloadTooLarge(limit: number): FunctionError {
  return new FunctionError(
    "payload_too_large",
    `Expected at most ${limit} bytes for base64: use as: "stream"`,
    {
      params: { limit },
    },
  );
}
