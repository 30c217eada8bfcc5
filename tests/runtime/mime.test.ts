import fc from "fast-check";
import addressparser from "nodemailer/lib/addressparser";
import { parseHeaderValue } from "nodemailer/lib/mime-funcs";
import PostalMime, { decodeWords, type Email } from "postal-mime";
import { describe, expect, test } from "vitest";
import { decodeBase64, encodeBase64Url } from "../../shared/runtime/base64.ts";
import { systemEnvironment } from "../../shared/runtime/environment.ts";
import { FunctionError } from "../../shared/runtime/errors.ts";
import { isMessageId } from "../../shared/runtime/mime-headers.ts";
import { buildMessage, type MailAttachment, type MailMessage } from "../../shared/runtime/mime.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);
const to = [{ email: "a@example.com" }];
const pdf: MailAttachment = { name: "a.pdf", mimeType: "application/pdf", bytes: utf8("%PDF") };
const logo: MailAttachment = {
  name: "logo.png",
  mimeType: "image/png",
  bytes: Uint8Array.of(0x89, 0x50),
  contentId: "logo@1",
};

describe("the message as it is written", () => {
  test("one part of text", () => {
    const message = build({ to, subject: "Hi", text: "x" });
    expect(message).toBe(crlf(`
      To: a@example.com
      Subject: Hi
      MIME-Version: 1.0
      Content-Type: text/plain; charset=UTF-8
      Content-Transfer-Encoding: base64

      eA==
    `));
    expect(encodeBase64Url(utf8(message))).toBe(
      "VG86IGFAZXhhbXBsZS5jb20NClN1YmplY3Q6IEhpDQpNSU1FLVZlcnNpb246IDEuMA0KQ29udGVudC1UeXBlOiB0ZXh0L3BsYWlu" +
        "OyBjaGFyc2V0PVVURi04DQpDb250ZW50LVRyYW5zZmVyLUVuY29kaW5nOiBiYXNlNjQNCg0KZUE9PQ",
    );
  });

  test("every header, in order", () => {
    const message = build({
      replyTo: [{ email: "reply@example.com" }],
      references: ["<1@example.com>", "<2@example.com>"],
      inReplyTo: "<2@example.com>",
      subject: "Re: Hi",
      date: new Date("2026-07-30T12:00:00Z"),
      bcc: [{ email: "bcc@example.com" }],
      cc: [{ email: "cc@example.com" }],
      to: [...to, { email: "b@example.com", name: "B" }],
      from: { email: "me@example.com", name: "Me" },
      text: "x",
    });
    expect(message.split("\r\n\r\n")[0]).toBe(crlf(`
      Date: Thu, 30 Jul 2026 12:00:00 +0000
      From: "Me" <me@example.com>
      To: a@example.com, "B" <b@example.com>
      Cc: cc@example.com
      Bcc: bcc@example.com
      Reply-To: reply@example.com
      Subject: Re: Hi
      In-Reply-To: <2@example.com>
      References: <1@example.com> <2@example.com>
      MIME-Version: 1.0
      Content-Type: text/plain; charset=UTF-8
      Content-Transfer-Encoding: base64
    `));
  });

  test("everything inside everything else", () => {
    const attachments = [pdf, logo];
    expect(build({ to, subject: "Hi", text: "t", html: "h", attachments })).toBe(crlf(`
      To: a@example.com
      Subject: Hi
      MIME-Version: 1.0
      Content-Type: multipart/mixed; boundary="=_03030303030303030303030303030303"

      --=_03030303030303030303030303030303
      Content-Type: multipart/alternative;
       boundary="=_02020202020202020202020202020202"

      --=_02020202020202020202020202020202
      Content-Type: text/plain; charset=UTF-8
      Content-Transfer-Encoding: base64

      dA==
      --=_02020202020202020202020202020202
      Content-Type: multipart/related; type="text/html";
       boundary="=_01010101010101010101010101010101"

      --=_01010101010101010101010101010101
      Content-Type: text/html; charset=UTF-8
      Content-Transfer-Encoding: base64

      aA==
      --=_01010101010101010101010101010101
      Content-Type: image/png; name="logo.png"
      Content-Transfer-Encoding: base64
      Content-Disposition: inline; filename="logo.png"
      Content-ID: <logo@1>

      iVA=
      --=_01010101010101010101010101010101--

      --=_02020202020202020202020202020202--

      --=_03030303030303030303030303030303
      Content-Type: application/pdf; name="a.pdf"
      Content-Transfer-Encoding: base64
      Content-Disposition: attachment; filename="a.pdf"

      JVBERg==
      --=_03030303030303030303030303030303--

    `));
  });

  test.each<[string, Partial<MailMessage>, string]>([
    [
      "a name beyond ASCII",
      { to: [{ email: "z@example.com", name: "Zoë Müller" }] },
      "=?UTF-8?B?Wm/DqyBNw7xsbGVy?= <z@",
    ],
    [
      "a name with quotes",
      { to: [{ email: "j@example.com", name: 'Doe, "JD" Jane' }] },
      '"Doe, \\"JD\\" Jane" <j@',
    ],
    [
      "a name that looks encoded",
      { to: [{ email: "j@example.com", name: "=?UTF-8?B?eA==?=" }] },
      "To: =?UTF-8?B?PT9VVEYtOD9CP2VBPT0/PQ==?= <j@",
    ],
    ["a subject beyond ASCII", { subject: "Grüße ✓" }, "Subject: =?UTF-8?B?R3LDvMOfZSDinJM=?=\r\n"],
    ["an empty subject", { subject: "" }, "\r\nSubject: \r\n"],
    ["a subject that looks encoded", { subject: "=?x" }, "Subject: =?UTF-8?B?PT94?=\r\n"],
    ["a body", { text: "Hallo Zoë\n" }, "\r\n\r\nSGFsbG8gWm/Dqw0K"],
    [
      "a filename beyond ASCII",
      { attachments: [{ ...pdf, name: "Résumé 履歴書.pdf" }] },
      "attachment;\r\n filename*=UTF-8''R%C3%A9sum%C3%A9%20%E5%B1%A5%E6%AD%B4%E6%9B%B8.pdf\r\n",
    ],
    [
      "the same filename for old readers",
      { attachments: [{ ...pdf, name: "Résumé 履歴書.pdf" }] },
      "application/pdf;\r\n name*=UTF-8''R%C3%A9sum%C3%A9%20%E5%B1%A5%E6%AD%B4%E6%9B%B8.pdf\r\n",
    ],
    [
      "a filename with quotes",
      { attachments: [{ ...pdf, name: 'a "b" \\c.pdf' }] },
      'filename="a \\"b\\" \\\\c.pdf"\r\n',
    ],
    [
      "a filename with the signs that RFC 2231 reserves",
      { attachments: [{ ...pdf, name: "ä'(*)%.pdf" }] },
      "filename*=UTF-8''%C3%A4%27%28%2A%29%25.pdf\r\n",
    ],
    [
      "a long filename",
      { attachments: [{ ...pdf, name: "é".repeat(20) + ".pdf" }] },
      `attachment;\r\n filename*0*=UTF-8''${"%C3%A9".repeat(9)};\r\n filename*1*=${"%C3%A9".repeat(9)};\r\n` +
      " filename*2*=%C3%A9%C3%A9.pdf\r\n",
    ],
  ])("%s", (_, fields, expected) => {
    expect(build({ to, subject: "Hi", text: "x", ...fields })).toContain(expected);
  });

  test("a long subject is folded at its spaces", () => {
    const subject = "Lorem ipsum dolor sit amet ".repeat(5).trim();
    const message = build({ to, subject, text: "x" });
    expect(message).toContain(
      "Subject: Lorem ipsum dolor sit amet Lorem ipsum dolor sit amet Lorem ipsum\r\n dolor",
    );
  });

  test("boundaries come from the environment and differ between parts", () => {
    const attachments = [pdf];
    const message = () =>
      buildMessage({ to, subject: "", text: "t", html: "h", attachments }, systemEnvironment);
    const boundaries = [message(), message()].flatMap((bytes) =>
      [...new TextDecoder().decode(bytes).matchAll(/boundary="=_([0-9a-f]{32})"/g)].map((match) => match[1])
    );
    expect(new Set(boundaries).size).toBe(4);
  });
});

