/**
 * Drive's search language against texts that try to leave their literal.
 *
 * @module
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allOf, driveText, driveTime, inFolder } from "../../shared/services/google-drive-query.ts";

type Token = { word: string } | { text: string };

/** Reads a query as Google documents the language: words, signs, and texts with `\\` and `\'`. */
function tokens(query: string): Token[] {
  const found: Token[] = [];
  for (let at = 0; at < query.length;) {
    const character = query[at];
    if (character === " ") {
      at++;
    } else if (character === "'") {
      let text = "";
      for (at++; query[at] !== "'"; at++) {
        if (at >= query.length) throw new Error(`A text without an end: ${query}`);
        if (query[at] === "\\") at++;
        text += query[at];
      }
      at++;
      found.push({ text });
    } else {
      const [word = ""] = /^[^ ']+/.exec(query.slice(at)) ?? [];
      at += word.length;
      found.push({ word });
    }
  }
  return found;
}

const HOSTILE = [
  "quinn's paper\\essay",
  "'",
  "\\",
  "\\'",
  "\\\\'",
  "' or trashed = true or name = '",
  "\\' or 'me' in owners or name = \\'",
  "x') or (name contains '",
  "\u2019 or trashed = true",
  "\u0000\r\n\t",
  "\ud83d\ude00 \ud800",
  "%27 or trashed %3D true",
  "",
];

describe("driveText", () => {
  it("is what Google's own example shows", () => {
    expect(`name contains ${driveText("quinn's paper\\essay")}`).toBe(
      "name contains 'quinn\\'s paper\\\\essay'",
    );
  });

  it.each(HOSTILE)("keeps %j one text", (text) => {
    expect(tokens(allOf(`name = ${driveText(text)}`, "trashed = false"))).toEqual([
      { word: "name" },
      { word: "=" },
      { text },
      { word: "and" },
      { word: "trashed" },
      { word: "=" },
      { word: "false" },
    ]);
  });

  it("keeps any text one text, and any two apart", () => {
    const text = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom("'", "\\", " ", "a") }));
    fc.assert(fc.property(text, text, (first, second) => {
      expect(tokens(allOf(inFolder(first), `name = ${driveText(second)}`))).toEqual([
        { text: first },
        { word: "in" },
        { word: "parents" },
        { word: "and" },
        { word: "name" },
        { word: "=" },
        { text: second },
      ]);
    }));
  });

  it("takes linear time", () => {
    const started = performance.now();
    expect(driveText("'\\".repeat(100_000))).toHaveLength(400_002);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

it("driveTime writes one moment in one way", () => {
  expect(driveTime("2026-01-01T00:00:00+01:00")).toBe("'2025-12-31T23:00:00.000Z'");
});

it("allOf leaves out what is absent", () => {
  expect(allOf("a", undefined, false, "b", "")).toBe("a and b");
});
