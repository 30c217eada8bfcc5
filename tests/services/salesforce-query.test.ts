import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FunctionError } from "../../shared/runtime/errors.ts";
import * as z from "../../shared/runtime/zod.ts";
import { batchSize, nextCursor, queryFields, soqlQuery } from "../../shared/services/salesforce-query.ts";
import { fieldPath, objectName } from "../../shared/services/salesforce.ts";

const Input = z.strictObject(queryFields);

function soql(input: z.input<typeof Input>, fields = ["Name"]): string | undefined {
  return soqlQuery({ object: "Account", fields, ...Input.parse(input) });
}

function issue(input: unknown): unknown {
  const [first] = Input.safeParse(input).error?.issues ?? [];
  return first && { path: first.path, message: first.message };
}

/** The query without what stands in its literals. */
function skeleton(query: string | undefined): string | undefined {
  return query?.replace(/'(?:[^'\\]|\\.)*'/g, "''");
}

describe("soqlQuery", () => {
  test("reads the ID first and no field twice", () => {
    expect(soql({}, ["Name", "id", "name", "Owner.Name"])).toBe("SELECT Id, Name, Owner.Name FROM Account");
  });

  test("spells every operator", () => {
    const where: z.input<typeof Input>["where"] = [
      { field: "A", value: "x" },
      { field: "A", op: "ne", value: true },
      { field: "A", op: "gt", value: 1.5 },
      { field: "A", op: "lte", date: "2026-05-06T10:00:00+02:00" },
      { field: "A", op: "contains", value: "5%" },
      { field: "A", op: "startsWith", value: "a_b" },
      { field: "A", op: "like", value: "a_b%" },
      { field: "A", op: "in", value: ["x", 1] },
      { field: "A", op: "notIn", value: ["x"] },
      { field: "A", op: "isEmpty" },
      { field: "A", op: "isNotEmpty" },
    ];
    expect(soql({ where })?.split(" WHERE ")[1]?.split(" AND ")).toEqual([
      "A = 'x'",
      "A != true",
      "A > 1.5",
      "A <= 2026-05-06T08:00:00Z",
      String.raw`A LIKE '%5\%%'`,
      String.raw`A LIKE 'a\_b%'`,
      "A LIKE 'a_b%'",
      "A IN ('x', 1)",
      "A NOT IN ('x')",
      "A = null",
      "A != null",
    ]);
  });

  test("sorts and cuts", () => {
    const sort = [{ field: "A", direction: "desc" as const }, { field: "B.C" }];
    expect(
      soql({ match: "any", where: [{ field: "A", value: 1 }, { field: "B", value: 2 }], sort, limit: 5 }),
    ).toBe(
      "SELECT Id, Name FROM Account WHERE A = 1 OR B = 2 ORDER BY A DESC NULLS LAST, B.C ASC NULLS LAST LIMIT 5",
    );
  });

  const one = { field: "A", value: 1 };
  const none = { field: "B", op: "in" as const, value: [] };
  const every = { field: "B", op: "notIn" as const, value: [] };
  test.each([
    [{ where: [one, none] }, undefined],
    [{ where: [one, every] }, "A = 1"],
    [{ where: [every] }, ""],
    [{ where: [none], match: "any" as const }, undefined],
    [{ where: [one, none], match: "any" as const }, "A = 1"],
    [{ where: [one, every], match: "any" as const }, ""],
  ])("knows what empty lists come to: %j", (input, conditions) => {
    const query = soql(input);
    expect(query && (query.split(" WHERE ")[1] ?? "")).toBe(conditions);
  });

  test("no value changes what the query does", () => {
    const values = fc.string({
      unit: fc.constantFrom("'", "\\", '"', "%", ")", "\n", " OR Id != null", "--", "a"),
    });
    fc.assert(fc.property(values, values, (first, second) => {
      const query = (a: string, b: string) =>
        soql({
          where: [
            { field: "A", value: a },
            { field: "A", op: "contains", value: b },
            { field: "A", op: "like", value: a },
            { field: "A", op: "in", value: [a, b] },
          ],
          limit: 1,
        });
      expect(skeleton(query(first, second))).toBe(skeleton(query("x", "x")));
    }));
  });

  test("refuses what is too long for an address", () => {
    const where = [{ field: "A", value: "a".repeat(4_000) }, { field: "B", value: "b".repeat(4_000) }];
    expect(() => soql({ where })).toThrow(expect.objectContaining({ code: "invalid_input" }));
  });
});

