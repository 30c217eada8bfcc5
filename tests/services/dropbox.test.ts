/**
 * What Dropbox takes in headers and paths, and how its refusals are read.
 *
 * @module
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dropboxFolder, dropboxPath, dropboxTime } from "../../shared/services/dropbox-files.ts";
import { contentHash } from "../../shared/services/dropbox-upload.ts";
import { apiArgument, dropbox } from "../../shared/services/dropbox.ts";

describe("apiArgument", () => {
  it("escapes everything beyond ASCII", () => {
    expect(apiArgument({ path: "/é😀\u007f" })["dropbox-api-arg"]).toBe(
      String.raw`{"path":"/\u00e9\ud83d\ude00\u007f"}`,
    );
  });

  it("is a header line of printable ASCII that says the same", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 60 }), (path) => {
      const value = apiArgument({ path })["dropbox-api-arg"];
      expect(value).toMatch(/^[ -~]*$/);
      expect(new Headers({ "dropbox-api-arg": value }).get("dropbox-api-arg")).toBe(value);
      expect(JSON.parse(value)).toEqual({ path });
    }));
  });

  it.each(['"\r\nx-evil: 1', "\ud800", "\0", "\u2028", "\\u000a"])("keeps %j within its line", (path) => {
    const value = apiArgument({ path })["dropbox-api-arg"];
    expect(value).toMatch(/^[ -~]*$/);
    expect(JSON.parse(value)).toEqual({ path });
  });
});

describe("paths", () => {
  it.each(["/a.pdf", "/Invoices/2026/Übersicht 1.pdf", "/...", "/a..b"])("take %j", (path) => {
    expect(dropboxPath.safeParse(path).success).toBe(true);
    expect(dropboxFolder.safeParse(path).success).toBe(true);
  });

  it.each([
    ...["", "a", "//", "/a/", "/a//b", "/../a", "/a/..", "/a/./b", "/a\nb", "/\u007f", "/\ud800"],
    ...["ns:1/a", "rev:0123456789", `/${"a".repeat(256)}`, `/${"a/".repeat(600)}a`],
  ])("refuse %j", (path) => {
    expect(dropboxPath.safeParse(path).success).toBe(false);
    expect(dropboxFolder.safeParse(path).success).toBe(false);
  });

  it("take IDs for files, and the top for folders", () => {
    expect(dropboxPath.safeParse("id:a4ayc_80_OEAAAAAAAAAXw").success).toBe(true);
    expect(dropboxPath.safeParse("id:a/../b").success).toBe(false);
    expect(dropboxPath.safeParse("/").success).toBe(false);
    expect(dropboxFolder.safeParse("/").success).toBe(true);
    expect(dropboxFolder.safeParse("id:a4ayc_80_OEAAAAAAAAAXw").success).toBe(false);
  });
});

it("tells times in whole seconds of UTC", () => {
  expect(dropboxTime("2026-03-11T18:05:09.750+01:00")).toBe("2026-03-11T17:05:09Z");
  expect(dropboxTime(undefined)).toBeUndefined();
});

it("hashes content in blocks", async () => {
  const hash = contentHash();
  const block = 4 * 1_024 ** 2;
  await hash.add(new Uint8Array(block), 0);
  await hash.add(new Uint8Array([1]), block);
  const digests = await Promise.all(
    [new Uint8Array(block), new Uint8Array([1])].map((bytes) => crypto.subtle.digest("SHA-256", bytes)),
  );
  const joined = Buffer.concat(digests.map((digest) => Buffer.from(digest)));
  const expected = Buffer.from(await crypto.subtle.digest("SHA-256", joined)).toString("hex");
  expect(await hash.hex()).toBe(expected);
});

describe("a refusal", () => {
  const failure = (status: number, body: unknown) =>
    dropbox.failure({ status, headers: new Headers(), body });
  const tagged = (error: unknown) => ({ error_summary: "whatever/..", error });

  it.each([
    [409, tagged({ ".tag": "path", path: { ".tag": "not_found" } }), "not_found", "path/not_found"],
    [409, tagged({ ".tag": "path", path: "not_folder" }), "provider_rejected", "path/not_folder"],
    [
      409,
      tagged({ ".tag": "path", reason: { ".tag": "conflict", conflict: { ".tag": "folder" } } }),
      "conflict",
      "path/conflict/folder",
    ],
    [409, tagged({ ".tag": "too_many_write_operations" }), "rate_limited", "too_many_write_operations"],
    [409, tagged({ ".tag": "made_up" }), "provider_rejected", "made_up"],
    [401, tagged({ ".tag": "expired_access_token" }), "connection_expired", "expired_access_token"],
    [401, tagged({ ".tag": "user_suspended" }), "provider_denied", "user_suspended"],
    [422, tagged({ ".tag": "no_permission" }), "provider_denied", "no_permission"],
    [429, "Too many requests", "rate_limited", undefined],
    [503, "<html>", "provider_unavailable", undefined],
    [409, tagged({ ".tag": {} }), "conflict", undefined],
  ])("with %i and %j is %s", (status, body, code, reason) => {
    expect(failure(status, body)).toMatchObject({ code });
    expect(failure(status, body)?.reason).toBe(reason);
  });

  it("says how long to wait, which scope is missing, and where an upload is", () => {
    const busy = { reason: { ".tag": "too_many_requests" }, retry_after: 300 };
    expect(failure(429, tagged(busy))).toMatchObject({ code: "rate_limited", retryAfter: 300 });
    const scope = { ".tag": "missing_scope", required_scope: "files.content.write" };
    expect(failure(401, tagged(scope))?.hint).toContain("files.content.write");
    const offset = { ".tag": "incorrect_offset", correct_offset: 42 };
    expect(failure(409, tagged(offset))?.params).toEqual({ correctOffset: 42 });
  });

  it("in plain text keeps its words", () => {
    expect(failure(400, 'Error in call to API function "files/upload"')).toMatchObject({
      code: "provider_rejected",
      message: 'Dropbox refused: Error in call to API function "files/upload"',
    });
  });

  it("is none for a success, whatever its body", () => {
    for (const body of [undefined, null, "text", { error: { ".tag": "other" } }]) {
      expect(failure(200, body)).toBeUndefined();
    }
  });
});
