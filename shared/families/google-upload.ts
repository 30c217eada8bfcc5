/**
 * Google's upload in one request of two parts: what is said about the content, and the content.
 *
 * @see https://developers.google.com/workspace/gmail/api/guides/uploads#multipart
 * @module
 * @version 0.1.0
 */
import type { Environment } from "../runtime/environment.ts";
import { randomHex } from "../runtime/ids.ts";

/** `FormData` cannot make `multipart/related`. A Blob refers to the content rather than copying it. */
export function relatedParts(
  environment: Environment,
  metadata: Record<string, unknown>,
  mimeType: string,
  bytes: Uint8Array<ArrayBuffer>,
): { body: Blob; headers: Record<string, string> } {
  const boundary = randomHex(environment, 16);
  const start =
    `--${boundary}\r\nContent-Type: application/json; charset=UTF-8\r\n\r\n${JSON.stringify(metadata)}\r\n` +
    `--${boundary}\r\nContent-Type: ${mimeType}\r\n\r\n`;
  return {
    body: new Blob([start, bytes, `\r\n--${boundary}--\r\n`]),
    headers: { "content-type": `multipart/related; boundary=${boundary}` },
  };
}
