import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FunctionError } from "../../shared/runtime/errors.ts";
import { fieldsByName, itemBody, itemsQuery, where } from "../../shared/services/sharepoint-items.ts";
import { siteName } from "../../shared/services/sharepoint-site.ts";

const ID = "contoso.sharepoint.com,1d6e1722-9330-4b30-aa92-b73f215d9420,413c102d-9557-4a8d-8a68-bbb499015216";

describe("names of sites", () => {
  it.each([
    ["sites/mysite", { host: "root", path: "sites/mysite" }],
    [" /sites/mysite/ ", { host: "root", path: "sites/mysite" }],
    ["mysite", { host: "root", path: "mysite" }],
    ["root", { id: "root" }],
    [ID, { id: ID }],
    ["https://contoso.sharepoint.com/sites/my%20site/", {
      host: "contoso.sharepoint.com",
      path: "sites/my site",
    }],
    ["https://contoso.sharepoint.com", { id: "contoso.sharepoint.com" }],
  ])("%j", (text, name) => {
    expect(siteName(text)).toEqual(name);
  });

  it.each([
    "",
    "https://evil.example.com/sites/x",
    "https://contoso.sharepoint.com.evil.example.com/sites/x",
    "https://evil.example.com/contoso.sharepoint.com/sites/x",
    "https://contoso.sharepoint.com@evil.example.com/sites/x",
    "https://user:pass@contoso.sharepoint.com/sites/x",
    "https://contoso.sharepoint.com:8443/sites/x",
    "http://contoso.sharepoint.com/sites/x",
    "javascript:alert(1)",
    "sites/../users",
    "../me",
    "sites/x:/lists",
    "sites//x",
    "sites/x?$expand=lists",
    "evil.example.com,1d6e1722-9330-4b30-aa92-b73f215d9420,413c102d-9557-4a8d-8a68-bbb499015216",
    "https://contoso.sharepoint.com/sites/x%3A%2Flists",
    "https://contoso.sharepoint.com/%E0%A4%A",
  ])("%j names none", (text) => {
    expect(siteName(text)).toBeUndefined();
  });
});

describe("queries", () => {
  it.each(
    [
      [{ field: "Status", op: "eq", value: "O'Hara" }, "fields/Status eq 'O''Hara'"],
      [{ field: "Rank", op: "ge", value: 3 }, "fields/Rank ge 3"],
      [{ field: "Done", op: "ne", value: true }, "fields/Done ne true"],
      [
        { field: "Title", op: "startsWith", value: "x') or (1 eq 1" },
        "startswith(fields/Title,'x'') or (1 eq 1')",
      ],
    ] as const,
  )("%o", (condition, filter) => {
    expect(itemsQuery({ where: [condition], limit: 1 }).$filter).toBe(filter);
  });

  it.each(["Title eq 1 or Title", "fields/x", "a b", "", "1a", "a)", "@odata.type"])(
    "%j is no column to ask for",
    (field) => {
      expect(where.safeParse([{ field, value: 1 }]).success).toBe(false);
    },
  );

  it("a condition stays one, whatever the value", () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom("'", " ", "o", "r", "(", ")") }), (value) => {
      const { $filter = "" } = itemsQuery({ where: [{ field: "A", op: "eq", value }], limit: 1 });
      expect($filter.slice("fields/A eq '".length, -1).replaceAll("''", "")).not.toContain("'");
    }));
  });
});

describe("fields to write", () => {
  const columns = {
    value: [
      { name: "Title", displayName: "Name" },
      { name: "field_1", displayName: "Due Date" },
      { name: "field_2", displayName: "Title" },
      { name: "Owner", displayName: "Owner" },
      { name: "LinkTitle", displayName: "Title link", readOnly: true },
    ],
  };

  it("internal names come first, then what people see", () => {
    expect(fieldsByName({ Title: "a", "Due Date": "b", OwnerLookupId: 11 }, columns)).toEqual({
      Title: "a",
      field_1: "b",
      OwnerLookupId: 11,
    });
  });

  it("a column twice is refused, and so is one that is not there", () => {
    expect(() => fieldsByName({ Title: "a", Name: "b" }, columns)).toThrow("expected the column Title once");
    expect(() => fieldsByName({ Titel: "a" }, columns)).toThrow("Name, Due Date, Title, Owner");
  });

  it("columns beyond the first page are left to SharePoint", () => {
    expect(fieldsByName({ More: 1 }, { ...columns, "@odata.nextLink": "https://graph.microsoft.com/x" }))
      .toEqual({
        More: 1,
      });
  });

  it("lists say of what, annotations are refused", () => {
    expect(itemBody({ Tags: ["a"], OwnersLookupId: [1, 2] })).toEqual({
      fields: {
        "Tags@odata.type": "Collection(Edm.String)",
        Tags: ["a"],
        "OwnersLookupId@odata.type": "Collection(Edm.Int32)",
        OwnersLookupId: [1, 2],
      },
    });
    for (const name of ["Tags@odata.type", "@microsoft.graph.sourceUrl", "a b", ""]) {
      expect(() => itemBody({ [name]: "x" })).toThrow(FunctionError);
    }
  });
});
