import { describe, expect, it } from "vitest";
import { FunctionError } from "../../shared/runtime/errors.ts";
import {
  attachmentsOf,
  GmailMessage,
  isBodyPart,
  leavesOf,
  messageSummary,
} from "../../shared/services/gmail-message.ts";
import { answerTo } from "../../shared/services/gmail-reply.ts";

function message(headers: Record<string, string>, labelIds: string[] = ["INBOX"]): GmailMessage {
  const list = Object.entries(headers).map(([name, value]) => ({ name, value }));
  return GmailMessage.parse({
    id: "1",
    threadId: "1",
    labelIds,
    payload: { mimeType: "text/plain", headers: list },
  });
}

function part(mimeType: string, more: object = {}): object {
  return { mimeType, filename: "", headers: [], body: { size: 1 }, ...more };
}

function leaves(payload: object) {
  return leavesOf(GmailMessage.parse({ id: "1", threadId: "1", payload }).payload);
}

describe("a message's summary", () => {
  it("does with next to nothing", () => {
    expect(messageSummary(GmailMessage.parse({ id: "1", threadId: "2" }))).toEqual({
      id: "1",
      threadId: "2",
      from: null,
      to: [],
      cc: [],
      subject: "",
      receivedAt: null,
      preview: "",
      unread: false,
      labelIds: [],
      size: null,
    });
  });

  it("decodes the preview, and markup in it stays text", () => {
    const raw = { id: "1", threadId: "1", snippet: "1 &lt; 2 &amp;amp; &lt;script&gt; it&#39;s" };
    expect(messageSummary(GmailMessage.parse(raw)).preview).toBe("1 < 2 &amp; <script> it's");
  });

  it("finds headers whatever their case", () => {
    expect(messageSummary(message({ SUBJECT: "Hi", from: "a@example.com" }))).toMatchObject({
      subject: "Hi",
      from: { email: "a@example.com", name: null },
    });
  });
});

describe("a message's parts", () => {
  it("tell the body from files", () => {
    const all = leaves(part("multipart/mixed", {
      parts: [
        part("multipart/alternative", { parts: [part("text/plain"), part("text/html")] }),
        part("text/plain", { filename: "notes.txt" }),
        part("text/html", { headers: [{ name: "Content-Disposition", value: "ATTACHMENT" }] }),
        part("image/png", {
          headers: [{ name: "content-disposition", value: "inline" }, { name: "Content-Id", value: "<a@b>" }],
        }),
        part("message/rfc822", { filename: "", parts: [part("text/plain")] }),
        part("multipart/mixed", { parts: [] }),
      ],
    }));
    expect(all.filter(isBodyPart).map(({ mimeType }) => mimeType)).toEqual(["text/plain", "text/html"]);
    expect(
      attachmentsOf(all).map(({ name, mimeType, inline, contentId }) => [name, mimeType, inline, contentId]),
    ).toEqual([
      ["notes.txt", "text/plain", false, null],
      ["file", "text/html", false, null],
      ["file", "image/png", true, "a@b"],
      ["file", "message/rfc822", false, null],
    ]);
  });

  it("are none where a message has no payload", () => {
    expect(leavesOf(undefined)).toEqual([]);
  });
});

const ORIGINAL = {
  From: '"Doe, Ann" <ann@example.com>',
  To: "Shop <shop@example.com>, Bob <bob@example.com>",
  Cc: "carol@example.com, ANN@example.com",
  Subject: "Order 42",
  "Message-ID": "<2@example.com>",
  References: "<0@example.com>\r\n <1@example.com>",
};

function answer(headers: Record<string, string>, input: object = {}, labelIds?: string[]) {
  return answerTo(
    message({ ...ORIGINAL, ...headers }, labelIds),
    { replyAll: false, ...input },
    "Shop@Example.com",
  );
}

describe("an answer", () => {
  it("goes to the sender", () => {
    expect(answer({})).toMatchObject({ to: [{ email: "ann@example.com", name: "Doe, Ann" }], cc: [] });
  });

  it("goes to where answers are wanted", () => {
    expect(answer({ "Reply-To": "a@example.com, b@example.com" }).to).toEqual([
      { email: "a@example.com" },
      { email: "b@example.com" },
    ]);
  });

  it("to all leaves out oneself and repetitions", () => {
    expect(answer({}, { replyAll: true, cc: [{ email: "boss@example.com" }] })).toMatchObject({
      to: [{ email: "ann@example.com" }, { email: "bob@example.com" }],
      cc: [{ email: "carol@example.com" }, { email: "boss@example.com" }],
    });
  });

  it("to a message of one's own goes to those whom that went to", () => {
    const own = { From: "shop@example.com", To: "ann@example.com", Cc: "carol@example.com" };
    expect(answer(own, { replyAll: true }, ["SENT"])).toMatchObject({
      to: [{ email: "ann@example.com" }],
      cc: [{ email: "carol@example.com" }],
    });
  });

  it.each([
    ["Order 42", "Re: Order 42"],
    ["Re: Order 42", "Re: Order 42"],
    ["RE : Order 42", "RE : Order 42"],
    ["", "Re: "],
    ["a\r\nBcc: stranger@example.com", "Re: a Bcc: stranger@example.com"],
    ["=?UTF-8?B?YQ0KQmNjOiB4?=", "Re: a Bcc: x"],
  ])("about %j", (subject, expected) => {
    expect(answer({ Subject: subject }).subject).toBe(expected);
  });

  it("names the message and all before it", () => {
    expect(answer({})).toMatchObject({
      inReplyTo: "<2@example.com>",
      references: ["<0@example.com>", "<1@example.com>", "<2@example.com>"],
    });
  });

  it("names only what is a message ID", () => {
    const { references } = answer({ References: "<a\r\nBcc: x@example.com> nonsense <ok@example.com>" });
    expect(references).toEqual(["<ok@example.com>", "<2@example.com>"]);
    expect(answer({ "Message-ID": "nonsense" })).not.toHaveProperty("inReplyTo");
  });

  it("names the first and the latest of a long conversation", () => {
    const ids = Array.from({ length: 200 }, (_, index) => `<${index}@mail.example.com>`);
    const { references } = answer({ References: ids.join(" ") });
    expect(references).toHaveLength(50);
    expect(references?.[0]).toBe(ids[0]);
    expect(references?.slice(-2)).toEqual([ids[199], "<2@example.com>"]);
  });

  it.each([
    "Mail Delivery Subsystem",
    "a b@example.com",
    "<x@exämple.com>",
    '"a"@example.com <"b c"@example.com>',
  ])(
    "cannot go to %j",
    (sender) => {
      expect(() => answer({ From: sender })).toThrow(FunctionError);
    },
  );

  it("goes to no more people than a mail may", () => {
    const many = Array.from({ length: 120 }, (_, index) => `p${index}@example.com`).join(", ");
    expect(() => answer({ Cc: many }, { replyAll: true })).toThrow(
      "replyAll: expected at most 100 recipients, got 122",
    );
  });

  it("holds no control characters of somebody's name", () => {
    const { to } = answer({ From: "=?UTF-8?B?QQ0KQmNjOiB4?= <ann@example.com>" });
    expect(to).toEqual([{ email: "ann@example.com", name: "A Bcc: x" }]);
  });
});
