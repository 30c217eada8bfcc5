import { describe, expect, test } from "vitest";
import * as z from "../../shared/runtime/zod.ts";
import { contactInfo } from "../../shared/services/wix-contacts.ts";
import { filterFields, filterProblem, wixFilter } from "../../shared/services/wix-filter.ts";
import { fieldModifications, itemFields, itemValues, plainValue } from "../../shared/services/wix-items.ts";
import { orderFilter } from "../../shared/services/wix-orders.ts";
import { collectionId, itemId, wix } from "../../shared/services/wix.ts";

const Where = z.strictObject(filterFields);

function filter(input: z.input<typeof Where>) {
  return wixFilter(Where.parse(input));
}

function message(input: unknown): string | undefined {
  return Where.safeParse(input).error?.issues[0]?.message;
}

describe("wixFilter", () => {
  test.each(
    [
      [{ field: "a", value: "x" }, { $eq: "x" }],
      [{ field: "a", op: "ne", value: false }, { $ne: false }],
      [{ field: "a", op: "lt", value: 1.5 }, { $lt: 1.5 }],
      [{ field: "a", op: "gte", date: "2026-08-01T12:00:00+02:00" }, {
        $gte: { $date: "2026-08-01T10:00:00.000Z" },
      }],
      [{ field: "a", op: "contains", value: '"}, {"$ne": 1' }, { $contains: '"}, {"$ne": 1' }],
      [{ field: "a", op: "startsWith", value: "$or" }, { $startsWith: "$or" }],
      [{ field: "a", op: "in", value: ["x", 1] }, { $in: ["x", 1] }],
      [{ field: "a", op: "hasSome", value: ["x"] }, { $hasSome: ["x"] }],
      [{ field: "a", op: "hasAll", value: ["x"] }, { $hasAll: ["x"] }],
      [{ field: "a", op: "isEmpty" }, { $exists: false }],
      [{ field: "a", op: "isNotEmpty" }, { $exists: true }],
    ] as const,
  )("writes %j", (condition, expected) => {
    expect(filter({ where: [condition as never] })).toEqual({ a: expected });
  });

  test("joins conditions, also on one field", () => {
    const where = [{ field: "a", op: "gt" as const, value: 1 }, { field: "a", op: "lt" as const, value: 9 }];
    expect(filter({ where })).toEqual({ $and: [{ a: { $gt: 1 } }, { a: { $lt: 9 } }] });
    expect(filter({ where, match: "any" })).toEqual({ $or: [{ a: { $gt: 1 } }, { a: { $lt: 9 } }] });
    expect(filter({})).toBeUndefined();
  });

  test("keeps names of objects' own from meaning anything", () => {
    expect(JSON.stringify(filter({ where: [{ field: "__proto__", value: 1 }] }))).toBe(
      '{"__proto__":{"$eq":1}}',
    );
  });

  test.each([
    [{ field: "a" }, "expected either value or date"],
    [{ field: "a", value: ["x"] }, "expected a single value with eq: use in or hasSome"],
    [{ field: "a", op: "in", value: "x" }, "expected a list with in"],
    [{ field: "a", op: "contains", value: 1 }, "expected text with contains"],
    [{ field: "a", op: "isEmpty", value: 1 }, "expected no value with isEmpty"],
    [{ field: "$where", value: 1 }, "expected the key of a field, such as dueDate"],
    [{ field: "a b", value: 1 }, "expected the key of a field, such as dueDate"],
    [{ field: "a\n", value: 1 }, "expected the key of a field, such as dueDate"],
  ])("refuses %j", (condition, expected) => {
    expect(message({ where: [condition] })).toBe(expected);
  });
});

describe("filterProblem", () => {
  test.each([
    { done: true },
    { "author.name": null, tags: ["x", 2] },
    { rank: { $gte: 1, $lt: 3 }, _createdDate: { $gt: { $date: "2026-08-01T10:00:00.000Z" } } },
    { $or: [{ a: 1 }, { $and: [{ b: { $in: ["x"] } }, { $not: { c: { $exists: true } } }] }] },
    { $not: [{ a: 1 }] },
  ])("takes %j", (own) => {
    expect(filterProblem(own)).toBeUndefined();
    expect(filter({ filter: own })).toEqual(own);
  });

  test.each([
    {},
    { $where: "sleep(1000)" },
    { a: { $regex: "(a+)+$" } },
    { a: { $eq: { $gt: "" } } },
    { a: { b: 1 } },
    { a: {} },
    { a: { $date: "now" } },
    { a: [[1]] },
    { $or: [] },
    { $or: { a: 1 } },
    { $and: [1] },
    { "a b": 1 },
    { "": 1 },
    { $or: [{ $or: [{ $or: [{ $or: [{ a: 1 }] }] }] }] },
  ])("refuses %j", (own) => {
    expect(filterProblem(own)).toMatch(/^expected /);
    expect(message({ filter: own })).toMatch(/^expected /);
  });
});

