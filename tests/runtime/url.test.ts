/**
 * Paths from templates, queries, and which hosts may be asked.
 *
 * @module
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FunctionError } from "../../shared/runtime/errors.ts";
import { expandPath, hostMatches, isPlainHttps, resolveUrl, searchParams } from "../../shared/runtime/url.ts";

const BASE = "https://api.example.com/v1/";

/** Any text, with what could change an address thrown in: dots, slashes, schemes, lone surrogates, escapes. */
const awkward = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({
    unit: fc.constantFrom(
      ".",
      "/",
      "\\",
      "%2e",
      "%2f",
      "%",
      "?",
      "#",
      "@",
      ":",
      ";",
      "{",
      "}",
      "\t",
      "\n",
      "\0",
      " ",
      "é",
      "😀",
      "a",
    ),
  }),
  fc.constantFrom(
    ".",
    "..",
    "...",
    "%2e%2e",
    ".%2e",
    "https://evil.example",
    "//evil.example",
    "\\\\evil.example",
    "a/../..",
    "javascript:x",
    "@evil.example",
    "{other}",
    "$&",
    "$1",
  ),
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((codes) => String.fromCharCode(...codes)),
);

function expanded(template: string, values: Record<string, string | number>): string | undefined {
  try {
    return expandPath(template, values);
  } catch (error) {
    if (error instanceof FunctionError) return undefined;
    throw error;
  }
}

