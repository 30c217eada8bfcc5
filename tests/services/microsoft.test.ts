import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  defineMicrosoftService,
  graphCursor,
  graphPage,
  graphSearch,
  kqlPhrase,
  kqlWords,
  odataString,
} from "../../shared/families/microsoft.ts";
import { FunctionError } from "../../shared/runtime/errors.ts";
import type { Answer } from "../../shared/runtime/service.ts";

const service = defineMicrosoftService({ connector: "outlook", name: "Outlook" });

function answer(status: number, error: unknown, headers: Record<string, string> = {}): Answer {
  return { status, headers: new Headers(headers), body: { error } };
}

describe("what a refusal means", () => {
  it.each([
    [401, "InvalidAuthenticationToken", "connection_expired"],
    [401, "unauthenticated", "connection_expired"],
    [401, "Unauthorized", "connection_expired"],
    [403, "ErrorAccessDenied", "missing_scope"],
    [403, "accessDenied", "provider_denied"],
    [403, "Forbidden", "provider_denied"],
    [403, "Authorization_RequestDenied", "provider_denied"],
    [403, "ErrorSendAsDenied", "provider_denied"],
    [403, "ErrorAccountSuspend", "provider_denied"],
    [403, "malwareDetected", "provider_denied"],
    [403, "unheardOf", "provider_denied"],
    [404, "MailboxNotEnabledForRESTAPI", "provider_denied"],
    [404, "ErrorItemNotFound", "not_found"],
    [404, "itemNotFound", "not_found"],
    [404, "NotFound", "not_found"],
    [404, "unheardOf", "not_found"],
    [409, "nameAlreadyExists", "conflict"],
    [409, "upload_name_conflict", "conflict"],
    [400, "ErrorDuplicateTransactionId", "conflict"],
    [412, "resourceModified", "conflict"],
    [412, "ErrorIrresolvableConflict", "conflict"],
    [410, "resyncRequired", "conflict"],
    [416, "invalidRange", "provider_rejected"],
    [423, "unheardOf", "conflict"],
    [429, "TooManyRequests", "rate_limited"],
    [429, "activityLimitReached", "rate_limited"],
    [429, "unheardOf", "rate_limited"],
    [503, "serviceNotAvailable", "provider_unavailable"],
    [504, "unheardOf", "provider_unavailable"],
    [509, "unheardOf", "rate_limited"],
    [507, "quotaLimitReached", "quota_exceeded"],
    [507, "unheardOf", "quota_exceeded"],
    [429, "ErrorExceededMessageLimit", "rate_limited"],
    [400, "ErrorExceededMessageLimit", "quota_exceeded"],
    [400, "ErrorInvalidRecipients", "provider_rejected"],
    [413, "ErrorMessageSizeExceeded", "provider_rejected"],
    [400, "InefficientFilter", "provider_rejected"],
    [400, "SearchWithOrderBy", "provider_rejected"],
    [500, "generalException", "provider_unavailable"],
  ])("%i %s is %s", (status, code, expected) => {
    const failure = service.failure(answer(status, { code, message: "Because" }));
    expect(failure).toMatchObject({ code: expected, reason: code });
    expect(failure?.message.startsWith("Outlook refused: Because")).toBe(expected === "provider_rejected");
  });

  it.each([
    [{ code: "notAllowed", innerError: { code: "resourceLocked" } }, 423, "conflict", "resourceLocked"],
    [{ code: "invalidRange", innererror: { code: "fragmentOverlap" } }, 416, "conflict", "fragmentOverlap"],
    [
      {
        code: "activityLimitReached",
        innerError: { code: "throttledRequest", innerError: { code: "quota" } },
      },
      429,
      "rate_limited",
      "throttledRequest",
    ],
    [{ code: "TooManyRequests", innerError: { code: "429" } }, 429, "rate_limited", "TooManyRequests"],
    [
      { code: "invalidRequest", innerError: { code: "invalidPath" } },
      400,
      "provider_rejected",
      "invalidPath",
    ],
    [{ code: "a", innerError: null }, 400, "provider_rejected", "a"],
    [{ code: 7, innerError: { code: 8 } }, 404, "not_found", undefined],
  ])("%o", (error, status, code, reason) => {
    expect(service.failure(answer(status, error))).toMatchObject({ code, reason });
  });

  it.each([
    [
      401,
      "InvalidAuthenticationToken",
      "Access token validation failure. Invalid audience.",
      "connection_expired",
      /Graph/,
    ],
    [403, "Forbidden", "Missing scope permissions on the request.", "missing_scope", undefined],
    [
      412,
      "PreconditionFailed",
      "Requested API is not supported in delegated context",
      "provider_denied",
      undefined,
    ],
    [412, "PreconditionFailed", "The etag does not match", "conflict", undefined],
    [
      500,
      "generalException",
      "The attempted operation exceeds the list view threshold",
      "provider_rejected",
      /index/,
    ],
    [400, "invalidRequest", "The field has unique constraints", "conflict", undefined],
  ])("%i %s: %s", (status, code, message, expected, hint) => {
    const failure = service.failure(answer(status, { code, message }));
    expect(failure?.code).toBe(expected);
    if (hint) expect(failure?.hint).toMatch(hint);
  });

  it("a 503 that names a time to wait says that nothing was done only where the service says so", () => {
    const throttled = { code: "serviceNotAvailable", message: "Try again" };
    const wait = { "retry-after": "2" };
    const throttles = defineMicrosoftService({ connector: "t", name: "T", throttlesWith503: true });
    expect(throttles.failure(answer(503, throttled, wait))?.code).toBe("rate_limited");
    expect(throttles.failure(answer(503, throttled))?.code).toBe("provider_unavailable");
    expect(throttles.failure(answer(504, throttled, wait))?.code).toBe("provider_unavailable");
    expect(throttles.failure(answer(500, throttled, wait))?.code).toBe("provider_unavailable");
    expect(service.failure(answer(503, throttled, wait))?.code).toBe("provider_unavailable");
  });

  it("a service's own meaning comes first", () => {
    const own = defineMicrosoftService({
      connector: "one_drive",
      name: "OneDrive",
      reasons: new Map([["itemNotFound", { code: "conflict", message: "Gone" }]]),
    });
    expect(own.failure(answer(404, { code: "itemNotFound", message: "" }))).toMatchObject({
      code: "conflict",
      message: "Gone",
    });
  });

  it.each([undefined, "", "<html>", [], { value: [] }, { error: { code: "x" } }])(
    "a success is one: %o",
    (body) => {
      expect(service.failure({ status: 200, headers: new Headers(), body })).toBeUndefined();
      expect(service.failure({ status: 202, headers: new Headers(), body })).toBeUndefined();
    },
  );

  it.each([undefined, "<html>", null, [], {}, { error: null }, { error: "x" }])(
    "the status will do: %o",
    (body) => {
      expect(service.failure({ status: 404, headers: new Headers(), body })?.code).toBe("not_found");
    },
  );
});

