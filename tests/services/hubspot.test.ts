import { describe, expect, test } from "vitest";
import { FunctionError } from "../../shared/runtime/errors.ts";
import { batchInputs, batchRecords, batchResults } from "../../shared/services/hubspot-batch.ts";
import { conflictingContact, contactProperties } from "../../shared/services/hubspot-contacts.ts";
import { dealAssociations, dealFields } from "../../shared/services/hubspot-deals.ts";
import {
  hubspot,
  objectType,
  properties,
  propertyName,
  propertyTexts,
  words,
} from "../../shared/services/hubspot.ts";

function failure(status: number, body?: unknown, headers: Record<string, string> = {}) {
  return hubspot.failure({ status, headers: new Headers(headers), body });
}

describe("failure", () => {
  test.each([
    [400, "VALIDATION_ERROR", "provider_rejected"],
    [409, "CONFLICT", "conflict"],
    [404, "OBJECT_NOT_FOUND", "not_found"],
    [403, "MISSING_SCOPES", "missing_scope"],
    [401, "INVALID_AUTHENTICATION", "connection_expired"],
    [401, "EXPIRED_AUTHENTICATION", "connection_expired"],
    [429, "RATE_LIMITS", "rate_limited"],
    [403, "SOMETHING_NEW", "provider_denied"],
    [500, "SOMETHING_NEW", "provider_unavailable"],
  ])("%d %s is %s", (status, category, code) => {
    expect(failure(status, { status: "error", message: "Words", category })).toMatchObject({
      code,
      reason: category,
    });
  });

  test.each([
    [423, undefined, { code: "rate_limited", retryAfter: 2 }],
    [423, { category: "LOCKED", message: "locked" }, {
      code: "rate_limited",
      retryAfter: 2,
      reason: "LOCKED",
    }],
    [477, "", { code: "rate_limited" }],
    [524, "<html>", { code: "provider_unavailable" }],
    [403, "<html>", { code: "provider_denied" }],
    [400, [], { code: "provider_rejected" }],
    [400, { errors: "?", message: 7, category: null }, { message: "HubSpot refused: the values" }],
    [302, undefined, { code: "provider_invalid_response" }],
  ])("%d %j is %j", (status, body, expected) => {
    expect(failure(status, body)).toMatchObject(expected);
  });

  test.each([[200, { results: [] }], [207, { status: "COMPLETE", numErrors: 1 }], [204, undefined]])(
    "%d %j is none",
    (status, body) => {
      expect(failure(status, body)).toBeUndefined();
    },
  );

  test.each([
    [{ policyName: "TEN_SECONDLY_ROLLING" }, { code: "rate_limited", retryAfter: 10 }],
    [{ policyName: "SECONDLY" }, { code: "rate_limited", retryAfter: 1 }],
    [{ message: "You have reached your secondly limit." }, { code: "rate_limited", retryAfter: 1 }],
    [{ policyName: "DAILY" }, { code: "quota_exceeded" }],
  ])("waits as long as the limit asks for: %j", (body, expected) => {
    expect(failure(429, { category: "RATE_LIMITS", ...body })).toMatchObject(expected);
  });

  test("leaves the waiting time to Retry-After where there is one", () => {
    const limited = failure(429, { policyName: "TEN_SECONDLY_ROLLING" }, { "retry-after": "3" });
    expect(limited?.retryAfter).toBeUndefined();
  });

  test("names the scopes that HubSpot names, any of which is enough", () => {
    const scopes = ["crm.objects.deals.read", "crm.objects.deals.sensitive.read"];
    const errors = [{ message: "Required", context: { requiredGranularScopes: scopes } }];
    expect(failure(403, { category: "MISSING_SCOPES", errors })).toMatchObject({
      params: { scopes },
      hint: expect.stringContaining(
        "one of the scopes crm.objects.deals.read, crm.objects.deals.sensitive.read",
      ),
    });
    expect(
      failure(403, { category: "MISSING_SCOPES", errors: [{ context: { requiredGranularScopes: "x" } }] })
        ?.hint,
    )
      .toBeUndefined();
  });
});

describe("words", () => {
  test.each([
    [{ message: "Plain" }, "Plain"],
    [{ message: "All", errors: [{ message: "One" }, {}, { message: "two" }] }, "One; two"],
    [{ message: 'Not valid: [{"message":"One","name":"a"},{"message":"two"}]' }, "One; two"],
    [{ message: 'Not valid: [{"message":"One"' }, 'Not valid: [{"message":"One"'],
    [{ message: "Not valid: [{}]" }, "Not valid: [{}]"],
    [{ message: "" }, ""],
  ])("%j: %s", (told, expected) => {
    expect(words(told)).toBe(expected);
  });
});

