/**
 * What Outlook, Teams, OneDrive and SharePoint have in common: Microsoft Graph, its errors, pages and queries.
 *
 * @see https://learn.microsoft.com/graph/errors
 * @module
 * @version 0.1.0
 */
import { decodeBase64, encodeBase64Url } from "../runtime/base64.ts";
import { type ErrorCode, FunctionError } from "../runtime/errors.ts";
import { inputError } from "../runtime/issues.ts";
import {
  type Answer,
  defineService,
  type Failure,
  failureMessage,
  type Service,
  statusFailure,
} from "../runtime/service.ts";
import * as z from "../runtime/zod.ts";

const GRAPH = "https://graph.microsoft.com/v1.0/";

export interface MicrosoftService {
  connector: string;
  name: string;
  /** Hosts of upload and download addresses, which must not get the token. */
  presignedHosts?: readonly string[];
  /** Beside the token, on every request. */
  headers?: Readonly<Record<string, string>>;
  /** What a code means to this service alone; asked before the common codes. */
  reasons?: ReadonlyMap<string, Reason>;
  /** Whether a 503 with `Retry-After` is, like a 429, sent before anything was done. */
  throttlesWith503?: boolean;
}

/** What a code means, and the words for it where Microsoft's own do not help. */
export interface Reason {
  code: ErrorCode;
  message?: string;
  hint?: string;
}

export function defineMicrosoftService(microsoft: MicrosoftService): Service {
  return defineService({
    connector: microsoft.connector,
    name: microsoft.name,
    baseUrl: GRAPH,
    presignedHosts: microsoft.presignedHosts ?? [],
    headers: ({ accessToken }) => ({ authorization: `Bearer ${accessToken}`, ...microsoft.headers }),
    failure: (answer) => microsoftFailure(microsoft, answer),
    requestIdHeader: "request-id",
  });
}

const NO_SCOPE_OR_RIGHT =
  "Check that the connector has the scopes that this needs (an administrator may have to " +
  "consent to them), and that the connected account may do this itself";

/** Codes that are not here mean what the status says. */
const REASONS = new Map<string, Reason>([
  ...reasons("connection_expired", "InvalidAuthenticationToken unauthenticated Unauthorized"),
  ...reasons("missing_scope", "ErrorAccessDenied"),
  ...reasons("provider_denied", "accessDenied Forbidden Authorization_RequestDenied", {
    hint: NO_SCOPE_OR_RIGHT,
  }),
  ...reasons("provider_denied", "notAllowed"),
  ...reasons("provider_denied", "malwareDetected", { message: "Microsoft found malware in this file" }),
  ...reasons("provider_denied", "ErrorSendAsDenied", {
    message: "The connected account may not send from this address",
  }),
  ...reasons("provider_denied", "ErrorAccountSuspend", {
    message: "Microsoft has suspended sending for the connected account",
    hint: "Follow the notice in the inbox of the connected account",
  }),
  ...reasons("provider_denied", "MailboxNotEnabledForRESTAPI extensionError", {
    message: "The connected account has no mailbox in Microsoft's cloud",
    hint: "Connect an account with a mailbox of Exchange Online or Outlook.com",
  }),
  ...reasons("not_found", "ErrorItemNotFound itemNotFound ItemNotFound NotFound"),
  ...reasons(
    "conflict",
    "nameAlreadyExists upload_name_conflict resourceModified fragmentOverlap ErrorDuplicateTransactionId",
  ),
  ...reasons("conflict", "resourceLocked", { message: "Somebody has this file open or checked out" }),
  ...reasons("conflict", "resyncRequired", {
    message: "This list has changed, so read it again from its start",
  }),
  ...reasons("rate_limited", "TooManyRequests ApplicationThrottled activityLimitReached throttledRequest"),
  ...reasons("quota_exceeded", "quotaLimitReached ErrorExceededMessageLimit"),
  ...reasons("provider_unavailable", "serviceNotAvailable"),
  ...reasons(
    "provider_rejected",
    "BadRequest invalidRequest invalidPath invalidRange notSupported maxFileSizeExceeded InefficientFilter " +
      "SearchWithOrderBy ErrorInvalidRecipients ErrorInvalidIdMalformed ErrorMessageSizeExceeded " +
      "ErrorMimeContentInvalidBase64String ErrorOccurrenceCrossingBoundary " +
      "ErrorAttachmentSizeShouldNotBeLessThanMinimumSize",
  ),
]);