const MESSAGES = /^me\/messages$/;
const cursorOf = (text: string) => Buffer.from(text).toString("base64url");

describe("cursors", () => {
  it("lead back to the page, on our own host", () => {
    const link = "https://graph.microsoft.com/v1.0/me/messages?%24top=2&%24skiptoken=a%2Fb%3D";
    const cursor = graphCursor(link, MESSAGES);
    expect(cursor).toMatch(/^[\w-]+$/);
    expect(graphPage(cursor ?? "", MESSAGES)).toBe("/v1.0/me/messages?%24top=2&%24skiptoken=a%2Fb%3D");
  });

  it.each([undefined, null, ""])("%o is the last page", (link) => {
    expect(graphCursor(link, MESSAGES)).toBeNull();
  });

  it("no braces are left that the client would fill", () => {
    expect(graphPage(cursorOf("/v1.0/me/messages?$filter={x}{+y}"), MESSAGES)).toBe(
      "/v1.0/me/messages?$filter=%7Bx%7D%7B+y%7D",
    );
  });

  const foreign = [
    "https://evil.example.com/v1.0/me/messages",
    "//evil.example.com/v1.0/me/messages",
    "/\\evil.example.com/v1.0/me/messages",
    "https://graph.microsoft.com.evil.example.com/v1.0/me/messages",
    "https://graph.microsoft.com@evil.example.com/v1.0/me/messages",
    "https://user:pass@graph.microsoft.com/v1.0/me/messages",
    "https://graph.microsoft.com:8443/v1.0/me/messages",
    "http://graph.microsoft.com/v1.0/me/messages",
    "/beta/me/messages",
    "/v1.0/me/messages/../events",
    "/v1.0/me/messages/%2e%2e/events",
    "/v1.0/me/events",
    "/v1.0/users/boss/messages",
    "/v1.0/me/messages/AAMk/attachments",
    "me/messages",
    "javascript:alert(1)",
    "",
  ];

  it.each(foreign)("%j is refused", (address) => {
    expect(() => graphPage(cursorOf(address), MESSAGES)).toThrow(FunctionError);
    expect(() => graphPage(cursorOf(address), MESSAGES)).toThrow("cursor: expected the nextCursor");
  });

  it("no link that leads elsewhere becomes a cursor", () => {
    for (const link of foreign.filter((link) => link.startsWith("http"))) {
      expect(() => graphCursor(link, MESSAGES)).toThrow(
        "Microsoft pointed to an address that is not its own",
      );
    }
  });

  it("whatever comes back, it is refused or a page of the list", () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.webUrl(), fc.webPath()), (text) => {
      for (const cursor of [text, cursorOf(text), cursorOf(`/v1.0/me/messages${text}`)]) {
        let page: string;
        try {
          page = graphPage(cursor, MESSAGES);
        } catch (error) {
          expect(error).toBeInstanceOf(FunctionError);
          continue;
        }
        expect(new URL(page, "https://graph.microsoft.com").pathname).toBe("/v1.0/me/messages");
        expect(page).not.toMatch(/[{}]/);
      }
    }));
  });
});