describe("structure", () => {
  const html = '<p>Hi <b>there</b></p><img src="cid:logo@1">';

  test.each<[string, Partial<MailMessage>, string[]]>([
    ["nothing", {}, ["text/plain"]],
    ["text", { text: "t" }, ["text/plain"]],
    ["html", { html }, ["multipart/alternative", "text/plain", "text/html"]],
    ["html without any text", { html: '<img src="x">' }, ["text/html"]],
    ["empty text beside html", { text: "", html }, ["multipart/alternative", "text/plain", "text/html"]],
    ["text beside empty html", { text: "t", html: "" }, ["text/plain"]],
    ["both", { text: "t", html }, ["multipart/alternative", "text/plain", "text/html"]],
    ["a file", { text: "t", attachments: [pdf] }, ["multipart/mixed", "text/plain", "application/pdf"]],
    ["a file alone", { attachments: [pdf] }, ["multipart/mixed", "text/plain", "application/pdf"]],
    [
      "both and files",
      { text: "t", html, attachments: [pdf, pdf] },
      [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "application/pdf",
        "application/pdf",
      ],
    ],
    [
      "an image in the html",
      { text: "t", html, attachments: [logo] },
      ["multipart/alternative", "text/plain", "multipart/related", "text/html", "image/png"],
    ],
    [
      "an image that the html only names",
      { text: "t", html, attachments: [{ ...logo, inline: false }] },
      ["multipart/mixed", "multipart/alternative", "text/plain", "text/html", "image/png"],
    ],
    ["an image without html", { text: "t", attachments: [logo] }, [
      "multipart/mixed",
      "text/plain",
      "image/png",
    ]],
  ])("%s", (_, fields, types) => {
    const message = build({ to, subject: "Hi", ...fields });
    const found = [...message.matchAll(/^Content-Type: ([^;\r]+)/gm)].map((match) => match[1]);
    expect(found).toEqual(types);
  });

  test("readers find every part in it", async () => {
    const email = await parse({ to, subject: "Hi", text: "t", html, attachments: [pdf, logo] });
    expect(email.text?.trimEnd()).toBe("t");
    expect(email.html?.trimEnd()).toBe(html);
    expect(email.attachments).toMatchObject([
      {
        filename: "logo.png",
        mimeType: "image/png",
        disposition: "inline",
        related: true,
        contentId: "<logo@1>",
      },
      { filename: "a.pdf", mimeType: "application/pdf", disposition: "attachment" },
    ]);
  });

  test("the text of html that stands alone is derived", async () => {
    const email = await parse({ to, subject: "Hi", html });
    expect(email.text?.trimEnd()).toBe("Hi there");
  });

  test("a forwarded mail stays a file, for base64 is forbidden for its type", async () => {
    const bytes = utf8("Subject: Inner\r\n\r\nx");
    const attachments = [{ name: "mail.eml", mimeType: "message/rfc822", bytes }];
    const email = await parse({ to, subject: "Outer", text: "t", attachments });
    expect(email.text?.trimEnd()).toBe("t");
    expect(email.attachments).toMatchObject([{ filename: "mail.eml", mimeType: "application/octet-stream" }]);
  });
});

