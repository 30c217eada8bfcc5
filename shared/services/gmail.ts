/**
 * Gmail: the mailbox of the connected Google account.
 *
 * @see https://developers.google.com/workspace/gmail/api/reference/rest
 * @module
 */
import { defineGoogleService } from "../families/google.ts";
import type { Environment } from "../runtime/environment.ts";
import type { RequestOptions } from "../runtime/http.ts";
import { randomHex } from "../runtime/ids.ts";
import * as z from "../runtime/zod.ts";

const ASK_ADMINISTRATOR = "An administrator of the account's Google Workspace has to allow this app";
const NO_MAILBOX = "Check that the connected Google account has a Gmail mailbox";

export const gmail = defineGoogleService({
  connector: "gmail",
  name: "Gmail",
  baseUrl: "https://gmail.googleapis.com/",
  reasons: new Map([
    ["domainPolicy", { code: "provider_denied", hint: ASK_ADMINISTRATOR }],
    ["failedPrecondition", { code: "provider_denied", hint: NO_MAILBOX }],
  ]),
});

/** Callers below admin may only write to the addresses that this secret lists. */
export const GMAIL_ALLOWED_RECIPIENTS = "GMAIL_ALLOWED_RECIPIENTS";

/** Messages, threads, labels. */
export const gmailId = z.string().regex(
  /^[A-Za-z0-9_-]{1,200}$/,
  "Expected an ID as Gmail gives it, such as 19dda58832469c79",
);

/** Longer messages are uploaded: the largest that `raw` takes is not documented. */
export const MAX_RAW_BYTES = 4_000_000;
/** Milliseconds. */
export const UPLOAD_TIMEOUT = 45_000;
/** Seconds, for functions that upload. */
export const UPLOAD_BUDGET = 60;

/** What an upload route takes: the message alone, or its thread and the message. */
export function messageUpload(
  message: Uint8Array<ArrayBuffer>,
  threadId: string | undefined,
  environment: Environment,
): RequestOptions {
  if (threadId === undefined) {
    return {
      query: { uploadType: "media" },
      headers: { "content-type": "message/rfc822" },
      body: message,
      timeout: UPLOAD_TIMEOUT,
    };
  }
  const boundary = `=_${randomHex(environment, 16)}`;
  const head = `--${boundary}\r\nContent-Type: application/json; charset=UTF-8\r\n\r\n` +
    `${JSON.stringify({ threadId })}\r\n--${boundary}\r\nContent-Type: message/rfc822\r\n\r\n`;
  return {
    query: { uploadType: "multipart" },
    headers: { "content-type": `multipart/related; boundary="${boundary}"` },
    body: new Blob([head, message, `\r\n--${boundary}--\r\n`]),
    timeout: UPLOAD_TIMEOUT,
  };
}

export const SentMessage = z.object({
  id: z.string(),
  threadId: z.string(),
  labelIds: z.array(z.string()).default([]),
});

export const sentMessageFields = {
  id: z.string().describe("ID of the sent message"),
  threadId: z.string().describe("ID of its thread; answer in it with this as threadId"),
  labelIds: z.array(z.string()).describe("Labels of the sent message, such as SENT"),
};
