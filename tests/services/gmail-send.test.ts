/**
 * What gmail-send has to hold: the mail that reaches Gmail is the one that was meant, whatever is in it.
 *
 * @module
 */
import PostalMime, { type Email } from "postal-mime";
import { describe, expect, it } from "vitest";
import handler from "../../functions/gmail-send/entry.ts";
import { MAX_ATTACHMENT_BYTES } from "../../shared/runtime/mail-attachments.ts";
import type { CallerName } from "../support/base44.ts";
import type { Sent } from "../support/provider.ts";
import { createWorld, type World } from "../support/world.ts";

const SENT = { id: "19dda58832469c79", threadId: "19dda58832469c79", labelIds: ["SENT"] };
const FILE_URL =
  "https://base44.app/api/apps/6712f0a1b2c3d4e5f6a7b8c9/files/public/6712f0a1b2c3d4e5f6a7b8c9/offer.pdf";
const FILE_URI = "private/6712f0a1b2c3d4e5f6a7b8c9/contract.pdf";
const SIGNED_URL = "https://qtrypzzcjebvfcihiynt.supabase.co/storage/v1/object/sign/contract.pdf?token=t";
const HELLO = { to: "ann@example.com", subject: "Hello", text: "Hello Ann" };

interface Options {
  caller?: CallerName;
  secrets?: Record<string, string>;
  /** What is stored at an address. */
  stored?: Record<string, Uint8Array<ArrayBuffer>>;
}

interface Result {
  status: number;
  body: Record<string, unknown>;
  world: World;
  /** What reached Gmail. */
  requests: Sent[];
}

async function send(
  input: Record<string, unknown>,
  { stored = {}, ...options }: Options = {},
): Promise<Result> {
  const world = createWorld({
    ...options,
    privateFiles: { [FILE_URI]: SIGNED_URL },
    provider: ({ url }) => {
      if (isGmail(url)) return Response.json(SENT);
      const bytes = stored[url.href];
      return bytes ? new Response(bytes, { headers: { "content-type": "application/pdf" } }) : "reset";
    },
  });
  const response = await world.call(handler, input);
  const requests = world.sent.filter(({ url }) => isGmail(url));
  return { status: response.status, body: await response.json(), world, requests };
}

function isGmail(url: URL): boolean {
  return url.host === "gmail.googleapis.com";
}

/** The mail in the one request that reached Gmail. */
async function mailOf({ status, body, requests }: Result): Promise<Email> {
  expect({ status, body }).toEqual({ status: 200, body: SENT });
  expect(requests).toHaveLength(1);
  return await PostalMime.parse(rawOf(requests[0]));
}

function rawOf(request: Sent | undefined): Uint8Array {
  const { raw } = JSON.parse(new TextDecoder().decode(request?.body)) as { raw: string };
  expect(raw).toMatch(/^[\w-]+$/);
  return Buffer.from(raw, "base64url");
}

function bytesOf(size: number, seed: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  for (let index = 0; index < size; index++) bytes[index] = index * 31 + seed + (index >> 8);
  return bytes;
}

function contentsOf(mail: Email): [string | null, Buffer][] {
  return mail.attachments.map(({ filename, content }) => [filename, Buffer.from(content as ArrayBuffer)]);
}

