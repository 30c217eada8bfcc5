import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addressProblem,
  lineProblem,
  MAX_RECIPIENTS,
  Recipient,
  Recipients,
  Subject,
} from "../../shared/runtime/mail.ts";
import * as z from "../../shared/runtime/zod.ts";

const Input = z.strictObject({ to: Recipients, cc: Recipients.optional() });

describe("Recipients", () => {
  test.each([
    ["an address", "a@example.com", [{ email: "a@example.com" }]],
    ["an address with a name", { email: "a@example.com", name: "A" }, [{
      email: "a@example.com",
      name: "A",
    }]],
    [
      "several of either",
      ["a@example.com", { email: "b@example.com" }],
      [{ email: "a@example.com" }, { email: "b@example.com" }],
    ],
    ["none", [], []],
  ])("%s", (_, to, expected) => {
    expect(Input.parse({ to })).toEqual({ to: expected });
  });

  test.each([
    [
      "a name in the text",
      "A <a@example.com>",
      "to",
      /^expected only the address; give a name as \{ "email"/,
    ],
    [
      "several in one text",
      "a@example.com, b@example.com",
      "to",
      /^expected one address; give several as an array$/,
    ],
    ["an international domain", "a@bücher.example", "to", /Punycode/],
    ["no address", "Ann", "to", /^expected an address such as name@example.com/],
    [
      "a long address",
      `${"x".repeat(250)}@example.com`,
      "to",
      /^expected an address of at most 254 .* got 262$/,
    ],
    ["a bad one among several", ["a@example.com", "b"], "to.1", /^expected an address/],
    ["a bad one with a name", [{ email: "b", name: "B" }], "to.0.email", /^expected an address/],
    [
      "a line break in a name",
      { email: "a@b.example", name: "A\r\nBcc: x@y.example" },
      "to.name",
      /got U\+000D$/,
    ],
  ])("refuses %s, and says so itself rather than as one failure of a union", (_, to, path, message) => {
    const issues = Input.safeParse({ to }).error?.issues ?? [];
    expect(issues.map((issue) => issue.path.join("."))).toEqual([path]);
    expect(issues[0]?.message).toMatch(message);
  });

  test("refuses unknown fields and more than 100", () => {
    expect(Input.safeParse({ to: { email: "a@example.com", mail: "x" } }).success).toBe(false);
    const many = Array.from({ length: MAX_RECIPIENTS + 1 }, (_, index) => `${index}@example.com`);
    expect(Recipients.safeParse(many.slice(1)).success).toBe(true);
    expect(Recipients.safeParse(many).success).toBe(false);
  });

  test("describes its input to tools", () => {
    expect(z.toJSONSchema(Recipient, { io: "input" })).toMatchObject({
      anyOf: [{ type: "string" }, { type: "object", required: ["email"] }],
    });
  });
});

test("a single Recipient becomes an object", () => {
  expect(Recipient.parse("a@example.com")).toEqual({ email: "a@example.com" });
  expect(Recipient.safeParse(["a@example.com"]).success).toBe(false);
});

test("Subject takes up to 998 characters on one line", () => {
  expect(Subject.parse("")).toBe("");
  expect(Subject.parse("✓".repeat(998))).toHaveLength(998);
  expect(Subject.safeParse("x".repeat(999)).success).toBe(false);
  expect(Subject.safeParse("a\nb").error?.issues[0]?.message).toBe(
    "expected one line without control characters, got U+000A",
  );
});

test.each(["\0", "\t", "\n", "\r", "\x1f", "\x7f", "\x80", "\x85", "\x9f", "\u2028", "\u2029"])(
  "lineProblem names %j",
  (control) => {
    const code = control.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
    expect(lineProblem(`a${control}b`)).toContain(`U+${code}`);
  },
);

test.each(["", "Grüße", "a\u00a0b", "\u202e", "👩‍👩‍👧‍👦", "\ud83d"])("lineProblem lets %j pass", (text) => {
  expect(lineProblem(text)).toBeUndefined();
});

test.each([
  "a@b.co",
  "o'hara+x=1@mail.b-c.example",
  "!#$%&'*+/=^_`{|}~?-@b.example",
  "a@xn--bcher-kva.example",
])(
  "addressProblem lets %j pass",
  (email) => {
    expect(addressProblem(email)).toBeUndefined();
  },
);

test("an address that passes has nothing that a header could read as anything else", () => {
  const almost = fc.string({
    unit: fc.constantFrom(...'ab.-_@@ <>",;:()[]\\\r\n\0é=?'),
    maxLength: 12,
    size: "max",
  });
  fc.assert(fc.property(almost, (start) => {
    const email = `${start}@b.example`;
    if (addressProblem(email) === undefined) expect(email).toMatch(/^[\w.=?-]+@[\w.-]+$/);
  }));
});

test("addresses are judged in linear time", () => {
  const start = process.cpuUsage();
  for (const email of ["a.".repeat(500_000), `a@${"a.".repeat(500_000)}`, "a@".repeat(500_000)]) {
    expect(addressProblem(email)).toBeDefined();
  }
  for (const domain of ["a-".repeat(120), "a.".repeat(120), "a".repeat(240)]) {
    expect(addressProblem(`a@${domain}!`)).toBeDefined();
  }
  const { user, system } = process.cpuUsage(start);
  expect((user + system) / 1_000).toBeLessThan(500);
});
