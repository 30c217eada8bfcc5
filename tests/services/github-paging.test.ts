import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeBase64Url } from "../../shared/runtime/base64.ts";
import { githubCursor, nextCursor, pageQuery } from "../../shared/services/github-paging.ts";

const NEXT = "https://api.github.com/repositories/1/issues?state=all&per_page=5";

function cursorAfter(link: string): string | null {
  return nextCursor(new Headers({ link }));
}

function cursorOf(value: unknown): string {
  return encodeBase64Url(new TextEncoder().encode(JSON.stringify(value)));
}

describe("the next page", () => {
  it.each<[string, object]>([
    [`<${NEXT}&page=2>; rel="next"`, { page: 2 }],
    [`<${NEXT}&after=Y3Vy%3D%3D&page=2>; rel="next"`, { page: 2, after: "Y3Vy==" }],
    [`<${NEXT}&after=abc>; rel=next`, { after: "abc" }],
    [`<${NEXT}&page=1>; rel="prev", <${NEXT}&page=3>; rel="next", <${NEXT}&page=9>; rel="last"`, { page: 3 }],
    [`<https://docs.github.com/rest>; rel="deprecation", <${NEXT}&page=3>; title="x"; rel="next"`, {
      page: 3,
    }],
  ])("is read out of %s", (link, position) => {
    const cursor = cursorAfter(link);
    expect(cursor).toBe(cursorOf(position));
    expect(pageQuery({ limit: 5, cursor: cursor ?? "" })).toEqual({ per_page: 5, ...position });
  });

  it.each([
    "",
    '<https://docs.github.com/rest>; rel="deprecation"',
    `<${NEXT}&page=1>; rel="first"`,
    "nonsense",
  ])(
    "is none in %j",
    (link) => {
      expect(cursorAfter(link)).toBeNull();
      expect(nextCursor(new Headers())).toBeNull();
    },
  );

  it.each([
    "http://api.github.com/issues?page=2",
    "https://api.github.com.example.com/issues?page=2",
    "https://example.com/?page=2",
    "https://api.github.com:8443/issues?page=2",
    "https://api.github.com/issues?page=0",
    "https://api.github.com/issues?page=x",
    "https://api.github.com/issues",
    "/issues?page=2",
  ])("is refused at %s", (address) => {
    expect(() => cursorAfter(`<${address}>; rel="next"`)).toThrow("not its own");
  });
});

describe("a cursor that somebody made up", () => {
  it.each([
    ...[
      "",
      "2",
      "null",
      "{}",
      "not base64!",
      "\ud800",
      cursorOf({}),
      cursorOf({ page: 0 }),
      cursorOf({ page: "2" }),
    ],
    ...[
      cursorOf({ page: 2, per_page: 100 }),
      cursorOf({ page: 1.5 }),
      cursorOf([2]),
      cursorOf({ after: "" }),
    ],
  ])("%j is refused", (cursor) => {
    expect(githubCursor.safeParse(cursor).success).toBe(false);
  });

  it("never throws", () => {
    fc.assert(fc.property(fc.string(), (cursor) => {
      expect(githubCursor.safeParse(cursor)).toHaveProperty("success");
    }));
  });
});

it("starts without a cursor", () => {
  expect(pageQuery({ limit: 30 })).toEqual({ per_page: 30 });
});
