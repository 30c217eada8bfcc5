/**
 * Documents as Markdown: what is written stays text, and takes time in proportion to its length.
 *
 * @module
 */
import { describe, expect, it } from "vitest";
import { DocumentAnswer } from "../../shared/services/google-docs-content.ts";
import { tabText, textPage } from "../../shared/services/google-docs-text.ts";

type Element = Record<string, unknown>;

function markdown(...elements: Element[]): string {
  const { tabs: [tab] } = DocumentAnswer.parse({
    tabs: [{
      tabProperties: { tabId: "t.0" },
      documentTab: { body: { content: [{ paragraph: { elements } }] } },
    }],
  });
  return tab?.documentTab ? tabText(tab.documentTab, "markdown") : "";
}

const run = (content: string, textStyle = {}): Element => ({ textRun: { content, textStyle } });

describe("tabText", () => {
  it.each([
    ["# no heading", "\\# no heading"],
    ["- no item", "\\- no item"],
    ["12. no item", "12\\. no item"],
    ["> no quote", "\\> no quote"],
    ["*a* _b_ `c` [d](e) <script>", "\\*a\\* \\_b\\_ \\`c\\` \\[d\\](e) \\<script>"],
    ["back\\slash", "back\\\\slash"],
  ])("writes %j as %j", (text, expected) => {
    expect(markdown(run(`${text}\n`))).toBe(expected);
  });

  it("keeps blanks out of marks", () => {
    expect(markdown(run("a "), run(" b ", { bold: true, italic: true }), run("c\n"))).toBe("a  ***b*** c");
  });

  it.each(["javascript:alert(1)", "data:text/html,x", "https://example.com/>)<b", "https://example.com/a b"])(
    "makes no link to %s",
    (url) => {
      expect(markdown(run("a", { link: { url } }))).toBe("a");
    },
  );

  it("keeps an address together", () => {
    const url = "https://example.com/a_(b)?c=*";
    expect(markdown(run("a", { link: { url } }))).toBe(`[a](<${url}>)`);
  });

  it("is quick on long runs of blanks", () => {
    const started = performance.now();
    markdown(run(`a${" ".repeat(300_000)}b\n`, { bold: true }), run(`${" \v".repeat(100_000)}x`));
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

describe("textPage", () => {
  it("gives the whole text in parts, and no half characters", () => {
    const text = "a😀b😀😀";
    let all = "";
    for (let start = 0; start < text.length;) {
      const page = textPage(text, start, 2);
      expect(page.text.isWellFormed()).toBe(true);
      all += page.text;
      start = page.end;
    }
    expect(all).toBe(text);
  });
});
