import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cutText, plainMarkdown, textShare } from "../../shared/runtime/markdown.ts";

const ZW = "\u200b";
const NBSP = "\u00a0";

describe("plainMarkdown", () => {
  test.each([
    ["plain text stays", "It's 3.5 (or so), a_b & c > d!", "It's 3.5 (or so), a_b & c > d!"],
    ["emphasis", "*a* _b_ __c__ ~~d~~", "\\*a\\* \\_b\\_ \\_\\_c\\_\\_ \\~\\~d\\~\\~"],
    ["code and mathematics", "`x` and $5", "\\`x\\` and \\$5"],
    ["links and images", "![i](data:x) [t](https://a.example)", "!\\[i](data:x) \\[t](<https://a.example>)"],
    ["backslashes", "C:\\dir \\*", "C:\\\\dir \\\\\\*"],
    ["HTML", "<b>x</b><!-- -->", "\\<b>x\\</b>\\<!-- -->"],
    ["entities", "&lt; &#64;ana & co", "\\&lt; \\&#\u200b64;ana & co"],
    ["mentions", "@ana, (@acme/team), é@ana", `@${ZW}ana, (@${ZW}acme/team), é@${ZW}ana`],
    ["mail addresses", "ann@example.com", "ann@example.com"],
    ["references", "#1, acme/site#2, GH-3, C#", `\\#${ZW}1, acme/site#${ZW}2, GH-${ZW}3, C#`],
    ["headings", "# a\na\n===\nb\n---", "\\# a\na\n\\===\nb\n\\---"],
    ["quotes and lists", "> a\n- b\n+ c\n1. d\n2) e", "\\> a\n\\- b\n\\+ c\n1\\. d\n2\\) e"],
    ["tables", "a|b\n-|-\na\n:-:", "a\\|b\n\\-\\|-\na\n\\:-:"],
    ["fences", "```js\nx\n~~~", "\\`\\`\\`js\nx\n\\~\\~\\~"],
    [
      "indents",
      "    *a*\n\tb\n  - c",
      `${NBSP.repeat(4)}\\*a\\*\n${NBSP.repeat(4)}b\n${NBSP.repeat(2)}\\- c`,
    ],
    ["empty lines", "a\r\n \r\nb\rc", "a\n\nb\nc"],
    ["web addresses", "See https://a.example/x_y?a=1&b=*.", "See <https://a.example/x_y?a=1&b=>\\*."],
    ["web addresses in brackets", "(HTTP://a.example/b)", "(<HTTP://a.example/b>)"],
    ["half a web address", "https://\u0001![x](y)", "https://\u0001!\\[x](y)"],
  ])("%s", (_, text, markdown) => {
    expect(plainMarkdown(text)).toBe(markdown);
  });

  test("what only looks like an address in pointed brackets is escaped", () => {
    expect(plainMarkdown("<https://>")).toBe("\\<https://>");
  });

  const characters = fc.constantFrom(
    ..."ab1 _*`~[]()<>!|$&#@\\:;.-+=\"'\n\t\u0001",
    "https://",
    "http://x",
    "GH-",
    "&#64;",
    "\n    ",
  );
  const texts = fc.array(characters, { maxLength: 30 }).map((parts) => parts.join(""));

  const READ = /\\([!-/:-@[-`{-~])|<(https?:\/\/[^\s<>\p{Cc}]*)>/giu;

  /** What Markdown is left when escapes and web addresses in pointed brackets are taken out. */
  function bare(markdown: string): string {
    return markdown.replace(READ, "\0");
  }

  /** What people see; web addresses as `address` puts them. */
  function shown(markdown: string, address: (url: string) => string): string {
    return markdown.replace(READ, (_, character?: string, url?: string) => character ?? address(url ?? ""));
  }

  test("leaves nothing that Markdown reads, whatever the text", () => {
    fc.assert(
      fc.property(texts, (text) => {
        for (const line of bare(plainMarkdown(text)).split("\n")) {
          expect(line).not.toMatch(/[\\`*~[<|$]|(?<![a-z\d])_|_(?![a-z\d])|&#?\w/i);
          expect(line).not.toMatch(/^[ \t]|^[-+=:#>]|^\d+[.)]/);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test("mentions nobody, whatever the text", () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(shown(plainMarkdown(text), () => " ")).not.toMatch(/(?<![a-z\d])@[a-z\d]|#\d|\bGH-\d/i);
      }),
      { numRuns: 2_000 },
    );
  });

  test("shows the text as typed", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const read = shown(plainMarkdown(text), (url) => url).replaceAll(ZW, "").replaceAll(NBSP, " ");
        expect(read).toBe(text.split("\n").map((line) => line.trim() && expanded(line)).join("\n"));
      }),
      { numRuns: 2_000 },
    );
  });

  function expanded(line: string): string {
    return line.replace(/^[ \t]*/, (indent) => indent.replaceAll("\t", "    "));
  }

  test("takes time in proportion to the length", () => {
    const started = performance.now();
    for (const part of ["https://", "_", "@", "1", "\\", " ", ")", "https://a)"]) {
      plainMarkdown(part.repeat(60_000));
    }
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

test("texts of an answer share its room", () => {
  expect(textShare(1)).toBe(100_000);
  expect(textShare(100)).toBe(1_000);
  expect(textShare(0)).toBe(100_000);
});

test.each([
  ["abc", 3, "abc"],
  ["abcd", 3, "abc"],
  ["ab😀", 3, "ab\ufffd"],
])("cuts %j to %i", (text, length, cut) => {
  expect(cutText(text, length)).toBe(cut);
});
