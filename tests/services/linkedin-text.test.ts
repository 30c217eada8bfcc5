import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FunctionError } from "../../shared/runtime/errors.ts";
import { commentary, littleText } from "../../shared/services/linkedin-text.ts";

const TEMPLATE =
  /\{hashtag\|\\#\|((?:[^\\|{}]|\\.)*)\}|@\[((?:[^\\\]]|\\.)*)\]\(urn:li:organization:(\d+)\)/gsu;
const RESERVED = /[|{}@[\]()<>#*_~]/;

/** What LinkedIn shows; throws where a reserved character stands alone outside of a template. */
function shown(little: string): string {
  const plain = little.replace(
    TEMPLATE,
    (_, word?: string, name?: string) => word === undefined ? name ?? "" : `\\#${word}`,
  );
  expect(plain.replace(/\\[\\|{}@[\]()<>#*_~]/g, "")).not.toMatch(/[\\|{}@[\]()<>#*_~]/);
  return plain.replace(/\\(.)/gs, "$1");
}

describe("text of posts", () => {
  test.each([
    [
      "a_b (c) [d] {e} <f> ~g~ *h* i|j \\k",
      "a\\_b \\(c\\) \\[d\\] \\{e\\} \\<f\\> \\~g\\~ \\*h\\* i\\|j \\\\k",
    ],
    ["@[Acme](urn:li:organization:1)", "\\@\\[Acme\\]\\(urn:li:organization:1\\)"],
    ["{hashtag|\\#|x}", "\\{hashtag\\|\\\\\\#\\|x\\}"],
    ["#Jobs and (#more)", "{hashtag|\\#|Jobs} and \\({hashtag|\\#|more}\\)"],
    [
      "#été #日本語 #2026goals #snake_case",
      [
        "{hashtag|\\#|été}",
        "{hashtag|\\#|日本語}",
        "{hashtag|\\#|2026goals}",
        "{hashtag|\\#|snake\\_case}",
      ].join(" "),
    ],
    ["We are #1, C# too, a#b &#x27; ## #", "We are \\#1, C\\# too, a\\#b &\\#x27; \\#\\# \\#"],
    ["##twice", "\\#{hashtag|\\#|twice}"],
    ["https://a.example/x_(y)?z=#top #tag", "https://a.example/x\\_\\(y\\)?z=\\#top {hashtag|\\#|tag}"],
    ["\\", "\\\\"],
    ["", ""],
  ])("%s", (text, little) => {
    expect(littleText(text)).toBe(little);
  });

  test("shows every text as typed", () => {
    const hostile = fc.string({ unit: fc.constantFrom(..."\\|{}@[]()<>#*_~ a1é:/&\n") });
    fc.assert(fc.property(fc.oneof(hostile, fc.string({ unit: "grapheme" })), (text) => {
      expect(shown(littleText(text))).toBe(text);
      expect(littleText(text).split("").filter((letter) => RESERVED.test(letter)).length)
        .toBeGreaterThanOrEqual(text.split("").filter((letter) => RESERVED.test(letter)).length);
    }));
  });

  test("is fast for long texts without an end", () => {
    const started = performance.now();
    for (const text of ["#1", "#", "@", "\\", "https://", "#_"]) littleText(text.repeat(50_000));
    littleText(`#${"1".repeat(100_000)}`);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

describe("mentions", () => {
  const acme = { name: "Acme", organizationId: "1" };
  const corp = { name: "Acme Corp", organizationId: "2" };

  test("are links to the pages", () => {
    expect(littleText("@Acme Corp owns @Acme, not Acme", [acme, corp])).toBe(
      "@[Acme Corp](urn:li:organization:2) owns @[Acme](urn:li:organization:1), not Acme",
    );
  });

  test("cannot be ended by a name", () => {
    const evil = { name: "x](urn:li:person:9) @[y", organizationId: "3" };
    expect(littleText(`Hi @${evil.name}`, [evil])).toBe(
      "Hi @[x\\]\\(urn:li:person:9\\) \\@\\[y](urn:li:organization:3)",
    );
  });

  test("have to be in the text", () => {
    expect(issueOf(() => commentary("Hello", [acme]))).toBe("mentions[0].name");
  });
});

test("escapes count for the length", () => {
  expect(commentary("(".repeat(1_500))).toHaveLength(3_000);
  expect(issueOf(() => commentary("(".repeat(1_501)))).toBe("text");
});

function issueOf(make: () => unknown): string | undefined {
  try {
    make();
  } catch (error) {
    if (error instanceof FunctionError) return error.details.issues?.[0]?.path;
    throw error;
  }
}
