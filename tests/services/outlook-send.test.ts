/**
 * Outlook's larger mails: by a draft, with files in pieces, and without leaving a draft behind.
 *
 * @module
 */
import { describe, expect, it } from "vitest";
import handler from "../../functions/outlook-send/entry.ts";
import type { Sent } from "../support/provider.ts";
import { createWorld, type WorldOptions } from "../support/world.ts";

const UPLOAD_URL =
  "https://outlook.office.com/api/v2.0/Users('u@t')/Messages('AAMk=')/AttachmentSessions('AAMk=')?authtoken=secret";
const HELLO = { to: "ann@example.com", subject: "Hello", text: "Hello Ann" };
const MB = 1_000_000;

function bytesOf(size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  for (let index = 0; index < size; index++) bytes[index] = index * 31 + (index >> 8);
  return bytes;
}

type Answers = (sent: Sent, usual: Response) => Response | "reset" | "timeout";

async function send(input: object, answers: Answers = (_, usual) => usual, options: WorldOptions = {}) {
  const world = createWorld({ ...options, provider: (sent) => answers(sent, usualAnswer(sent)) });
  const response = await world.call(handler, { ...HELLO, ...input });
  const steps = world.sent.map(({ method, url }) => `${method} ${url.pathname.replace("/v1.0/me/", "")}`);
  return { status: response.status, body: await response.json(), sent: world.sent, steps };
}

function usualAnswer({ method, url }: Sent): Response {
  if (method === "DELETE") return new Response(null, { status: 204 });
  if (url.pathname.endsWith("/me/messages")) {
    return Response.json({ id: "AAk1", conversationId: null, internetMessageId: "<1@example.com>" }, {
      status: 201,
    });
  }
  if (url.pathname.endsWith("/createUploadSession")) {
    return Response.json({ uploadUrl: UPLOAD_URL }, { status: 201 });
  }
  if (url.host === "outlook.office.com") return Response.json({ NextExpectedRanges: ["1"] });
  if (url.pathname.endsWith("/attachments")) return Response.json({ id: "AAt1" }, { status: 201 });
  return new Response(null, { status: 202 });
}

function refusal(status: number, code: string): Response {
  return Response.json({ error: { code, message: "No" } }, { status });
}

const PIECE = "PUT /api/v2.0/Users('u@t')/Messages('AAMk=')/AttachmentSessions('AAMk=')";

describe("which way a mail goes", () => {
  it("in one request as long as everything fits", async () => {
    const { steps, body } = await send({ file: new File([bytesOf(2 * MB)], "a.bin") });
    expect(steps).toEqual(["POST sendMail"]);
    expect(body).toEqual({ sent: true, id: null, conversationId: null, internetMessageId: null });
  });

  it("by a draft where files are too many for one request", async () => {
    const half = Buffer.from(bytesOf(1.4 * MB)).toString("base64");
    const file = new File([bytesOf(1.4 * MB)], "b.bin");
    const { steps } = await send({ attachments: [{ name: "a.bin", base64: half }], file });
    expect(steps).toEqual([
      "POST messages",
      "POST messages/AAk1/attachments",
      "POST messages/AAk1/attachments",
      "POST messages/AAk1/send",
    ]);
  });

  it("a large file in pieces, in order, without the token", async () => {
    const bytes = bytesOf(7 * MB + 5);
    const { steps, sent, body } = await send({
      file: new File([bytes], "Résumé.pdf", { type: "application/pdf" }),
    });
    expect(body).toEqual({
      sent: true,
      id: "AAk1",
      conversationId: null,
      internetMessageId: "<1@example.com>",
    });
    expect(steps).toEqual([
      "POST messages",
      "POST messages/AAk1/attachments/createUploadSession",
      PIECE,
      PIECE,
      PIECE,
      "POST messages/AAk1/send",
    ]);
    expect(JSON.parse(new TextDecoder().decode(sent[1]?.body))).toEqual({
      AttachmentItem: {
        attachmentType: "file",
        name: "Résumé.pdf",
        contentType: "application/pdf",
        size: bytes.length,
      },
    });
    const pieces = sent.slice(2, 5);
    expect(pieces.map(({ headers }) => headers.get("content-range"))).toEqual([
      "bytes 0-2999999/7000005",
      "bytes 3000000-5999999/7000005",
      "bytes 6000000-7000004/7000005",
    ]);
    for (const { url, headers, body } of pieces) {
      expect(url.searchParams.get("authtoken")).toBe("secret");
      expect(headers.get("authorization")).toBeNull();
      expect(body.length).toBeLessThan(4 * MB);
    }
    expect(Buffer.concat(pieces.map(({ body }) => body)).equals(bytes)).toBe(true);
  });

  it("every request asks for IDs that stay", async () => {
    const { sent } = await send({ returnId: true });
    expect(sent.map(({ headers }) => headers.get("prefer"))).toEqual(sent.map(() => 'IdType="ImmutableId"'));
  });
});

