import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { notion, notionId, readNotionId } from "../../shared/services/notion.ts";

const ID = "1c0de8c0-1111-4222-8333-9f00aa11bb22";
const HEX = ID.replaceAll("-", "");
const VIEW = "2c0de8c0333344448555f900aa11bb66";

describe("readNotionId", () => {
  test.each([
    ID,
    HEX,
    HEX.toUpperCase(),
    `https://app.notion.com/p/Order-7-${HEX}`,
    `https://app.notion.com/p/Cafe${HEX}`,
    `https://www.notion.so/acme/${HEX}?v=${VIEW}`,
    `https://www.notion.so/acme/${HEX}?p=${VIEW}#${VIEW}`,
    `https://www.notion.so/${ID}/`,
    `https://acme.notion.site/Home?p=${HEX}&pm=s`,
    `https://app.notion.com/p/x?page_id=${HEX}`,
    `https://app.notion.com/p/x?database_id=${ID}`,
  ])("reads %s", (text) => {
    expect(readNotionId(text)).toBe(ID);
  });

  test.each([
    "",
    "..",
    "../../v1/users",
    "Orders",
    HEX.slice(1),
    `${HEX}0`,
    `${HEX}/../users`,
    `https://www.notion.so/acme/Orders?v=${VIEW}`,
    `https://www.notion.so/acme#${HEX}`,
    "javascript:alert(1)",
    "\ud800",
    "１c0de8c01111422283339f00aa11bb22",
  ])("finds none in %j", (text) => {
    expect(readNotionId(text)).toBeUndefined();
    expect(notionId.safeParse(text).success).toBe(false);
  });

  test("gives a dashed ID or nothing, whatever the text", () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.webUrl({ withQueryParameters: true })), (text) => {
      expect(readNotionId(text) ?? ID).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    }));
  });
});

describe("a failure", () => {
  const failure = (status: number, code: string, message = "Because") =>
    notion.failure({
      status,
      headers: new Headers({ "x-notion-request-id": "5f1d" }),
      body: { object: "error", status, code, message },
    });

  test.each([
    [400, "invalid_json", "provider_rejected"],
    [400, "invalid_request_url", "provider_rejected"],
    [400, "invalid_request", "provider_rejected"],
    [400, "validation_error", "provider_rejected"],
    [400, "missing_version", "provider_rejected"],
    [400, "invalid_beta", "provider_rejected"],
    [401, "unauthorized", "connection_expired"],
    [403, "restricted_resource", "provider_denied"],
    [404, "object_not_found", "not_found"],
    [409, "conflict_error", "conflict"],
    [409, "row_limit_exceeded", "quota_exceeded"],
    [429, "rate_limited", "rate_limited"],
    [500, "internal_server_error", "provider_unavailable"],
    [503, "service_unavailable", "provider_unavailable"],
    [503, "database_connection_unavailable", "provider_unavailable"],
    [504, "gateway_timeout", "provider_unavailable"],
    [529, "service_overload", "rate_limited"],
    [418, "something_new", "provider_rejected"],
  ])("%i %s is %s", (status, code, expected) => {
    expect(failure(status, code)).toMatchObject({ code: expected, reason: code });
  });

  test("passes the words of a refusal on", () => {
    expect(failure(400, "validation_error", "body failed validation")?.message)
      .toBe("Notion refused: body failed validation");
    expect(failure(400, "validation_error", "")?.message).toBe("Notion refused the request");
  });

  test("at Notion's edge is not taken for a lack of permission", () => {
    const body = "<!doctype html><title>Attention required</title>";
    const answer = (headers: Record<string, string>) =>
      notion.failure({ status: 403, headers: new Headers(headers), body });
    expect(answer({ "cf-ray": "8f1" })).toMatchObject({
      code: "provider_rejected",
      message: "Notion's firewall refused the request",
    });
    expect(answer({ "cf-ray": "8f1", "x-notion-request-id": "5f1d" })?.code).toBe("provider_denied");
  });

  test("is none in a success, whatever its body", () => {
    for (const body of [undefined, "", {}, { object: "error", code: "unauthorized" }]) {
      expect(notion.failure({ status: 200, headers: new Headers(), body })).toBeUndefined();
    }
  });
});