describe("what is meant arrives", () => {
  it("an emoji in the subject, a Hebrew name, names with quotes and commas", async () => {
    const mail = await mailOf(
      await send({
        to: [{ email: "dana@example.com", name: "דנה כהן" }, {
          email: "jd@example.com",
          name: 'Doe, "JD" Jane',
        }],
        cc: { email: "zoe@example.com", name: "Zoë Müller" },
        bcc: "archive@example.com",
        from: { email: "orders@example.com", name: "Ärzte & Söhne" },
        replyTo: ["a@example.com", "b@example.com"],
        subject: "📦 Ihre Bestellung ist unterwegs: 👩‍👩‍👧‍👦 ✓ " + "sehr langer Betreff ".repeat(10).trim(),
        text: "שלום דנה,\nHallo Zoë 😀\n.\nFrom here on\n" + "x".repeat(2_000),
      }),
    );
    expect(mail.subject).toBe(
      "📦 Ihre Bestellung ist unterwegs: 👩‍👩‍👧‍👦 ✓ " + "sehr langer Betreff ".repeat(10).trim(),
    );
    expect(mail.to).toEqual([
      { address: "dana@example.com", name: "דנה כהן" },
      { address: "jd@example.com", name: 'Doe, "JD" Jane' },
    ]);
    expect(mail.cc).toEqual([{ address: "zoe@example.com", name: "Zoë Müller" }]);
    expect(mail.bcc).toEqual([{ address: "archive@example.com", name: "" }]);
    expect(mail.from).toEqual({ address: "orders@example.com", name: "Ärzte & Söhne" });
    expect(mail.replyTo?.map(({ address }) => address)).toEqual(["a@example.com", "b@example.com"]);
    expect(mail.text).toBe("שלום דנה,\r\nHallo Zoë 😀\r\n.\r\nFrom here on\r\n" + "x".repeat(2_000));
  });

  it("every line is ASCII and shorter than what mail servers take", async () => {
    const result = await send({
      ...HELLO,
      to: { email: "dana@example.com", name: "דנה כהן ".repeat(20).trim() },
      subject: "ü".repeat(900),
      html: `<p>${"ü".repeat(5_000)}</p>`,
      attachments: [{ name: "履歴書".repeat(60), text: "x" }],
    });
    const raw = Buffer.from(rawOf(result.requests[0])).toString("latin1");
    expect(raw).toMatch(/^[\x20-\x7e\r\n]*$/);
    expect(raw.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
    expect(Math.max(...raw.split("\r\n").map((line) => line.length))).toBeLessThanOrEqual(78);
  });

  it("file names with quotes, backslashes and other alphabets", async () => {
    const names = [
      'Offer "final" v2.pdf',
      "Résumé 履歴書.pdf",
      "a;b,c=d'e%20.txt",
      "קובץ 😀.txt",
      "x".repeat(200) + ".txt",
    ];
    const attachments = names.map((name) => ({ name, text: name }));
    const mail = await mailOf(await send({ ...HELLO, attachments }));
    expect(contentsOf(mail)).toEqual(names.map((name) => [name, Buffer.from(name)]));
  });

  it("text beside HTML, an embedded image beside a file", async () => {
    const mail = await mailOf(
      await send({
        ...HELLO,
        html: '<p>Hello <b>Ann</b></p><img src="cid:logo">',
        attachments: [{ name: "logo.png", base64: "iVBORw0KGgo=", contentId: "logo" }, {
          name: "a.txt",
          text: "a",
        }],
      }),
    );
    expect(mail.text).toBe("Hello Ann");
    expect(mail.html).toBe('<p>Hello <b>Ann</b></p><img src="cid:logo">');
    const described = mail.attachments.map((
      { filename, mimeType, disposition, contentId, related },
    ) => [filename, mimeType, disposition, contentId, related]);
    expect(described).toEqual([
      ["logo.png", "image/png", "inline", "<logo>", true],
      ["a.txt", "text/plain", "attachment", undefined, undefined],
    ]);
  });

  it("a thread is named in the request and in the headers", async () => {
    const references = ["<root@mail.example.com>", "<CAF=42@mail.example.com>"];
    const result = await send({
      ...HELLO,
      threadId: "19dda58832469c79",
      inReplyTo: references[1],
      references,
    });
    const mail = await mailOf(result);
    expect(mail.inReplyTo).toBe(references[1]);
    expect(mail.references).toBe(references.join(" "));
    const { threadId } = JSON.parse(new TextDecoder().decode(result.requests[0]?.body));
    expect(threadId).toBe("19dda58832469c79");
  });
});

describe("nothing breaks out of a header", () => {
  const evil = (text: string): [string, Record<string, unknown>][] => [
    ["to", { to: text }],
    ["to's email", { to: { email: text } }],
    ["to's name", { to: { email: "ann@example.com", name: text } }],
    ["cc", { cc: ["bob@example.com", text] }],
    ["cc's name", { cc: [{ email: "ann@example.com", name: text }] }],
    ["bcc", { bcc: text }],
    ["bcc's name", { bcc: { email: "ann@example.com", name: text } }],
    ["from", { from: text }],
    ["from's name", { from: { email: "ann@example.com", name: text } }],
    ["replyTo", { replyTo: text }],
    ["replyTo's name", { replyTo: { email: "ann@example.com", name: text } }],
    ["subject", { subject: text }],
    ["threadId", { threadId: text }],
    ["inReplyTo", { inReplyTo: text }],
    ["inReplyTo within brackets", { inReplyTo: `<${text}@example.com>` }],
    ["references", { references: ["<root@example.com>", text] }],
    ["an attachment's name", { attachments: [{ name: text, text: "x" }] }],
    ["an attachment's type", { attachments: [{ name: "a.txt", text: "x", mimeType: `text/plain${text}` }] }],
    ["an attachment's content ID", {
      html: "<p>",
      attachments: [{ name: "a.txt", text: "x", contentId: text }],
    }],
  ];
  const breaks = ["\r\n", "\n", "\r", "\0", "\u2028", "\u0085"];

  it.each(breaks.map((text) => [JSON.stringify(text), text]))(
    "%s is refused in every field",
    async (_, mark) => {
      for (const [field, change] of evil(`a${mark}Bcc: stranger@example.com`)) {
        const { status, body, world } = await send({ ...HELLO, ...change });
        expect({ field, status, code: body.code }).toEqual({ field, status: 400, code: "invalid_input" });
        expect(world.sent).toEqual([]);
      }
    },
  );

  it.each([
    "ann@example.com, stranger@example.com",
    "ann@example.com>, <stranger@example.com",
    '"ann, stranger@example.com',
    "ann@example.com stranger@example.com",
    "=?UTF-8?Q?stranger=40example.com=3e?=@example.com",
    "ann@exämple.com",
  ])("%s is no address", async (email) => {
    for (const field of ["to", "cc", "bcc", "from", "replyTo"]) {
      const { body, world } = await send({ ...HELLO, [field]: { email } });
      expect(body.code).toBe("invalid_input");
      expect(world.sent).toEqual([]);
    }
  });

  it("quotes, brackets and commas in a name add no recipient", async () => {
    const name = 'Ann" <stranger@example.com>, "x';
    const mail = await mailOf(await send({ ...HELLO, to: { email: "ann@example.com", name } }));
    expect(mail.to).toEqual([{ address: "ann@example.com", name }]);
    expect(mail.bcc).toBeUndefined();
  });

  it("a file's own name may hold line breaks, and loses them", async () => {
    const file = new File(["x"], 'a"\r\nBcc: stranger@example.com', { type: "text/plain" });
    const mail = await mailOf(await send({ ...HELLO, file }));
    expect(mail.bcc).toBeUndefined();
    expect(mail.attachments).toHaveLength(1);
  });
});

describe("attachments come from every source", () => {
  const stored = { [FILE_URL]: bytesOf(3_000, 1), [SIGNED_URL]: bytesOf(2_000, 2) };
  const attachments = [
    { name: "text.csv", text: "id,total\n42,19.90\n" },
    { name: "base64.bin", base64: Buffer.from(bytesOf(1_000, 3)).toString("base64") },
    { name: "stored.pdf", fileUrl: FILE_URL },
    { name: "private.pdf", fileUri: FILE_URI },
  ];
  const file = new File([bytesOf(4_000, 4)], "from the form.png", { type: "image/png" });
  const expected = [
    ["text.csv", Buffer.from("id,total\n42,19.90\n")],
    ["base64.bin", Buffer.from(bytesOf(1_000, 3))],
    ["stored.pdf", Buffer.from(bytesOf(3_000, 1))],
    ["private.pdf", Buffer.from(bytesOf(2_000, 2))],
    ["from the form.png", Buffer.from(bytesOf(4_000, 4))],
  ];

  it("all of them in one mail, equal byte for byte", async () => {
    const result = await send({ ...HELLO, attachments, file }, { stored });
    const mail = await mailOf(result);
    expect(contentsOf(mail)).toEqual(expected);
    expect(mail.attachments.map(({ mimeType }) => mimeType)).toEqual([
      "text/csv",
      "application/octet-stream",
      "application/pdf",
      "application/pdf",
      "image/png",
    ]);
    expect(result.world.base44.count("signFile")).toBe(1);
  });

  it("Gmail's token goes to Gmail alone", async () => {
    const { world } = await send({ ...HELLO, attachments, file }, { stored });
    const elsewhere = world.sent.filter(({ url }) => !isGmail(url));
    expect(elsewhere.map(({ headers }) => headers.get("authorization"))).toEqual([null, null]);
  });

  it.each([
    [{ name: "a.txt" }],
    [{ name: "a.txt", text: "x", base64: "eA==" }],
    [{ name: "a.txt", fileUrl: FILE_URL, fileUri: FILE_URI }],
    [{ text: "x" }],
    [{ name: "a.txt", base64: "no base64!" }],
    [{ name: "a.txt", fileUrl: "https://evil.example.com/a.txt" }],
    [{ name: "a.txt", fileUrl: "http://base44.app/a.txt" }],
    [{ name: "a.txt", fileUri: "private/of-somebody-else" }],
  ])("%o is refused", async (attachment) => {
    const { body, requests } = await send({ ...HELLO, attachments: [attachment] }, { stored });
    expect(body.code).toBe("invalid_input");
    expect(requests).toEqual([]);
  });

  it("a mail may be nothing but a file", async () => {
    const mail = await mailOf(await send({ to: "ann@example.com", file }));
    expect(contentsOf(mail)).toEqual([["from the form.png", Buffer.from(bytesOf(4_000, 4))]]);
  });
});

describe("20 MB in all", () => {
  const parts = {
    file: 8_000_000,
    fileUrl: 6_000_000,
    fileUri: 3_000_000,
    base64: 2_000_000,
    text: 1_000_000,
  };
  const stored = { [FILE_URL]: bytesOf(parts.fileUrl, 1), [SIGNED_URL]: bytesOf(parts.fileUri, 2) };
  const attachments = [
    { name: "1.txt", text: "a".repeat(parts.text) },
    { name: "2.bin", base64: Buffer.from(bytesOf(parts.base64, 3)).toString("base64") },
    { name: "3.pdf", fileUrl: FILE_URL },
    { name: "4.pdf", fileUri: FILE_URI },
  ];
  const sizes = [parts.text, parts.base64, parts.fileUrl, parts.fileUri, parts.file];
  const form = (size: number) => new File([bytesOf(size, 4)], "5.bin");

  it.each([undefined, "19dda58832469c79"])("go by the upload route, in thread %s", async (threadId) => {
    const result = await send({ ...HELLO, attachments, file: form(parts.file), threadId }, { stored });
    expect(result.body).toEqual(SENT);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(MAX_ATTACHMENT_BYTES);
    expect(result.requests).toHaveLength(1);

    const { url, headers, body } = result.requests[0] as Sent;
    const type = headers.get("content-type") ?? "";
    expect(url.pathname).toBe("/upload/gmail/v1/users/me/messages/send");
    expect([...url.searchParams]).toEqual([["uploadType", threadId ? "multipart" : "media"]]);
    expect(type).toMatch(threadId ? /^multipart\/related; boundary=\w+$/ : /^message\/rfc822$/);

    const mail = await PostalMime.parse(threadId ? messagePart(body, type, threadId) : body);
    expect(mail.subject).toBe("Hello");
    const found = mail.attachments.map(({ content }) => Buffer.from(content as ArrayBuffer));
    expect(found.map(({ length }) => length)).toEqual(sizes);
    expect(found[1]?.equals(bytesOf(parts.base64, 3))).toBe(true);
    expect(found[2]?.equals(bytesOf(parts.fileUrl, 1))).toBe(true);
    expect(found[3]?.equals(bytesOf(parts.fileUri, 2))).toBe(true);
    expect(found[4]?.equals(bytesOf(parts.file, 4))).toBe(true);
  }, 60_000);

  it("one byte more is refused, and nothing is sent", async () => {
    const result = await send({ ...HELLO, attachments, file: form(parts.file + 1) }, { stored });
    expect(result.status).toBe(413);
    expect(result.body.code).toBe("payload_too_large");
    expect(result.body.error).toBe("Expected attachments of at most 20000000 bytes in all");
    expect(result.requests).toEqual([]);
  }, 60_000);

  it("a source that does not say its size is counted as it is read", async () => {
    const twice = [{ name: "a", fileUrl: FILE_URL }, { name: "b", fileUrl: FILE_URL }];
    const large = { [FILE_URL]: bytesOf(MAX_ATTACHMENT_BYTES / 2 + 1, 1) };
    const { body, requests } = await send({ ...HELLO, attachments: twice }, { stored: large });
    expect(body.error).toBe("Expected attachments of at most 20000000 bytes in all");
    expect(requests).toEqual([]);
  }, 60_000);

  it("the upload is made once, whatever becomes of it", async () => {
    const world = createWorld({ provider: () => "reset" });
    const response = await world.call(handler, { ...HELLO, file: form(parts.file) });
    expect(await response.json()).toMatchObject({
      code: "provider_unavailable",
      outcome: "unknown",
      retryable: false,
    });
    expect(world.sent).toHaveLength(1);
  }, 60_000);
});

/** The second part of multipart/related, after the JSON that names the thread. */
function messagePart(body: Uint8Array, type: string, threadId: string): Uint8Array {
  const boundary = type.slice(type.indexOf("=") + 1);
  const bytes = Buffer.from(body);
  const head =
    `--${boundary}\r\nContent-Type: application/json; charset=UTF-8\r\n\r\n{"threadId":"${threadId}"}\r\n` +
    `--${boundary}\r\nContent-Type: message/rfc822\r\n\r\n`;
  const tail = `\r\n--${boundary}--\r\n`;
  expect(bytes.subarray(0, head.length).toString()).toBe(head);
  expect(bytes.subarray(-tail.length).toString()).toBe(tail);
  return bytes.subarray(head.length, -tail.length);
}

describe("callers below admin", () => {
  const secrets = { GMAIL_ALLOWED_RECIPIENTS: "self, @example.org" };

  it.each([
    { from: "ceo@example.com" },
    { replyTo: "stranger@example.com" },
    { html: "<b>Hi</b>" },
    { attachments: [{ name: "a.txt", text: "x" }, { name: "b.pdf", fileUrl: FILE_URL }] },
  ])("never choose %o", async (field) => {
    const input = { to: "user@example.com", subject: "Hi", text: "Hi", ...field };
    const { body, world } = await send(input, { caller: "user", secrets });
    expect(body.code).toBe("not_allowed");
    expect(world.sent).toEqual([]);
  });

  it("write to those whom the secret lists, and attach files of their own", async () => {
    const input = { to: "user@example.com", cc: "help@example.org", subject: "Hi", text: "Hi" };
    const attachments = [{ name: "a.txt", text: "x" }, { name: "b.pdf", fileUri: FILE_URI }];
    const result = await send({ ...input, attachments }, {
      caller: "user",
      secrets,
      stored: { [SIGNED_URL]: bytesOf(10, 1) },
    });
    expect((await mailOf(result)).attachments).toHaveLength(2);
  });

  it.each(["to", "cc", "bcc"])("write to nobody else in %s", async (field) => {
    const input = { to: "user@example.com", subject: "Hi", text: "Hi", [field]: "stranger@example.com" };
    const { body, world } = await send(input, { caller: "user", secrets });
    expect(body.code).toBe("not_allowed");
    expect(world.sent).toEqual([]);
  });

  it("write to nobody until the secret is set", async () => {
    const { body } = await send(HELLO, { caller: "user" });
    expect(body).toMatchObject({ code: "not_configured", params: { secret: "GMAIL_ALLOWED_RECIPIENTS" } });
  });
});

describe("recipients", () => {
  it.each([
    [{ subject: "Hi", text: "Hi" }],
    [{ to: [], subject: "Hi", text: "Hi" }],
    [{
      to: Array.from({ length: 60 }, (_, n) => `a${n}@example.com`),
      bcc: Array.from({ length: 41 }, (_, n) => `b${n}@example.com`),
      text: "Hi",
    }],
    [{ to: "ann@example.com", subject: "Nothing to say" }],
  ])("case %#", async (input) => {
    const { body, requests } = await send(input);
    expect(body.code).toBe("invalid_input");
    expect(requests).toEqual([]);
  });

  it("bcc alone will do", async () => {
    const mail = await mailOf(await send({ bcc: ["a@example.com", "b@example.com"], text: "Hi" }));
    expect(mail.bcc?.map(({ address }) => address)).toEqual(["a@example.com", "b@example.com"]);
  });
});
