/**
 * Gmail: the mailbox of the connected Google account.
 *
 * @see https://developers.google.com/workspace/gmail/api/reference/rest
 * @module
 * @version 0.1.0
 */
import { defineGoogleService } from "../families/google.ts";
import { relatedParts } from "../families/google-upload.ts";
import type { Environment } from "../runtime/environment.ts";
import type { RequestOptions } from "../runtime/http.ts";
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
const UPLOAD_TIMEOUT = 45_000;
/** Seconds, for functions that upload. */
export const UPLOAD_BUDGET = 60;

/** What an upload route takes: the message alone, or its thread and the message. */
export function messageUpload(
  message: Uint8Array<ArrayBuffer>,
  threadId: string | undefined,
  environment: Environment,
): RequestOptions {
  const [uploadType, content] = threadId === undefined
    ? ["media", { headers: { "content-type": MAIL }, body: message }] as const
    : ["multipart", relatedParts(environment, { threadId }, MAIL, message)] as const;
  return { ...content, query: { uploadType }, timeout: UPLOAD_TIMEOUT };
}

const MAIL = "message/rfc822";

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