describe("paths are templates, encoded in one place", () => {
  it("fills a provider's own spelling", () => {
    expect(expandPath("repos/{owner}/{repo}/issues", { owner: "a", repo: "b c" })).toBe(
      "repos/a/b%20c/issues",
    );
    expect(expandPath("items/{id}:batch", { id: 7 })).toBe("items/7:batch");
    expect(expandPath("contents/{+path}", { path: "src/a b.ts" })).toBe("contents/src/a%20b.ts");
    expect(expandPath("chat.postMessage")).toBe("chat.postMessage");
  });

  it.each([
    "items/{id}",
    "items/{id}/parts",
    "{id}",
    "{id}/parts",
    "{id}:batch",
    "items/{id}:batch",
    "a/b.{id}",
  ])(
    "no value changes the segments of %s, or its host",
    (template) => {
      const segments = `/v1/${template}`.split("/").length;
      fc.assert(
        fc.property(awkward, (id) => {
          const path = expanded(template, { id });
          if (path === undefined) return;
          const url = resolveUrl(BASE, path);
          expect(url.origin).toBe("https://api.example.com");
          expect(url.pathname.startsWith("/v1/")).toBe(true);
          expect(url.pathname.split("/")).toHaveLength(segments);
          expect([url.search, url.hash]).toEqual(["", ""]);
        }),
        { numRuns: 500 },
      );
    },
  );

  it("a value arrives as it was", () => {
    fc.assert(
      fc.property(awkward, (id) => {
        const path = expanded("items/{id}", { id });
        if (path !== undefined) {
          expect(decodeURIComponent(resolveUrl(BASE, path).pathname.slice(10))).toBe(id);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("`{+x}` keeps its slashes and nothing else", () => {
    fc.assert(
      fc.property(awkward, (value) => {
        const path = expanded("contents/{+path}", { path: value });
        if (path === undefined) return;
        const url = resolveUrl(BASE, path);
        expect(url.origin).toBe("https://api.example.com");
        expect(url.pathname.startsWith("/v1/contents/")).toBe(true);
        expect(url.pathname.split("/")).toHaveLength(3 + value.split("/").length);
        expect([url.search, url.hash]).toEqual(["", ""]);
      }),
      { numRuns: 500 },
    );
  });

  it.each(["", ".", ".."])("%j is refused", (value) => {
    for (const template of ["items/{value}", "{value}", "items/{value}/parts", "contents/{+value}"]) {
      expect(() => expandPath(template, { value })).toThrow(FunctionError);
    }
  });

  it.each(["/a", "a/", "a//b", "a/../b", "./a", "a/.", "../a", "/", "//evil.example"])(
    "%j is refused as a path with slashes",
    (value) => {
      expect(() => expandPath("contents/{+value}", { value })).toThrow(FunctionError);
    },
  );

  it("two values make no `..` together", () => {
    expect(() => expandPath("{a}{b}", { a: ".", b: "." })).toThrow(FunctionError);
    expect(() => expandPath(".{a}", { a: "." })).toThrow(FunctionError);
    expect(() => expandPath("items/../{a}", { a: "x" })).toThrow(FunctionError);
  });

  it.each(["\ud800", "a\udc00b", "\udfff\ud800"])("a lone surrogate is refused: %j", (value) => {
    expect(() => expandPath("items/{value}", { value })).toThrow(FunctionError);
    expect(() => expandPath("contents/{+value}", { value: `a/${value}` })).toThrow(FunctionError);
  });

  it("what is refused is the caller's input, with the field's name and not its value", () => {
    expect(() => expandPath("items/{itemId}", { itemId: ".." })).toThrow(
      expect.objectContaining({
        code: "invalid_input",
        details: { issues: [expect.objectContaining({ path: "itemId" })] },
      }),
    );
  });

  it("a value that is missing is our own mistake", () => {
    expect(() => expandPath("items/{id}", {})).toThrow(TypeError);
    expect(() => expandPath("items/{constructor}", {})).toThrow(TypeError);
    expect(() => expandPath("items/{toString}")).toThrow(TypeError);
  });
});

describe("queries", () => {
  it("leave out what is undefined, and repeat a name for each of a list", () => {
    const query = { a: "x y", b: undefined, c: [1, 2], d: false, e: 0, f: "" };
    expect(searchParams(query).toString()).toBe("a=x+y&c=1&c=2&d=false&e=0&f=");
  });

  it("no value becomes another parameter", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (value) => {
      const url = resolveUrl(BASE, "items", { q: value, limit: 5 });
      expect([...url.searchParams.keys()]).toEqual(["q", "limit"]);
      expect(url.searchParams.get("q")).toBe(value.toWellFormed());
      expect(url.pathname).toBe("/v1/items");
    }));
  });

  it("are added to those that an address has already", () => {
    expect(resolveUrl(BASE, "https://api.example.com/next?cursor=1", { limit: 5 }).search).toBe(
      "?cursor=1&limit=5",
    );
  });
});

describe("where a path leads", () => {
  it.each([
    ["items", "https://api.example.com/v1/items"],
    ["/v2/items", "https://api.example.com/v2/items"],
    ["https://files.example.com/x", "https://files.example.com/x"],
  ])("%s", (path, url) => {
    expect(resolveUrl(BASE, path).href).toBe(url);
  });
});

describe("hosts", () => {
  it.each([
    ["api.example.com", ["api.example.com"], true],
    ["api.example.com", ["other.example.com", "api.example.com"], true],
    ["a.example.com", ["*.example.com"], true],
    ["a.b.example.com", ["*.example.com"], true],
    ["example.com", ["*.example.com"], false],
    [".example.com", ["*.example.com"], false],
    ["evilexample.com", ["*.example.com"], false],
    ["example.com.evil.example", ["*.example.com", "example.com"], false],
    ["api.example.com:8443", ["api.example.com", "*.example.com"], false],
    ["api.example.com.", ["api.example.com"], false],
    ["api.example.com", [], false],
  ])("%s on %j: %s", (host, patterns, matches) => {
    expect(hostMatches(host, patterns)).toBe(matches);
  });

  it.each([
    ["https://api.example.com/x?y#z", true],
    ["https://api.example.com:443/", true],
    ["http://api.example.com/", false],
    ["https://api.example.com:8443/", false],
    ["https://user@api.example.com/", false],
    ["https://user:password@api.example.com/", false],
    ["ftp://api.example.com/", false],
    ["data:text/plain,x", false],
    ["blob:https://api.example.com/x", false],
  ])("%s is plain https: %s", (address, plain) => {
    expect(isPlainHttps(new URL(address))).toBe(plain);
  });
});