describe("round trips", () => {
  const anyText = fc.oneof(
    fc.string({ unit: "binary", maxLength: 120, size: "max" }),
    fc.string({ unit: "grapheme", maxLength: 300, size: "max" }),
    fc.string({ unit: fc.constantFrom(..." =?\"\\,;:<>@()'*%_aé😀"), maxLength: 200, size: "max" }),
  );
  /** Readers drop white space at the ends of a header's value. */
  const line = anyText.map((text) => text.replace(/[\p{Cc}\u2028\u2029]/gu, "").trim()).filter((text) =>
    text !== ""
  );
  const email = fc.constantFrom(
    "a@example.com",
    "first.last+tag@mail.example.co.uk",
    `${"x".repeat(60)}@example.com`,
  );
  const recipient = fc.record({ email, name: line });
  const settings = { numRuns: 300 };

  test("any subject", async () => {
    await fc.assert(
      fc.asyncProperty(line, async (subject) => {
        const message = build({ to, subject, text: "x" });
        expectFit(message);
        expect((await PostalMime.parse(message)).subject).toBe(subject);
      }),
      settings,
    );
  });

  test("any recipients", async () => {
    await fc.assert(
      fc.asyncProperty(recipient, fc.array(recipient, { minLength: 1, maxLength: 5 }), async (from, list) => {
        const message = build({
          from,
          to: list,
          cc: list,
          bcc: list,
          replyTo: list,
          subject: "Hi",
          text: "x",
        });
        expectFit(message);

        const parsed = await PostalMime.parse(message);
        const expected = list.map(({ email, name }) => ({ address: email, name }));
        expect(parsed.from).toEqual({ address: from.email, name: from.name });
        expect(parsed.to).toEqual(expected);
        expect(parsed.cc).toEqual(expected);
        expect(parsed.bcc).toEqual(expected);
        expect(parsed.replyTo).toEqual(expected);

        const found = addressparser(headerOf(message, "To"), { flatten: true });
        expect(found.map(({ address }) => address)).toEqual(list.map(({ email }) => email));
      }),
      settings,
    );
  });

  test("any filename", async () => {
    await fc.assert(
      fc.asyncProperty(line, async (name) => {
        const message = build({ to, subject: "Hi", text: "x", attachments: [{ ...pdf, name }] });
        expectFit(message);
        expect((await PostalMime.parse(message)).attachments[0]?.filename).toBe(name);

        // This reader gives what RFC 2231 encodes as an encoded word.
        const { filename = "" } = parseHeaderValue(headerOf(message, "Content-Disposition")).params;
        expect([filename, decodeWords(filename)]).toContain(name);
      }),
      settings,
    );
  });

  test("any body", async () => {
    await fc.assert(
      fc.asyncProperty(anyText, anyText, async (text, html) => {
        const message = build({ to, subject: "Hi", text: `${text}.`, html: `${html}.` });
        expectFit(message);
        const parsed = await PostalMime.parse(message);
        expect(unixLines(parsed.text)).toBe(unixLines(`${text}.`));
        expect(unixLines(parsed.html)).toBe(unixLines(`${html}.`));
      }),
      settings,
    );
  });

  test("any bytes", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ maxLength: 200, size: "max" }), { maxLength: 3 }),
        async (files) => {
          const attachments = files.map((bytes) => ({ ...pdf, bytes }));
          const parsed = await parse({ to, subject: "Hi", text: "x", attachments });
          expect(parsed.attachments.map(({ content }) => content)).toEqual(
            files.map((bytes) => bytes.slice().buffer),
          );
        },
      ),
      settings,
    );
  });

  test.each([77, 995, 1500, 5000])("one word of %i letters", async (length) => {
    const word = "x".repeat(length);
    const attachments = [{ ...pdf, name: word }];
    const message = build({ to: [{ email: "a@example.com", name: word }], subject: word, attachments });
    expectFit(message);
    const parsed = await PostalMime.parse(message);
    expect([parsed.subject, parsed.to?.[0]?.name, parsed.attachments[0]?.filename]).toEqual([
      word,
      word,
      word,
    ]);
  });

  test("every encoded word is whole characters", () => {
    fc.assert(fc.property(line, (subject) => {
      const words = [...build({ to, subject, text: "x" }).matchAll(/=\?UTF-8\?B\?(.*?)\?=/g)];
      for (const [, word = ""] of words) {
        const bytes = decodeBase64(word);
        expect(() => new TextDecoder("utf-8", { fatal: true }).decode(bytes)).not.toThrow();
      }
    }));
  });

  test("half a character becomes a replacement character", async () => {
    const half = "a\ud83d";
    const attachments = [{ ...pdf, name: half }];
    const parsed = await parse({
      to: [{ email: "a@b.example", name: half }],
      subject: half,
      text: half,
      attachments,
    });
    expect([parsed.subject, parsed.text?.trimEnd()]).toEqual(["a\ufffd", "a\ufffd"]);
    expect([parsed.to?.[0]?.name, parsed.attachments[0]?.filename]).toEqual(["a\ufffd", "a\ufffd"]);
  });

  test("a thread of hundreds of messages", async () => {
    const references = Array.from(
      { length: 500 },
      (_, index) => `<${index}.${"x".repeat(40)}@mail.example.com>`,
    );
    const message = build({
      to,
      subject: "Hi",
      text: "x",
      inReplyTo: `<${"x".repeat(880)}@b.example>`,
      references,
    });
    expectFit(message);
    expect((await PostalMime.parse(message)).references).toBe(references.join(" "));
  });

  test("20 MB of files, quickly and in one piece of memory", async () => {
    const bytes = new Uint8Array(10_000_000).map((_, index) => index * 31 + (index >> 8));
    const start = performance.now();
    const message = buildMessage(
      { to, subject: "Hi", text: "x", attachments: [{ ...pdf, bytes }, { ...pdf, bytes }] },
      systemEnvironment,
    );
    expect(performance.now() - start).toBeLessThan(3000);
    expect(message.byteLength).toBe(message.buffer.byteLength);

    const parsed = await PostalMime.parse(message);
    expect(parsed.attachments).toHaveLength(2);
    for (const { content } of parsed.attachments) {
      expect(content).toBeInstanceOf(ArrayBuffer);
      expect(Buffer.compare(Buffer.from(content as ArrayBuffer), bytes)).toBe(0);
    }
  });
});

