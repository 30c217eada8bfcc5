import fc from "fast-check";
import { expect, test } from "vitest";
import { textFromHtml } from "../../shared/runtime/html-text.ts";

test.each([
  ["plain text", "Hi", "Hi"],
  ["inline tags", "<b>Hi</b>, <i class='x'>you</i>", "Hi, you"],
  ["white space", "  a \n\t b  ", "a b"],
  ["lines", "a<br>b<BR/>c<div>d</div>e", "a\nb\nc\nd\ne"],
  ["paragraphs", "<p>a</p><p>b</p>", "a\n\nb"],
  ["lists", "<ul><li>a</li><li>b</li></ul>", "a\n\nb"],
  ["comments", "a<!-- <b>x</b> -->b<!-- c", "ab"],
  ["Outlook's conditions", "<!--[if mso]><table><![endif]-->a<o:p></o:p><![if !x]>b<![endif]>", "ab"],
  [
    "styles, scripts and titles",
    "<title>t</title><style>p > a {}</style><SCRIPT>'<b>'</SCRIPT>a<script>b",
    "a",
  ],
  ["elements that only start like a script", "<scripted>a</scripted>", "a"],
  ["a document", "<!DOCTYPE html><html><head></head><body>a</body></html>", "a"],
  [
    "links",
    '<a href="https://example.com/?a=1&amp;b=2">Shop</a> now',
    "Shop (https://example.com/?a=1&b=2) now",
  ],
  ["links without quotes", "<A HREF=https://example.com>Shop</A>", "Shop (https://example.com)"],
  [
    "links that show their address",
    '<a href="https://example.com">https://example.com</a>',
    "https://example.com",
  ],
  ["mail links", "<a href='mailto:a@b.example?subject=x'>Ann</a>", "Ann (a@b.example)"],
  ["mail links that show their address", '<a href="mailto:a@b.example">a@b.example</a>', "a@b.example"],
  [
    "links to no page",
    '<a href="#top">a</a><a href="javascript:x">b</a><a data-href="https://x.example">c</a>',
    "abc",
  ],
  [
    "links that nobody closed",
    '<a href="https://a.example">a<a href="https://b.example">b</a>',
    "a (https://a.example)b (https://b.example)",
  ],
  ["entities", "J&ouml;rg &amp; &Ouml;l &lt;b&gt; &euro;&yuml;&nbsp;&frac34;", "Jörg & Öl <b> €ÿ\u00a0¾"],
  ["numeric entities", "&#8364; &#x1F600; &#X41;", "€ 😀 A"],
  ["entities once", "&amp;lt;b&amp;gt;", "&lt;b&gt;"],
  [
    "what is no entity",
    "&bogus; &#99999999; &#x110000; AT&T &constructor;",
    "&bogus; &#99999999; &#x110000; AT&T &constructor;",
  ],
  ["what is no tag", "1 < 2 > 0 <3", "1 < 2 > 0 <3"],
])("%s", (_, html, text) => {
  expect(textFromHtml(html)).toBe(text);
});

test("takes any text", () => {
  const markup = fc.string({
    unit: fc.constantFrom(..."<>/!-a&;#x1= \n\"'", "script", "href"),
    maxLength: 60,
  });
  fc.assert(
    fc.property(markup, (html) => {
      expect(textFromHtml(html)).not.toMatch(/^\s|\s$|\n{3}| \n|\n /);
    }),
    { numRuns: 2000 },
  );
});

test.each([
  "<",
  "<a",
  "<a ",
  "<!--",
  "<style>",
  "</style",
  "<a href=",
  '<a href="',
  '<a href="https://a.example">',
  "<a href   ",
  " href",
  "&",
  "&#1",
  " ",
  "\n",
  "<p>",
  "<p> ",
  "&nbsp; ",
])("reads a megabyte of %j in linear time", (piece) => {
  const html = piece.repeat(1_000_000 / piece.length);
  const start = performance.now();
  textFromHtml(`<script ${html}`);
  textFromHtml(`<a ${html}>${html}`);
  expect(performance.now() - start).toBeLessThan(2000);
});