function reasons(code: ErrorCode, names: string, words: Omit<Reason, "code"> = {}): [string, Reason][] {
  return names.split(" ").map((name) => [name, { code, ...words }]);
}

/** Cases that share their code with others, and are told by their message alone. */
const MESSAGES: readonly [RegExp, Reason][] = [
  [/\bInvalid audience\b/, {
    code: "connection_expired",
    message: "This connection was not made for Microsoft Graph, which this needs",
    hint: "Authorize the connector again with scopes of Microsoft Graph, such as Sites.ReadWrite.All",
  }],
  [/^Missing scope permissions\b/, {
    code: "missing_scope",
    message: "The connection lacks a permission that this needs; an administrator may have to consent to it",
  }],
  [/\bnot supported in delegated context\b/, {
    code: "provider_denied",
    message: "Microsoft does not allow this for a connected person's account",
  }],
  [/\blist view threshold\b/, {
    code: "provider_rejected",
    hint: "The list is too long for this: add an index to the column in SharePoint",
  }],
  [/\bunique constraints?\b/, {
    code: "conflict",
    message: "Another item has this value, which has to be unique",
  }],
];

const ErrorAnswer = z.object({
  error: z.object({ code: z.string().catch(""), message: z.string().catch("") }),
});

/** Nested errors are more exact. Some hosts spell their name in lower case. */
const Nested = z.object({
  code: z.string().optional().catch(undefined),
  innerError: z.unknown().optional(),
  innererror: z.unknown().optional(),
});
const MAX_DEPTH = 5;

function microsoftFailure(microsoft: MicrosoftService, answer: Answer): Failure | undefined {
  const { name } = microsoft;
  const byStatus = microsoftStatus(microsoft, answer);
  const { data } = ErrorAnswer.safeParse(answer.body);
  if (!byStatus || !data) return byStatus;

  const { code: outermost, message } = data.error;
  const found = findReason(microsoft, answer.body, message);
  // That nothing was done is for the status to say: the codes of a 503 do not tell.
  const code = byStatus.code === "rate_limited" ? byStatus.code : found?.reason.code ?? byStatus.code;
  return {
    code,
    reason: found?.name ?? (outermost || undefined),
    message: found?.reason.message ??
      (code === "provider_rejected" && message ? `${name} refused: ${message}` : failureMessage(name, code)),
    hint: found?.reason.hint ?? (code === "provider_denied" && !found ? NO_SCOPE_OR_RIGHT : undefined),
  };
}

const STATUSES = new Map<number, ErrorCode>([
  [423, "conflict"],
  [507, "quota_exceeded"],
  [509, "rate_limited"],
]);

function microsoftStatus(
  { name, throttlesWith503 = false }: MicrosoftService,
  { status, headers }: Answer,
): Failure | undefined {
  const isThrottled = throttlesWith503 && status === 503 && headers.has("retry-after");
  const code = isThrottled ? "rate_limited" : STATUSES.get(status);
  return code ? { code, message: failureMessage(name, code) } : statusFailure(name, status);
}

function findReason(
  microsoft: MicrosoftService,
  body: unknown,
  message: string,
): { name: string | undefined; reason: Reason } | undefined {
  const codes = codesOf(body);
  const own = MESSAGES.find(([pattern]) => pattern.test(message));
  if (own) return { name: codes.at(-1), reason: own[1] };
  for (const name of codes) {
    const reason = microsoft.reasons?.get(name) ?? REASONS.get(name);
    if (reason) return { name, reason };
  }
  return undefined;
}

