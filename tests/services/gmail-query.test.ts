import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gmailPhrase, gmailQuery } from "../../shared/services/gmail-query.ts";

const HOSTILE = [
  'x" OR in:anywhere "',
  '"" from:boss@example.com',
  "“x” OR subject:y",
  "x\r\nOR in:spam",
  "a\0b\u2028c",
  "{x y} -z (from:b)",
  "＂x＂",
];

describe("values cannot become operators", () => {
  it.each(HOSTILE)("%j", (text) => {
    for (const operator of ["from", "to", "subject"] as const) {
      const query = gmailQuery({ [operator]: text });
      expect(query).toMatch(/^\w+:"[^"“”„‟＂\p{Cc}\u2028\u2029]*"$/u);
      expect(query?.startsWith(`${operator}:"`)).toBe(true);
    }
  });

  it("holds for any text, and takes no longer than in proportion to it", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
      expect(gmailPhrase(text)).toMatch(/^"[^"“”„‟＂\p{Cc}\u2028\u2029]*"$/u);
    }));
    const started = performance.now();
    gmailPhrase('"\n'.repeat(500_000));
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it("keeps everything else", () => {
    expect(gmailPhrase("  Zoë & Söhne <zoe@example.com> 履歴書 ")).toBe(
      '"Zoë & Söhne <zoe@example.com> 履歴書"',
    );
  });
});

describe("gmailQuery", () => {
  it("asks for nothing where nothing is searched for", () => {
    expect(gmailQuery({})).toBeUndefined();
  });

  it("leaves a query alone that stands alone", () => {
    expect(gmailQuery({ query: "a OR b" })).toBe("a OR b");
  });

  it("narrows all of a query down, not its last word", () => {
    expect(gmailQuery({ query: "a OR b", unread: true })).toBe("(a OR b) is:unread");
  });

  it("tells time in seconds, and leaves out no message of a started one", () => {
    const query = gmailQuery({ start: "2026-05-01T10:00:00.400+02:00", end: "2026-06-01T00:00:00.400Z" });
    expect(query).toBe("after:1777622400 before:1780272001");
  });

  it("reads a day as midnight UTC, not as midnight in California", () => {
    expect(gmailQuery({ start: "2026-05-01" })).toBe("after:1777593600");
  });

  it.each([
    [{ unread: true }, "is:unread"],
    [{ unread: false }, "is:read"],
    [{ hasAttachments: true }, "has:attachment"],
    [{ hasAttachments: false }, "-has:attachment"],
  ])("%o", (search, query) => {
    expect(gmailQuery(search)).toBe(query);
  });
});
