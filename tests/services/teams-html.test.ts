import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { newChat, userAddress } from "../../shared/services/teams-chats.ts";
import { escapeHtml, htmlFromText, safeHtml } from "../../shared/services/teams-html.ts";
import { wholeList } from "../../shared/services/teams.ts";

const HARMLESS =
  /<\/?(?:p|br|b|strong|i|em|u|s|a|ul|ol|li|code|pre|blockquote|h[123]|table|thead|tbody|tr|t[hd])>/g;
const LINK = /<a href="https:\/\/[^"<>]*">/g;

describe("text as HTML", () => {
  it.each([
    ["a < b & c > d", "a &lt; b &amp; c &gt; d"],
    ["one\r\ntwo\rthree\nfour", "one<br>two<br>three<br>four"],
    [`<at id="0">All</at>`, "&lt;at id=&quot;0&quot;&gt;All&lt;/at&gt;"],
    ["&amp;", "&amp;amp;"],
    ["\ud800", "\ufffd"],
  ])("htmlFromText(%j)", (text, html) => {
    expect(htmlFromText(text)).toBe(html);
  });

  it("no tag but a line break is left, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("<", ">", "&", '"', "'", "a", "\n") }), (text) => {
        expect(htmlFromText(text).replaceAll("<br>", "")).not.toMatch(/[<>"'\n]/);
        expect(escapeHtml(text)).not.toMatch(/[<>"']|&(?!amp;|lt;|gt;|quot;|#39;)/);
      }),
    );
  });
});

describe("HTML of callers", () => {
  it.each([
    ["<p>Hi <B>you</B></p>", "<p>Hi <b>you</b></p>"],
    [`<p style="x" onclick='y'>Hi</p>`, "<p>Hi</p>"],
    ["a<br/>b<br />c", "a<br>b<br>c"],
    [`<a href="https://example.com/?a=1&amp;b=2">x</a>`, `<a href="https://example.com/?a=1&amp;b=2">x</a>`],
    [`<a title="t" HREF = 'https://example.com'>x</a>`, `<a href="https://example.com/">x</a>`],
    [`<a href="javascript:alert(1)">x</a>`, "<a>x</a>"],
    [`<a href="http://example.com">x</a>`, "<a>x</a>"],
    [`<a href="https://user:pass@example.com">x</a>`, "<a>x</a>"],
    [`<a href="https://example.com/><img>">x</a>`, `<a>&lt;img&gt;"&gt;x</a>`],
    ["<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"],
    [`<at id="0">All</at>`, `&lt;at id="0"&gt;All&lt;/at&gt;`],
    [`<attachment id="x"></attachment>`, `&lt;attachment id="x"&gt;&lt;/attachment&gt;`],
    ["<img src=x onerror=y>", "&lt;img src=x onerror=y&gt;"],
    ["<b<script>", "&lt;b&lt;script&gt;"],
    ["<!-- <b>x</b> -->", "&lt;!-- <b>x</b> --&gt;"],
    ["a &lt; b", "a &lt; b"],
  ])("safeHtml(%j)", (html, safe) => {
    expect(safeHtml(html)).toBe(safe);
  });

  it("only known tags are left, whatever the HTML", () => {
    const piece = fc.constantFrom(
      ...[
        "<",
        ">",
        "</",
        "/>",
        '"',
        "'",
        " ",
        "=",
        "a",
        "b",
        "p",
        "at",
        "script",
        "href",
        "on",
        "https://x.y/",
      ],
    );
    fc.assert(fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const safe = safeHtml(pieces.join(""));
      expect(safe.replace(LINK, "").replace(HARMLESS, "")).not.toMatch(/[<>]/);
    }));
  });

  it("takes time in proportion to the length", () => {
    const started = performance.now();
    for (const part of ["<a ", "<a href=", "<a href ", "<", "<a/", ' href="']) safeHtml(part.repeat(20_000));
    safeHtml(`<a ${" ".repeat(20_000)}>`);
    safeHtml(`<a ${" href ".repeat(4_000)}>`);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

describe("chats to start", () => {
  it.each([
    ["ann@example.com", "ann@example.com"],
    ["o'hara+1@example.com", "o''hara%2B1@example.com"],
    ["x')/messages?$top=1#@example.com", "x'')%2Fmessages%3F%24top%3D1%23@example.com"],
  ])("userAddress(%j)", (person, key) => {
    const address = userAddress(person);
    expect(decodeURIComponent(address)).toContain(decodeURIComponent(key));
    expect(address).not.toMatch(/[?#]|v1\.0\/users\(.*\//);
  });

  it("guests are members as guests", () => {
    const me = { id: "aea0ba47-35e8-4a85-92bb-03ea32f9d3f6", userType: "Guest" };
    const { chatType, members } = newChat(me, ["ann@example.com"], undefined);
    expect(chatType).toBe("oneOnOne");
    expect(members.map(({ roles }) => roles)).toEqual([["guest"], ["owner"]]);
  });
});

describe("lists that come as a whole", () => {
  const LIST = /^me\/joinedTeams$/;
  const link = (token: string) => `https://graph.microsoft.com/v1.0/me/joinedTeams?$skiptoken=${token}`;

  it("pages are put together", async () => {
    const asked: string[] = [];
    const pages = [{ value: [2], "@odata.nextLink": link("c") }, { value: [3] }];
    const items = await wholeList({ value: [1], "@odata.nextLink": link("b") }, LIST, (path) => {
      asked.push(path);
      return Promise.resolve(pages.shift() ?? { value: [] });
    });
    expect(items).toEqual([1, 2, 3]);
    expect(asked).toEqual(["b", "c"].map((token) => `/v1.0/me/joinedTeams?$skiptoken=${token}`));
  });

  it("no page is asked for elsewhere", async () => {
    const first = { value: [1], "@odata.nextLink": "https://evil.example.com/v1.0/me/joinedTeams" };
    await expect(wholeList(first, LIST, () => Promise.reject(new Error("asked")))).rejects.toThrow(
      "not its own",
    );
  });
});
