import { describe, expect, it } from "vitest";
import { Contents, toContents } from "../../shared/services/github-files.ts";

function file(changes: object) {
  return Contents.parse({
    type: "file",
    name: "a",
    path: "a",
    sha: "s",
    size: 1,
    encoding: "base64",
    ...changes,
  });
}

describe("a file's content", () => {
  it("may be broken into lines", () => {
    expect(toContents(file({ content: "w6Qg\n4oKs\n" }), "a", "text")).toMatchObject({
      text: "ä €",
      base64: null,
    });
    expect(toContents(file({ content: "w6Qg\n4oKs\n" }), "a", "base64")).toMatchObject({
      base64: "w6Qg4oKs",
    });
  });

  it("may be empty", () => {
    expect(toContents(file({ content: "" }), "a", "text").text).toBe("");
  });

  it.each([{ content: "", encoding: "none" }, { content: undefined }, { content: "AA=", encoding: "utf-8" }])(
    "may not be handed out: %j",
    (changes) => {
      expect(() => toContents(file(changes), "a", "base64")).toThrow("up to 1 MB");
    },
  );

  it("may be no text", () => {
    expect(() => toContents(file({ content: "/w==" }), "a", "text")).toThrow("use base64");
  });
});

it("tells what is in a folder, without addresses that carry a token", () => {
  const entry = { type: "file", name: "x", path: "docs/x", sha: "s", size: 2 };
  const folder = Contents.parse([{ ...entry, download_url: "https://example.com/?token=1", html_url: "h" }]);
  expect(toContents(folder, "docs", "text")).toMatchObject({ type: "dir", name: "docs", entries: [entry] });
  expect(JSON.stringify(toContents(folder, "docs", "text"))).not.toContain("token");
});