describe("a condition", () => {
  test.each([
    [{ field: "A" }, "expected either value or date"],
    [{ field: "A", value: 1, date: "TODAY" }, "expected either value or date"],
    [{ field: "A", value: ["x"] }, "expected a single value with eq: use in or notIn"],
    [{ field: "A", op: "in", value: "x" }, "expected a list with in"],
    [{ field: "A", op: "contains", value: 1 }, "expected text with contains"],
    [{ field: "A", op: "startsWith", date: "TODAY" }, "expected text with startsWith"],
    [{ field: "A", op: "isEmpty", value: "" }, "expected no value with isEmpty"],
  ])("%j: %s", (condition, message) => {
    expect(issue({ where: [condition] })).toEqual({ path: ["where", 0, "value"], message });
  });
});

describe("names", () => {
  const HOSTILE = [
    "",
    " Name",
    "Name ",
    "Name\n",
    "Name,Id",
    "COUNT(Id)",
    "(SELECT Id FROM Contacts)",
    "Account",
    "Name FROM User--",
    "a'b",
    "ü",
    "1A",
    "_A",
    "A..B",
    ".A",
    "A.",
    "A.B.C.D.E.F.G.H",
  ];

  test.each(HOSTILE.filter((name) => name !== "Account"))("%j is no field", (name) => {
    expect(fieldPath.safeParse(name).success).toBe(false);
    expect(objectName.safeParse(name).success).toBe(false);
  });

  test.each(["Account", "Invoice__c", "Parent__r.Owner.Name", "ns__Thing__c"])("%s is one", (name) => {
    expect(fieldPath.safeParse(name).success).toBe(true);
  });

  test("an object has no dots", () => {
    expect(objectName.safeParse("Account.Name").success).toBe(false);
  });
});

describe("batchSize", () => {
  test.each([[undefined, 200], [1, 200], [200, 200], [2_000, 2_000]])(
    "for limit %s asks for %d",
    (limit, size) => {
      expect(batchSize(limit)).toEqual({ "sforce-query-options": `batchSize=${size}` });
    },
  );
});

describe("nextCursor", () => {
  const page = (nextRecordsUrl?: string, done = false) => ({
    totalSize: 1,
    records: [],
    done,
    ...(nextRecordsUrl !== undefined && { nextRecordsUrl }),
  });

  test("is the last segment of the next page's address", () => {
    expect(nextCursor(page("/services/data/v66.0/query/0r8xx5R2yF2gs3VASQ-2000"))).toBe(
      "0r8xx5R2yF2gs3VASQ-2000",
    );
  });

  test("is null at the end, whatever the address says", () => {
    expect(nextCursor(page(undefined, true))).toBeNull();
    expect(nextCursor(page("https://evil.example/", true))).toBeNull();
  });

  test.each([
    undefined,
    "",
    "https://evil.example/services/data/v66.0/query/0r8xx5R2yF2gs3VASQ-2000",
    "https://acme.my.salesforce.com/services/data/v66.0/query/0r8xx5R2yF2gs3VASQ-2000",
    "//evil.example/services/data/v66.0/query/0r8xx5R2yF2gs3VASQ-2000",
    "/services/data/v66.0/query/../sobjects/User",
    "/services/data/v66.0/query/0r8xx5R2yF2gs3VASQ-2000?x=1",
    "/services/data/v66.0/query/0r8xx5R2yF2gs3VASQ-2000/x",
    "/services/data/v66.0/query/0r8xx5R2yF2gs3VASQ",
    "/services/apexrest/query/0r8xx5R2yF2gs3VASQ-2000",
  ])("refuses %j", (address) => {
    expect(() => nextCursor(page(address))).toThrow(FunctionError);
  });

  test.each(["../sobjects", "0r8xx5R2yF2gs3VASQ-2000/x", "a-1", "https://evil.example", ""])(
    "... and no caller gets %j in",
    (cursor) => {
      expect(issue({ cursor })).toMatchObject({ path: ["cursor"] });
    },
  );
});