describe("names", () => {
  test.each(["contacts", "0-3", "2-12345", "line_items", "p123_pets"])("%s is an object type", (name) => {
    expect(objectType.safeParse(name).success).toBe(true);
  });

  test.each(["", "..", "contacts/1", "Contacts", "contacts ", "contacts\n", "1-3", "2-", "a?b", "%2e%2e"])(
    "%j is none",
    (name) => {
      expect(objectType.safeParse(name).success).toBe(false);
    },
  );

  test.each(["", "a,b", "a b", "-a", "a\n", "é"])("%j is no property", (name) => {
    expect(propertyName.safeParse(name).success).toBe(false);
    expect(properties.safeParse({ [name]: "x" }).success).toBe(false);
  });
});

describe("properties", () => {
  test("are text, and empty text where nothing is meant", () => {
    expect(propertyTexts({ a: "x", b: 1.5, c: false, d: null, e: undefined, f: "" })).toEqual({
      a: "x",
      b: "1.5",
      c: "false",
      d: "",
      f: "",
    });
  });

  test("of a contact win over its named fields", () => {
    expect(
      contactProperties({ firstName: "Ada", jobTitle: "", properties: { firstname: "Augusta", zip: null } }),
    ).toEqual({
      firstname: "Augusta",
      jobtitle: "",
      zip: "",
    });
  });

  test("name the contact that is there already, and no other failure", () => {
    const other = new FunctionError("not_found", "gone");
    expect(() => conflictingContact(other)).toThrow(other);
    expect(() => conflictingContact(new TypeError("x"))).toThrow(TypeError);
    expect(conflictingContact(new FunctionError("conflict", "taken"))).toBeUndefined();
    const refused = failure(409, {
      category: "CONFLICT",
      message: "Contact already exists. Existing ID: 734931097788",
    });
    expect(conflictingContact(new FunctionError("conflict", "taken", { params: refused?.params }))).toBe(
      "734931097788",
    );
  });
});

describe("a deal", () => {
  test("is linked to each record once", () => {
    expect(dealAssociations({ name: "x", contactIds: ["1", "1", "2"], companyIds: ["1"] })).toHaveLength(3);
    expect(dealAssociations({ name: "x" })).toBeUndefined();
  });

  test.each(["Closed Won", "", "a/b"])("has no stage called %j", (stage) => {
    expect(dealFields.stage.safeParse(stage).success).toBe(false);
  });
});

describe("a batch", () => {
  const records = [{ id: "A", properties: {} }, { id: "b", properties: { x: 1 } }];
  const saved = { id: "1", properties: {}, createdAt: "c", updatedAt: "u", archived: false };

  test("is refused where an id comes twice, in any spelling", () => {
    expect(batchRecords.safeParse([...records, { id: "a", properties: {} }]).error?.issues[0]?.message).toBe(
      "expected every id once",
    );
  });

  test("labels each record with its place", () => {
    expect(batchInputs(records, "key")).toEqual([
      { id: "A", idProperty: "key", properties: {}, objectWriteTraceId: "0" },
      { id: "b", idProperty: "key", properties: { x: "1" }, objectWriteTraceId: "1" },
    ]);
  });

  test.each(["7", "-1", "x", "", "length", "__proto__", null, undefined])(
    "takes no label %j for a record's",
    (label) => {
      const { results } = batchResults({ results: [{ ...saved, objectWriteTraceId: label }] }, records);
      expect(results[0]?.key).toBeNull();
    },
  );

  test("names the records of an error by label and by id, each once", () => {
    const error = (context: Record<string, string[]>) => ({ message: "bad", category: null, context });
    const { errors, allSucceeded } = batchResults({
      results: [],
      errors: [error({ objectWriteTraceId: ["1"], ids: ["b", "A", "stranger"] }), error({})],
    }, records);
    expect(errors.map(({ keys }) => keys)).toEqual([["b", "A"], []]);
    expect(allSucceeded).toBe(false);
  });

  test("has not succeeded where HubSpot only counts errors", () => {
    expect(batchResults({ results: [saved], numErrors: 1 }, records).allSucceeded).toBe(false);
    expect(batchResults({ results: [saved], numErrors: 0, errors: null }, records).allSucceeded).toBe(true);
  });
});
