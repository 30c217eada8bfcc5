import { describe, expect, test } from "vitest";
import {
  salesforceRecord,
  selected,
  without,
  writeFields,
} from "../../shared/services/salesforce-records.ts";
import { salesforce } from "../../shared/services/salesforce.ts";

function failure(status: number, body?: unknown) {
  return salesforce.failure({ status, headers: new Headers(), body });
}

describe("failure", () => {
  test.each([
    [401, "INVALID_SESSION_ID", "connection_expired"],
    [403, "INVALID_SESSION_ID", "connection_expired"],
    [404, "NOT_FOUND", "not_found"],
    [404, "ENTITY_IS_DELETED", "not_found"],
    [404, "MALFORMED_ID", "provider_rejected"],
    [400, "MALFORMED_QUERY", "provider_rejected"],
    [400, "INVALID_FIELD", "provider_rejected"],
    [404, "INVALID_TYPE", "provider_rejected"],
    [400, "REQUIRED_FIELD_MISSING", "provider_rejected"],
    [400, "FIELD_CUSTOM_VALIDATION_EXCEPTION", "provider_rejected"],
    [400, "DUPLICATES_DETECTED", "conflict"],
    [400, "DUPLICATE_VALUE", "conflict"],
    [400, "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", "provider_rejected"],
    [400, "STRING_TOO_LONG", "provider_rejected"],
    [400, "JSON_PARSER_ERROR", "provider_rejected"],
    [400, "INVALID_FIELD_FOR_INSERT_UPDATE", "provider_rejected"],
    [400, "INVALID_CROSS_REFERENCE_KEY", "provider_rejected"],
    [403, "INSUFFICIENT_ACCESS_OR_READONLY", "provider_denied"],
    [400, "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY", "provider_rejected"],
    [400, "UNABLE_TO_LOCK_ROW", "rate_limited"],
    [400, "QUERY_TIMEOUT", "provider_rejected"],
    [400, "INVALID_QUERY_LOCATOR", "provider_rejected"],
    [400, "ALL_OR_NONE_OPERATION_ROLLED_BACK", "provider_rejected"],
    [403, "REQUEST_LIMIT_EXCEEDED", "quota_exceeded"],
    [400, "STORAGE_LIMIT_EXCEEDED", "quota_exceeded"],
    [400, "SOMETHING_NEW", "provider_rejected"],
    [503, "SERVER_UNAVAILABLE", "provider_unavailable"],
  ])("%d %s is %s", (status, errorCode, code) => {
    expect(failure(status, [{ errorCode, message: "Words" }])).toMatchObject({ code, reason: errorCode });
  });

  test.each([
    [300, ["/services/data/v66.0/sobjects/Contact/003dM00001wBXYDQA4"], "conflict"],
    [401, { error: "invalid_grant", error_description: "expired" }, "connection_expired"],
    [403, "Bad_OAuth_Token", "provider_denied"],
    [404, "<html>URL No Longer Exists</html>", "not_found"],
    [503, "<html>Down for maintenance</html>", "provider_unavailable"],
    [400, [], "provider_rejected"],
    [400, [{ message: 1 }], "provider_rejected"],
    [302, undefined, "provider_invalid_response"],
  ])("%d %j is %s", (status, body, code) => {
    expect(failure(status, body)).toMatchObject({ code });
  });

  test.each([[200, { totalSize: 0 }], [201, { id: "1" }], [204, undefined], [200, "<html>"]])(
    "%d %j is none",
    (status, body) => {
      expect(failure(status, body)).toBeUndefined();
    },
  );

  test("says what is wrong without repeating the query", () => {
    const message =
      "\nSELECT Id FROM Lead WHERE Email = 'ada@example.com'\n  ^\nERROR at Row:1:Column:8\nNo such column 'X'";
    expect(failure(400, [{ errorCode: "INVALID_FIELD", message }])?.message).toBe(
      "Salesforce refused: No such column 'X'",
    );
  });

  test("falls back on the code where there are no words", () => {
    expect(failure(400, [{ errorCode: "STRING_TOO_LONG" }])?.message).toBe(
      "Salesforce refused: STRING_TOO_LONG",
    );
  });
});

describe("records", () => {
  test("lose Salesforce's own attributes at any depth, and get times that every parser takes", () => {
    expect(salesforceRecord({
      attributes: { type: "Account", url: "/x" },
      Id: "001dM00003jU9GxQAK",
      CreatedDate: "2026-05-06T11:56:44.000+0000",
      Note: "at 2026-05-06T11:56:44.000+0000",
      Owner: { attributes: { type: "User" }, LastLoginDate: "2026-05-06T11:56:44.120+0000", Manager: null },
      Contacts: { totalSize: 1, done: true, records: [{ attributes: {}, Name: "Ada" }] },
    })).toEqual({
      id: "001dM00003jU9GxQAK",
      fields: {
        CreatedDate: "2026-05-06T11:56:44.000Z",
        Note: "at 2026-05-06T11:56:44.000+0000",
        Owner: { LastLoginDate: "2026-05-06T11:56:44.120Z", Manager: null },
        Contacts: { totalSize: 1, done: true, records: [{ Name: "Ada" }] },
      },
    });
  });

  test("are read with their ID", () => {
    expect(selected(["Name", "ID", "name"])).toEqual(["Id", "Name"]);
  });

  test.each([
    [{}, "expected at least one field"],
    [{ Id: "1", Name: "x" }, "expected no Id among the fields"],
    [{ ATTRIBUTES: "x" }, "expected no Id among the fields"],
    [{ "Name; x": "x" }, "expected fields by their API names, such as LastName or Score__c"],
    [{ "Account.Name": "x" }, "expected fields by their API names, such as LastName or Score__c"],
    [JSON.parse('{"__proto__": "x"}'), "expected at least one field"],
  ])("are not written with %j", (fields, message) => {
    expect(writeFields.safeParse(fields).error?.issues[0]?.message).toBe(message);
  });

  test("know their external ID by any spelling", () => {
    expect(without({ EMAIL: "a", Name: "b" }, "Email")).toEqual({ Name: "b" });
  });
});