/** Innermost first. */
function codesOf(body: unknown): string[] {
  const codes: string[] = [];
  let error: unknown = (body as { error?: unknown }).error;
  for (let depth = 0; depth < MAX_DEPTH; depth++) {
    const { data } = Nested.safeParse(error);
    if (!data) break;
    if (data.code) codes.unshift(data.code);
    error = data.innerError ?? data.innererror;
  }
  return codes;
}

/**
 * An `@odata.nextLink` as a cursor: its path and query, without the host. `collection` matches the path below
 * the API's version that a page of this list may have, such as `/^me\/messages$/`.
 */
export function graphCursor(nextLink: string | null | undefined, collection: RegExp): string | null {
  if (!nextLink) return null;
  const page = pageOf(nextLink, collection);
  if (page === undefined) {
    throw new FunctionError(
      "provider_invalid_response",
      "Microsoft pointed to an address that is not its own",
    );
  }
  return encodeBase64Url(new TextEncoder().encode(page));
}

/** The page that a cursor names, as a path for `http.get`. A cursor of another list is refused. */
export function graphPage(cursor: string, collection: RegExp): string {
  const page = pageOf(decoded(cursor), collection);
  if (page === undefined) {
    throw inputError([{ path: "cursor", message: "expected the nextCursor of an earlier call" }]);
  }
  return page;
}

/**
 * What an `@odata.nextLink` adds to the query of its list, as a cursor. For lists whose address decides what a
 * caller may see: they are addressed anew for each page.
 */
export function graphSkipToken(nextLink: string | null | undefined): string | null {
  if (!nextLink) return null;
  const params = URL.canParse(nextLink) ? [...new URL(nextLink).searchParams] : [];
  const [, token] = params.find(([name]) => name.toLowerCase() === "$skiptoken") ?? [];
  if (token) return token;
  throw new FunctionError("provider_invalid_response", "Microsoft did not say where the next page starts");
}

function pageOf(address: string, collection: RegExp): string | undefined {
  if (!URL.canParse(address, GRAPH)) return undefined;
  const url = new URL(address, GRAPH);
  const base = new URL(GRAPH);
  if (url.origin !== base.origin || url.username !== "" || url.password !== "") return undefined;
  const isInside = url.pathname.startsWith(base.pathname) &&
    collection.test(url.pathname.slice(base.pathname.length));
  // The client would read braces as a path template's.
  const query = url.search.replaceAll("{", "%7B").replaceAll("}", "%7D");
  return isInside ? url.pathname + query : undefined;
}

function decoded(cursor: string): string {
  const bytes = decodeBase64(cursor);
  return bytes && bytes[0] === 0x2f ? new TextDecoder().decode(bytes) : "//";
}

/** A string literal of OData, as in `$filter` and in `search(q='...')`. */
export function odataString(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/**
 * A phrase of KQL, in which operators and property names are words like others. KQL has no escape for quotation
 * marks (https://learn.microsoft.com/sharepoint/dev/general-development/keyword-query-language-kql-syntax-reference),
 * so they are left out.
 */
export function kqlPhrase(text: string): string {
  return `"${text.replace(/["“”„‟＂\\\p{Cc}\u2028\u2029]+/gu, " ").trim()}"`;
}

/** The words of a text, each as a phrase of its own. */
export function kqlWords(text: string): string[] {
  return text.split(/\s+/).map(kqlPhrase).filter((phrase) => /[\p{L}\p{N}]/u.test(phrase));
}

/** The value of `$search` on messages and people: KQL within quotation marks. */
export function graphSearch(kql: string): string {
  return `"${kql.replace(/[\\"]/g, "\\$&")}"`;
}