describe("queries", () => {
  it.each([
    ["o'hara", "'o''hara'"],
    ["x' or 1 eq 1 or 'y' eq 'y", "'x'' or 1 eq 1 or ''y'' eq ''y'"],
    ["')/children?", "''')/children?'"],
    ["", "''"],
  ])("odataString(%j)", (text, literal) => {
    expect(odataString(text)).toBe(literal);
  });

  it("an OData literal ends where it should, whatever is in it", () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom("'", '"', "\\", "a", " ", ")") }), (text) => {
      const inside = odataString(text).slice(1, -1);
      expect(inside.replaceAll("''", "")).not.toContain("'");
      expect(inside.replaceAll("''", "'")).toBe(text);
    }));
  });

  it.each([
    ['x" OR from:boss "', '"x  OR from:boss"'],
    ["“x” AND NOT y", '"x  AND NOT y"'],
    ["a\\", '"a"'],
    ["a\r\nb", '"a b"'],
  ])("kqlPhrase(%j)", (text, phrase) => {
    expect(kqlPhrase(text)).toBe(phrase);
  });

  it("every word is a phrase, and punctuation is none", () => {
    expect(kqlWords('order 42" OR from:boss -- "" ( )')).toEqual(['"order"', '"42"', '"OR"', '"from:boss"']);
    expect(kqlWords(' " ')).toEqual([]);
  });

  it("a search is one quoted string", () => {
    expect(graphSearch('from:"ann@example.com" "x\\"')).toBe('"from:\\"ann@example.com\\" \\"x\\\\\\""');
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('"', "\\", "a", " ") }), (kql) => {
      expect(JSON.parse(graphSearch(kql))).toBe(kql);
    }));
  });
});
