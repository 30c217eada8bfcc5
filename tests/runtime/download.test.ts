/**
 * Downloads whose names and types come from strangers.
 *
 * @module
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contentDisposition, downloadResponse } from "../../shared/runtime/download.ts";

/** RFC 6266, as a browser reads it. */
function parse(header: string): { fallback: string; name: string } {
  const [, fallback = "", encoded = ""] =
    /^attachment; filename="([^"\\]*)"; filename\*=UTF-8''([\w!#$&+.^`|~%-]*)$/
      .exec(header) ?? [];
  return { fallback, name: decodeURIComponent(encoded) };
}

describe("contentDisposition", () => {
  it.each([
    ["report.pdf", "report.pdf", "report.pdf"],
    ["Überblick 😀.txt", "_berblick __.txt", "Überblick 😀.txt"],
    ['a"; filename="b.exe', "a_; filename=_b.exe", 'a"; filename="b.exe'],
    ["a\r\nSet-Cookie: x=1", "aSet-Cookie: x=1", "aSet-Cookie: x=1"],
    ["..\\..\\x/y", ".._.._x_y", ".._.._x_y"],
    ["100%25.txt", "100_25.txt", "100%25.txt"],
    ["invoice\u202Efdp.exe", "invoicefdp.exe", "invoicefdp.exe"],
    ["it's (a) *.txt", "it's (a) *.txt", "it's (a) *.txt"],
    ["\u0000\u2028", "file", "file"],
    ["\ud800", "_", "\ufffd"],
  ])("names %j", (name, fallback, full) => {
    expect(parse(contentDisposition(name))).toEqual({ fallback, name: full });
  });

  it("is one header with one readable name, whatever the name", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 300 }), (name) => {
      const header = contentDisposition(name);
      expect(new Headers({ "content-disposition": header }).get("content-disposition")).toBe(header);
      expect(header).toMatch(/^[ -~]+$/);
      const parsed = parse(header);
      expect(parsed.name).not.toBe("");
      expect(parsed.name).not.toMatch(/[\p{Cc}/\\]/u);
      expect([...parsed.name].length).toBeLessThanOrEqual(200);
    }));
  });
});

describe("downloadResponse", () => {
  it("is never a page of the app, and keeps what describes the bytes", async () => {
    const upstream = new Response("<script>", {
      status: 206,
      headers: {
        "content-type": "text/html",
        "content-length": "8",
        "content-range": "bytes 0-7/20",
        "set-cookie": "a=b",
        "x-goog-hash": "secret",
      },
    });
    const response = downloadResponse(upstream, "page.html");
    expect(response.status).toBe(206);
    expect(Object.fromEntries(response.headers)).toEqual({
      "cache-control": "private, no-store",
      "content-disposition": "attachment; filename=\"page.html\"; filename*=UTF-8''page.html",
      "content-length": "8",
      "content-range": "bytes 0-7/20",
      "content-security-policy": "sandbox",
      "content-type": "text/html",
      "x-content-type-options": "nosniff",
    });
    expect(await response.text()).toBe("<script>");
  });

  it("does not pass on the length of a compressed body", () => {
    const headers = { "content-length": "8", "content-encoding": "gzip" };
    const response = downloadResponse(new Response("text", { headers }), "a");
    expect(response.status).toBe(200);
    expect(response.headers.has("content-length")).toBe(false);
    expect(response.headers.has("content-encoding")).toBe(false);
  });
});
