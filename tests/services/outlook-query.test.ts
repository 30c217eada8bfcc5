import { describe, expect, it } from "vitest";
import { MESSAGE_PAGES, outlookQuery } from "../../shared/services/outlook-query.ts";

describe("a filter", () => {
  const filter = (search: object) => outlookQuery({ limit: 20, ...search }).$filter;

  it("is absent where everything is listed", () => {
    expect(filter({})).toBeUndefined();
    expect(outlookQuery({ limit: 20 })).toMatchObject({ $orderby: "receivedDateTime desc", $top: 20 });
  });

  it.each([
    [{ unread: true }, "isRead eq false"],
    [{ unread: false }, "isRead eq true"],
    [{ hasAttachments: false }, "hasAttachments eq false"],
    [{ from: "o'hara@example.com" }, "from/emailAddress/address eq 'o''hara@example.com'"],
    [{ subject: "x') or contains(subject,'" }, "contains(subject,'x'') or contains(subject,''')"],
    [{ end: "2026-06-01" }, "receivedDateTime lt 2026-06-01T00:00:00.000Z"],
  ])("starts with what is sorted by: %o", (search, condition) => {
    expect(filter(search)).toBe(`receivedDateTime ge 1900-01-01T00:00:00Z and ${condition}`);
  });

  it("starts at the start", () => {
    expect(filter({ start: "2026-05-01T10:00:00+02:00", unread: true })).toBe(
      "receivedDateTime ge 2026-05-01T08:00:00.000Z and isRead eq false",
    );
  });
});

describe("a search", () => {
  const search = (search: object) => outlookQuery({ limit: 20, ...search });

  it("stands alone: Graph refuses a filter or an order beside it", () => {
    const query = search({ query: "order", start: "2026-05-01" });
    expect(Object.keys(query).sort()).toEqual(["$search", "$select", "$top"]);
  });

  it("takes operators as words", () => {
    expect(search({ query: 'x" OR from:boss', subject: 'a" OR b' }).$search).toBe(
      String.raw`"\"x\" \"OR\" \"from:boss\" subject:\"a  OR b\""`,
    );
  });

  it("ends on the last day that counts", () => {
    expect(search({ query: "x", end: "2026-06-01" }).$search).toContain("received<=2026-05-31");
    expect(search({ query: "x", end: "2026-06-01T12:00:00Z" }).$search).toContain("received<=2026-06-01");
  });
});

describe("pages of messages", () => {
  it.each([
    "me/messages",
    "me/mailFolders/inbox/messages",
    "me/mailFolders/AQMk-_DA%3D%3D/messages",
    "me/mailFolders('AQMk=')/messages",
  ])(
    "%s",
    (path) => {
      expect(path).toMatch(MESSAGE_PAGES);
    },
  );

  it.each([
    "me/events",
    "me/messages/AAMk",
    "users/boss/messages",
    "me/mailFolders/../events/messages",
    "me/mailFolders/x%2f..%2fevents/messages",
    "me/mailFolders('a')/x('b')/messages",
    "xme/messages",
  ])("not %s", (path) => {
    expect(path).not.toMatch(MESSAGE_PAGES);
  });
});