describe("a draft that is not sent", () => {
  const large = () => ({ file: new File([bytesOf(4 * MB)], "a.bin") });

  it("is deleted where a file is refused, and nothing is done then", async () => {
    const { body, steps } = await send(
      large(),
      ({ url }, usual) => url.host === "outlook.office.com" ? refusal(413, "x") : usual,
    );
    expect(steps).toEqual([
      "POST messages",
      "POST messages/AAk1/attachments/createUploadSession",
      PIECE,
      "DELETE messages/AAk1",
    ]);
    expect(body).toMatchObject({ code: "provider_rejected", outcome: "not_done" });
    expect(body).not.toHaveProperty("done");
  });

  it("is deleted where the answer to a file got lost: nobody has seen it", async () => {
    const { body, steps } = await send(
      { returnId: true, attachments: [{ name: "a.txt", text: "a" }] },
      ({ url }, usual) => url.pathname.endsWith("/attachments") ? "reset" : usual,
    );
    expect(steps).toEqual(["POST messages", "POST messages/AAk1/attachments", "DELETE messages/AAk1"]);
    expect(body).toMatchObject({ code: "provider_unavailable", outcome: "not_done", retryable: true });
  });

  it("is deleted even where the time is used up", async () => {
    const { body, steps } = await send(
      large(),
      ({ url }, usual) => url.host === "outlook.office.com" ? "timeout" : usual,
    );
    expect(steps.at(-1)).toBe("DELETE messages/AAk1");
    expect(body).toMatchObject({ code: "provider_timeout", outcome: "not_done" });
  });

  it("is named where it cannot be deleted", async () => {
    const { body } = await send(
      { returnId: true },
      ({ method, url }, usual) =>
        method === "DELETE" || url.pathname.endsWith("/send") ? refusal(400, "x") : usual,
    );
    expect(body).toMatchObject({ code: "provider_rejected", outcome: "partial", done: { draftId: "AAk1" } });
  });

  it("stays where it may have been sent, and is sent once", async () => {
    const { body, steps } = await send(
      { returnId: true },
      ({ url }, usual) => url.pathname.endsWith("/send") ? "reset" : usual,
    );
    expect(steps).toEqual(["POST messages", "POST messages/AAk1/send"]);
    expect(body).toMatchObject({ outcome: "partial", retryable: false, done: { draftId: "AAk1" } });
  });

  it.each([
    "https://evil.example.com/upload",
    "http://outlook.office.com/upload",
    "https://outlook.office.com.evil.example.com/upload",
    "https://office.com.evil.example.com/",
  ])("is deleted where the upload would go to %s", async (uploadUrl) => {
    const { body, steps } = await send(
      large(),
      ({ url }, usual) =>
        url.pathname.endsWith("/createUploadSession") ? Response.json({ uploadUrl }) : usual,
    );
    expect(steps.at(-1)).toBe("DELETE messages/AAk1");
    expect(body).toMatchObject({ code: "provider_invalid_response", outcome: "not_done" });
  });
});

describe("line breaks", () => {
  it.each([
    { subject: "a\r\nb" },
    { to: { email: "ann@example.com", name: "a\nb" } },
    { attachments: [{ name: "a\rb", text: "x" }] },
    { html: "<p>", attachments: [{ name: "a", text: "x", contentId: "a\r\nb" }] },
  ])("%o is refused", async (input) => {
    const { body, sent } = await send(input);
    expect(body.code).toBe("invalid_input");
    expect(sent).toEqual([]);
  });
});