describe("refusals", () => {
  const fields: Record<string, (value: string) => Partial<MailMessage>> = {
    "from.email": (email) => ({ from: { email } }),
    "from.name": (name) => ({ from: { email: "a@example.com", name } }),
    "to[1].email": (email) => ({ to: [...to, { email }] }),
    "to[1].name": (name) => ({ to: [...to, { email: "a@example.com", name }] }),
    "cc[0].email": (email) => ({ cc: [{ email }] }),
    "cc[0].name": (name) => ({ cc: [{ email: "a@example.com", name }] }),
    "bcc[0].email": (email) => ({ bcc: [{ email }] }),
    "bcc[0].name": (name) => ({ bcc: [{ email: "a@example.com", name }] }),
    "replyTo[0].email": (email) => ({ replyTo: [{ email }] }),
    "replyTo[0].name": (name) => ({ replyTo: [{ email: "a@example.com", name }] }),
    "subject": (subject) => ({ subject }),
    "inReplyTo": (inReplyTo) => ({ inReplyTo }),
    "references": (id) => ({ references: ["<1@example.com>", id] }),
    "attachments[1].name": (name) => ({ attachments: [pdf, { ...pdf, name }] }),
    "attachments[1].mimeType": (mimeType) => ({ attachments: [pdf, { ...pdf, mimeType }] }),
    "attachments[1].contentId": (contentId) => ({ attachments: [pdf, { ...pdf, contentId }] }),
  };
  const valid = (path: string) =>
    path.endsWith("email")
      ? "x@example.com"
      : path.endsWith("mimeType")
      ? "text/csv"
      : /inReplyTo|references/.test(path)
      ? "<x@example.com>"
      : "x";
  const controls = ["\r\n", "\n", "\r", "\0", "\t", "\x1b", "\x7f", "\x85", "\u2028", "\u2029"];

  test.each(Object.entries(fields))("%s takes what is valid", (path, fieldsOf) => {
    expect(() => build({ to, subject: "", text: "x", ...fieldsOf(valid(path)) })).not.toThrow();
  });

  test.each(Object.entries(fields))("%s refuses control characters anywhere", (path, fieldsOf) => {
    for (const control of controls) {
      const injected = `${control}Bcc: evil@example.com`;
      for (const value of [valid(path) + injected, injected + valid(path), valid(path) + control]) {
        expect(refusal({ to, subject: "", text: "x", ...fieldsOf(value) })).toMatchObject({
          code: "invalid_input",
          message: expect.stringMatching(/^\S+: expected /),
          details: { issues: [{ path, message: expect.stringMatching(/^expected /) }] },
        });
      }
    }
  });

  test.each([
    "",
    "a",
    "a@",
    "@b.example",
    "a@b",
    "a@b..example",
    "a@-b.example",
    "a@b.example.",
    "a@127.0.0.1",
    "a@[127.0.0.1]",
    "a@b_c.example",
    ".a@b.example",
    "a.@b.example",
    "a..a@b.example",
    "a b@c.example",
    " a@b.example",
    "a@b.example ",
    "a@b@c.example",
    "a@b.example,c@d.example",
    "a@b.example;c@d.example",
    "a@b.example>, <c@d.example",
    "A <a@b.example>",
    "<a@b.example>",
    '"a b"@c.example',
    "a(comment)@b.example",
    "group:a@b.example",
    "jörg@b.example",
    "a@bücher.example",
    "=?utf-8?q?x=40evil.example=3e?=@b.example",
    `${"x".repeat(250)}@b.example`,
    `a@${"x".repeat(64)}.example`,
  ])("the address %j", (email) => {
    expect(refusal({ to: [{ email }], subject: "", text: "x" }).details.issues?.[0]?.path).toBe(
      "to[0].email",
    );
  });

  test.each([
    "",
    "text",
    "text/",
    "/plain",
    "text/plain; charset=utf-8",
    "text/pl ain",
    'a/b"',
    "a/b/c",
    "ä/b",
  ])(
    "the media type %j",
    (mimeType) => {
      const attachments = [{ ...pdf, mimeType }];
      expect(refusal({ to, subject: "", text: "x", attachments }).message).toBe(
        "attachments[0].mimeType: expected a media type such as application/pdf",
      );
    },
  );

  test.each([
    "1@example.com",
    "<1>",
    "<>",
    "<@>",
    "<a b@c>",
    "<a@b> <c@d>",
    "<a@b",
    `<${"x".repeat(900)}@b>`,
  ])(
    "the message ID %j",
    (id) => {
      expect(isMessageId(id)).toBe(false);
      expect(refusal({ to, subject: "", text: "x", inReplyTo: id || " " }).details.issues?.[0]?.path).toBe(
        "inReplyTo",
      );
    },
  );

  test.each(["<logo>", "lo go", 'logo"', "x".repeat(251)])("the content ID %j", (contentId) => {
    const attachments = [{ ...logo, contentId }];
    expect(refusal({ to, subject: "", html: "h", attachments }).details.issues?.[0]?.path).toBe(
      "attachments[0].contentId",
    );
  });

  test("an inline file that no html can show", () => {
    for (const [html, contentId] of [[undefined, "logo"], ["<p>", undefined]]) {
      const attachments = [{ ...logo, inline: true, contentId }];
      expect(refusal({ to, subject: "", text: "x", html, attachments }).details.issues?.[0]?.path).toBe(
        "attachments[0].inline",
      );
    }
  });

  test("a date that is none", () => {
    expect(refusal({ to, subject: "", date: new Date(NaN) }).message).toBe("date: expected a valid date");
  });
});