describe("items", () => {
  test("have plain times", () => {
    expect(plainValue({ a: { $date: "t" }, b: [{ $date: "t" }, { c: { $date: "t" } }], d: null })).toEqual({
      a: "t",
      b: ["t", { c: "t" }],
      d: null,
    });
    expect(plainValue({ $date: "t", more: 1 })).toEqual({ $date: "t", more: 1 });
    expect(plainValue({ $date: 1 })).toEqual({ $date: 1 });
  });

  test("get times where the caller says so", () => {
    const fields = { due: "2026-08-09T18:00:00+02:00", title: "2026-08-09T18:00:00+02:00", gone: null };
    expect(itemValues({ fields, dateFields: ["due", "gone"] })).toEqual({
      ...fields,
      due: { $date: "2026-08-09T16:00:00.000Z" },
    });
    expect(() => itemValues({ fields: { due: "tomorrow" }, dateFields: ["due"] })).toThrow(/^fields\.due: /);
    expect(() => itemValues({ fields: {}, dateFields: ["due"] })).toThrow(/^dateFields\[0\]: /);
  });

  test.each([[{ "a.b": 1 }], [{ $set: 1 }], [{ "": 1 }], [{ _owner: "x" }], [{ _createdDate: "x" }]])(
    "take no %j",
    (fields) => {
      expect(itemFields.safeParse(fields).success).toBe(false);
    },
  );

  test("are changed field by field", () => {
    expect(fieldModifications({ a: 0, b: null, c: "" })).toEqual([
      { fieldPath: "a", action: "SET_FIELD", setFieldOptions: { value: 0 } },
      { fieldPath: "b", action: "REMOVE_FIELD" },
      { fieldPath: "c", action: "SET_FIELD", setFieldOptions: { value: "" } },
    ]);
  });
});

describe("ids", () => {
  test.each(["..", ".", "a/b", "a\\b", "", "a\n"])("an item's is not %j", (id) => {
    expect(itemId.safeParse(id).success).toBe(false);
  });

  test.each(["Tasks,Orders", "a b", "a\0", ""])("a collection's is not %j", (id) => {
    expect(collectionId.safeParse(id).success).toBe(false);
  });

  test("may hold other characters", () => {
    expect(itemId.parse("..a ü?#%")).toBe("..a ü?#%");
    expect(collectionId.parse("@acme/app/Tasks")).toBe("@acme/app/Tasks");
  });
});

test("contactInfo and orderFilter leave out what is not given", () => {
  expect(JSON.parse(JSON.stringify(contactInfo({ phone: "1" })))).toEqual({
    phones: { items: [{ tag: "MOBILE", phone: "1" }] },
  });
  expect(orderFilter({})).toBeUndefined();
  expect(JSON.parse(JSON.stringify(orderFilter({ createdBefore: "2026-08-01T00:00:00Z" })))).toEqual({
    createdDate: { $lt: "2026-08-01T00:00:00.000Z" },
  });
});

function failure(status: number, body?: unknown) {
  return wix.failure({ status, headers: new Headers(), body });
}

describe("failure", () => {
  test.each([
    [401, "UNAUTHENTICATED", "connection_expired"],
    [403, "PERMISSION_DENIED", "provider_denied"],
    [400, "WDE0027", "provider_denied"],
    [400, "WDE0025", "not_found"],
    [400, "WDE0073", "not_found"],
    [400, "WDE0074", "conflict"],
    [409, "DUPLICATE_CONTACT_EXISTS", "conflict"],
    [429, "RESOURCE_EXHAUSTED", "rate_limited"],
    [400, "WDE0014", "rate_limited"],
    [400, "WDE0091", "quota_exceeded"],
    [404, "WDE0110", "not_configured"],
    [428, "WDE0110", "not_configured"],
    [428, "STORES_NOT_INSTALLED", "not_configured"],
    [428, "CATALOG_V3_SITE_PROVISIONING", "provider_unavailable"],
    [428, "CATALOG_V1_SITE_CALLING_CATALOG_V3_API", "provider_rejected"],
    [400, "WDE0080", "provider_rejected"],
    [400, "INSUFFICIENT_CONTACT_DATA", "provider_rejected"],
    [404, "SOMETHING_NEW", "not_found"],
    [500, "SOMETHING_NEW", "provider_unavailable"],
  ])("%d %s is %s", (status, code, expected) => {
    const body = { message: "m", details: { applicationError: { code, description: "d", data: {} } } };
    expect(failure(status, body)).toMatchObject({ code: expected, reason: code });
  });

  test.each([
    [400, { message: "m", details: {} }, { code: "provider_rejected", message: "Wix refused: m" }],
    [400, { message: "", details: {} }, {
      code: "provider_rejected",
      message: "Wix refused the request",
    }],
    [400, { details: { validationError: { fieldViolations: [{ field: "a", description: "bad" }, 7] } } }, {
      code: "provider_rejected",
    }],
    [400, "<html>", { code: "provider_rejected" }],
    [428, { message: "" }, { code: "not_configured" }],
    [404, undefined, { code: "not_found" }],
    [302, undefined, { code: "provider_invalid_response" }],
  ])("%d %j is %j", (status, body, expected) => {
    expect(failure(status, body)).toMatchObject(expected);
  });

  test("tells every violation", () => {
    const fieldViolations = [{ field: "a", description: "bad" }, { field: "b", description: "worse" }];
    expect(failure(400, { message: "m", details: { validationError: { fieldViolations } } })?.message).toBe(
      "Wix refused: a: bad; b: worse",
    );
  });

  test.each([undefined, "", "<html>", {}, { message: "m", details: {} }])("a 2xx is none: %j", (body) => {
    expect(failure(200, body)).toBeUndefined();
  });
});
