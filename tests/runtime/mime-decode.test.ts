import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addressListWords, header, textWords } from "../../shared/runtime/mime-headers.ts";
import { decodeHeader, decodeText, parseAddresses } from "../../shared/runtime/mime-decode.ts";

describe("decodeHeader", () => {
  it.each([
    ["Order 42", "Order 42"],
    ["Grüße ✓", "Grüße ✓"],
    ["=?UTF-8?B?R3LDvMOfZSDinJM=?=", "Grüße ✓"],
    ["Re: =?utf-8?q?Gr=C3=BC=C3=9Fe_an_alle?= !", "Re: Grüße an alle !"],
    ["=?UTF-8?B?R3LDvA==?=\r\n =?UTF-8?B?w59l?=", "Grüße"],
    ["=?iso-8859-1*de?Q?Caf=E9?=", "Café"],
    ["=?UTF-8?B?not base64?=", "=?UTF-8?B?not base64?="],
    ["=?UTF-8?B?!!!!?=", "=?UTF-8?B?!!!!?="],
    ["=?unheard-of?Q?abc?=", "abc"],
    ["a\r\n\tb", "a b"],
    ["=?UTF-8?B?YQ0KQmNjOiB4?=", "a Bcc: x"],
  ])("%j", (value, text) => {
    expect(decodeHeader(value)).toBe(text);
  });

  it("reads what we write ourselves", () => {
    fc.assert(fc.property(fc.string({ unit: "grapheme", maxLength: 80 }), (text) => {
      const subject = text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, "").trim();
      const [, value = ""] =
        /^Subject: ?([^]*)\r\n$/.exec(header("Subject", textWords("subject", subject))) ?? [];
      expect(decodeHeader(value)).toBe(subject.toWellFormed());
    }));
  });

  it("takes no longer than in proportion to the length", () => {
    const started = performance.now();
    for (const piece of ["=?a?b?", "=?", "?= =?", " ", "=?UTF-8?B?"]) decodeHeader(piece.repeat(100_000));
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe("parseAddresses", () => {
  it.each([
    ["ann@example.com", [{ email: "ann@example.com", name: null }]],
    ['"Doe, Ann" <ann@example.com>, bob@example.com', [
      { email: "ann@example.com", name: "Doe, Ann" },
      { email: "bob@example.com", name: null },
    ]],
    ['"J \\"D\\" \\\\" <jd@example.com>', [{ email: "jd@example.com", name: 'J "D" \\' }]],
    ["=?UTF-8?B?15PXoNeU?= =?UTF-8?B?INeb15TXnw==?= <dana@example.com>", [
      { email: "dana@example.com", name: "דנה כהן" },
    ]],
    ["Friends: a@example.com, B <b@example.com>; c@example.com", [
      { email: "a@example.com", name: null },
      { email: "b@example.com", name: "B" },
      { email: "c@example.com", name: null },
    ]],
    ["ann@example.com (Ann (the first))", [{ email: "ann@example.com", name: "Ann the first" }]],
    ["undisclosed-recipients:;", []],
    ["Mail Delivery Subsystem", []],
    ["", []],
    [',,;<>,"', []],
    ["Ann <ann@example.com", [{ email: "ann@example.com", name: "Ann" }]],
    // An address in a name is a name.
    ['"boss@example.com" <stranger@example.net>', [{
      email: "stranger@example.net",
      name: "boss@example.com",
    }]],
    ["=?UTF-8?Q?boss=40example.com=3E=2C?= <stranger@example.net>", [
      { email: "stranger@example.net", name: "boss@example.com>," },
    ]],
  ])("%j", (value, people) => {
    expect(parseAddresses(value)).toEqual(people);
  });

  it("reads what we write ourselves", () => {
    const name = fc.string({ unit: "grapheme", maxLength: 40 }).map((text) =>
      text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, "").trim().toWellFormed()
    );
    fc.assert(fc.property(fc.array(name, { minLength: 1, maxLength: 4 }), (names) => {
      const people = names.map((name, index) => ({ email: `a${index}@example.com`, ...(name && { name }) }));
      const line = header("To", addressListWords("to", people)).replace(/^To:/, "").replaceAll("\r\n", "");
      expect(parseAddresses(line)).toEqual(people.map(({ email, name }) => ({ email, name: name || null })));
    }));
  });

  it("takes no longer than in proportion to the length", () => {
    const started = performance.now();
    for (const piece of ["(", '"', "<", "\\", ",", "a@b,", "=?x?q?y?= "]) {
      parseAddresses(piece.repeat(50_000));
    }
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe("decodeText", () => {
  const latin1 = Uint8Array.from([0x43, 0x61, 0x66, 0xe9]);

  it("believes the bytes before the label", () => {
    expect(decodeText(new TextEncoder().encode("Café"), "iso-8859-1")).toBe("Café");
  });

  it.each(["iso-8859-1", "ISO-8859-15", "windows-1252", "unheard-of", "utf-8", undefined])(
    "%s",
    (charset) => {
      expect(decodeText(latin1, charset)).toBe("Café");
    },
  );

  it("knows other alphabets", () => {
    expect(decodeText(Uint8Array.from([0xf9, 0xec, 0xe5, 0xed]), "windows-1255")).toBe("שלום");
  });
});