/** With boundaries of 01, 02, ... */
function build(message: MailMessage): string {
  let calls = 0;
  const randomBytes = (length: number) => new Uint8Array(length).fill(++calls);
  return new TextDecoder("utf-8", { fatal: true }).decode(
    buildMessage(message, { ...systemEnvironment, randomBytes }),
  );
}

function parse(message: MailMessage): Promise<Email> {
  return PostalMime.parse(buildMessage(message, systemEnvironment));
}

function refusal(message: MailMessage): FunctionError {
  try {
    build(message);
  } catch (error) {
    if (error instanceof FunctionError) return error;
    throw error;
  }
  throw new Error("Expected a refusal");
}

/** The first header of that name, unfolded. */
function headerOf(message: string, name: string): string {
  const [, value] = new RegExp(`^${name}: ((?:.|\r\n )*)`, "m").exec(message) ?? [];
  return (value ?? "").replaceAll("\r\n ", " ");
}

/** ASCII, lines that end in CRLF only, and none that is too long. */
function expectFit(message: string): void {
  expect(message).toMatch(/^(?:[ -~]|\r\n)*$/);
  for (const line of message.split("\r\n")) {
    const isPlainHeader = /^(?:[\w-]+:)? /.test(line) && !line.includes("=?");
    expect(line.length, line).toBeLessThanOrEqual(isPlainHeader ? 998 : 76);
  }
}

function unixLines(text = ""): string {
  return text.replace(/\r\n?/g, "\n");
}

function crlf(indented: string): string {
  return indented.replace(/^\n/, "").replace(/\n {4}$/, "").replace(/^ {6}/gm, "").replaceAll("\n", "\r\n");
}
