/**
 * What a caller reads about input that does not fit.
 *
 * @module
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Issue } from "../../shared/runtime/errors.ts";
import { formatPath, inputError } from "../../shared/runtime/issues.ts";
import * as z from "../../shared/runtime/zod.ts";
import { createWorld } from "../support/world.ts";
import { ask, defineLocal, defineSubject } from "./subject.ts";

/** The issues that a call with this input is answered with. */
async function issuesOf(input: z.ZodObject, values: unknown): Promise<Issue[]> {
  const { status, body } = await ask(createWorld(), defineLocal({ input }), values);
  expect([status, body.code]).toEqual([400, "invalid_input"]);
  return body.issues as Issue[];
}

const Mail = z.strictObject({
  to: z.union([z.email(), z.array(z.email())]),
  subject: z.string(),
  text: z.string().max(10).optional(),
  channel: z.string().optional(),
  threadTs: z.string().optional(),
  limit: z.int().min(1).max(100).default(20),
  attachments: z.array(z.strictObject({ name: z.string(), size: z.number() })).optional(),
});
const MAIL = { to: "a@example.com", subject: "Hi" };

it.each([
  ["a text", z.string().max(5)],
  ["a list", z.array(z.string()).min(1)],
  ["a text or a list", z.union([z.string().min(2), z.array(z.string()).max(3)])],
  ["a file", z.file().max(10)],
])("a length that nothing can be compared with is no %s", async (_, field) => {
  const odd = { toString: "x", length: 3 };
  const input = z.strictObject({ field: field.optional() });
  const [issue] = await issuesOf(input, { field: { length: odd, size: odd } });
  expect(issue).toEqual({ path: "field", message: "expected no toString and no valueOf in it" });
});

it.each([
  ["a list", (item: z.ZodType) => z.array(item).max(5)],
  ["a list or a single one", (item: z.ZodType) => z.union([item, z.array(item).max(5)]).optional()],
  ["a list or a record", (item: z.ZodType) => z.union([z.record(z.string(), item), z.array(item).max(5)])],
  ["a list of a set length", (item: z.ZodType) => z.array(item).length(5)],
])("too long a list is refused without a look at all of its items: %s", async (_, schemaOf) => {
  let seen = 0;
  const item = z.union([z.number(), z.string().refine(() => ++seen > 0)]);
  const values = { field: Array.from({ length: 100_000 }, () => "x") };
  const [issue] = await issuesOf(z.strictObject({ field: schemaOf(item) }), values);
  expect(issue?.path).toBe("field");
  expect(seen).toBeLessThan(100);
});

it("a rule of our own that throws is no fault of the input's", async () => {
  const input = z.strictObject({
    field: z.string().refine(() => {
      throw new TypeError("ours");
    }),
  });
  const { status, body } = await ask(createWorld(), defineLocal({ input }), { field: "x" });
  expect([status, body.code]).toEqual([500, "internal_error"]);
});

describe("input is strict", () => {
  it("unknown keys are reported first: a misspelt name explains the missing one", async () => {
    const [first, second] = await issuesOf(Mail, { to: "a@example.com", subjct: "Hi" });
    expect(first).toEqual({ path: "subjct", message: "is not known: use subject" });
    expect(second).toEqual({ path: "subject", message: "is required" });
  });

  it.each([
    ["chanel", "channel"],
    ["Channel", "channel"],
    ["tread_ts", "threadTs"],
    ["thread_tss", "threadTs"],
    ["limt", "limit"],
    ["too", "to"],
    ["ATTACHMENTS", "attachments"],
  ])("with a suggestion: %s -> %s", async (name, known) => {
    expect((await issuesOf(Mail, { ...MAIL, [name]: "x" }))[0]?.message).toBe(`is not known: use ${known}`);
  });

  it.each([
    ["body", "text"],
    ["message", "text"],
    ["content", "text"],
    ["recipient", "to"],
    ["email", "to"],
    ["title", "subject"],
    ["channel_id", "channel"],
    ["max", "limit"],
    ["maxResults", "limit"],
  ])("declared synonyms such as %s -> %s", async (name, known) => {
    expect((await issuesOf(Mail, { ...MAIL, [name]: "x" }))[0]?.message).toBe(`is not known: use ${known}`);
  });

  it("a name that is like none gets them all", async () => {
    const input = z.strictObject({ limit: z.number().optional(), cursor: z.string().optional() });
    expect((await issuesOf(input, { zebra: 1 }))[0]?.message).toBe("is not known: use limit, cursor");
    expect((await issuesOf(z.strictObject({}), { zebra: 1 }))[0]?.message).toBe("is not known: use no input");
  });

  it("unknown keys inside of objects have their path", async () => {
    const attachments = [{ name: "a", size: 1 }, { name: "b", size: 1, sise: 2 }];
    expect((await issuesOf(Mail, { ...MAIL, attachments }))[0]).toMatchObject({
      path: "attachments[1].sise",
    });
  });

  it("a field that a secret fixes is not suggested", async () => {
    const handler = defineSubject({ fixed: { channel: "TARGET" } });
    const { body } = await ask(createWorld({ secrets: { TARGET: "C1" } }), handler, {
      text: "Hi",
      chanel: "C2",
    });
    expect(body.error).not.toContain("use channel");
  });
});

describe("the path of the field and what was expected", () => {
  const cases: [string, Record<string, unknown>, Issue][] = [
    ["a missing field", { to: "a@example.com" }, { path: "subject", message: "is required" }],
    ["a type", { ...MAIL, subject: { a: 1 } }, {
      path: "subject",
      message: "expected string, received object",
    }],
    ["a number out of range", { ...MAIL, limit: 500 }, {
      path: "limit",
      message: expect.stringMatching(/100/),
    }],
    ["text for a number", { ...MAIL, limit: "many" }, {
      path: "limit",
      message: "expected number, received string",
    }],
    ["a value in a list", { ...MAIL, attachments: [{ name: "a", size: 1 }, { name: "b" }] }, {
      path: "attachments[1].size",
      message: "is required",
    }],
    ["null for a required field", { ...MAIL, subject: null }, { path: "subject", message: "is required" }],
  ];
  it.each(cases)("%s", async (_, values, issue) => {
    expect(await issuesOf(Mail, values)).toEqual([issue]);
  });

  it("`error` is a sentence about the first, and counts the others", async () => {
    const { body } = await ask(createWorld(), defineLocal({ input: Mail }), { subjct: "Hi" });
    expect(body.error).toBe("subjct: is not known: use subject (and 2 more)");
  });

  it("not more than ten issues are listed", async () => {
    const values = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`unknown${index}`, 1]));
    const { body } = await ask(createWorld(), defineLocal({ input: z.strictObject({}) }), values);
    expect(body.issues).toHaveLength(10);
    expect(body.error).toContain("(and 49 more)");
  });

  it("values of the input are not quoted", async () => {
    const secret = "a private value 4711";
    const shape = {
      number: z.number(),
      email: z.email(),
      kind: z.enum(["a", "b"]),
      literal: z.literal("x"),
      list: z.array(z.number()),
      either: z.union([z.number(), z.boolean()]),
      pattern: z.string().regex(/^C/),
      short: z.string().max(3),
    };
    for (const name of Object.keys(shape)) {
      const { text } = await ask(createWorld(), defineLocal({ input: z.strictObject(shape).partial() }), {
        [name]: secret,
      });
      expect(text).not.toContain("4711");
    }
  });

  it("any input at all is 400 or fits, and never a 500", async () => {
    const names = fc.oneof(
      fc.constantFrom(...Object.keys(Mail.shape), "__proto__", "constructor"),
      fc.string(),
    );
    const handler = defineLocal({ input: Mail });
    await fc.assert(fc.asyncProperty(fc.dictionary(names, fc.jsonValue()), async (values) => {
      fc.pre(!["args", "function_args"].some((name) => name in values));
      const { status, body } = await ask(createWorld(), handler, values);
      expect([200, 400]).toContain(status);
      if (status === 400) expect(body.code).toMatch(/^invalid_(input|request)$/);
    }));
  });
});

describe("input that is made to be as bad as can be: 4xx, in linear time, and never a 500", () => {
  const LARGE = 900_000;

  it.each([["1"], [" "], ["_a"], ["[{"], ["@"]])(
    "a long text of %j for every kind of field",
    async (part) => {
      const text = part.repeat(LARGE / part.length);
      const input = z.strictObject({
        number: z.number(),
        boolean: z.boolean(),
        kind: z.enum(["a", "b"]),
        either: z.union([z.number(), z.array(z.number())]),
        email: z.email(),
      }).partial();
      for (const name of Object.keys(input.shape)) await issuesOf(input, { [name]: text });
    },
  );

  it("a list of thousands, where a union takes lists", async () => {
    const items = Array.from({ length: 150_000 }, () => 1);
    expect((await issuesOf(Mail, { ...MAIL, to: items }))[0]?.path).toMatch(/^to/);
  }, 20_000);

  it.each([
    ["an unknown name", (long: string) => ({ [long]: 1 })],
    ["a name of a part of the field's", (long: string) => ({ attachments: [{ [long]: 1 }] })],
    ["a name beside an envelope", (long: string) => ({ args: { [long]: 1 } })],
    ["a name at two levels", (long: string) => ({ args: { [long]: 1 }, function_args: { [long]: 1 } })],
  ])("the answer stays small: %s of 450,000 letters", async (_, values) => {
    const { status, text } = await ask(
      createWorld(),
      defineLocal({ input: Mail }),
      values("x".repeat(LARGE / 2)),
    );
    expect(status).toBe(400);
    expect(text.length).toBeLessThan(10_000);
  });

  it("the answer stays small: the path of a record's key", async () => {
    const input = z.strictObject({ fields: z.record(z.string(), z.number()) });
    const { text } = await ask(createWorld(), defineLocal({ input }), {
      fields: { ["x".repeat(LARGE)]: "text" },
    });
    expect(text.length).toBeLessThan(10_000);
  });
});

describe("union errors are flattened to what a person can mend", () => {
  it("the option that came closest", async () => {
    expect(await issuesOf(Mail, { ...MAIL, to: ["a@example.com", "nobody"] })).toEqual([
      { path: "to[1]", message: "email address" },
    ]);
  });

  it("types that would do, where none came close", async () => {
    expect(await issuesOf(Mail, { ...MAIL, to: { a: 1 } })).toEqual([
      { path: "to", message: "expected string or array" },
    ]);
  });

  it("a missing union is required", async () => {
    expect(await issuesOf(Mail, { subject: "Hi" })).toEqual([{ path: "to", message: "is required" }]);
  });

  const Kinds = z.strictObject({
    item: z.discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("text"), text: z.string() }),
      z.strictObject({ kind: z.literal("image"), url: z.url() }),
    ]),
  });

  it("the option of its kind", async () => {
    expect(await issuesOf(Kinds, { item: { kind: "text", text: {} } })).toEqual([
      { path: "item.text", message: "expected string, received object" },
    ]);
  });

  it("a kind that there is none of: the kinds that there are", async () => {
    const [issue] = await issuesOf(Kinds, { item: { kind: "video" } });
    expect(issue?.path).toBe("item.kind");
    expect(issue?.message).toMatch(/expected.*text.*image/i);
  });

  it("unions in unions", async () => {
    const input = z.strictObject({
      value: z.union([z.union([z.number(), z.boolean()]), z.array(z.number())]),
    });
    expect(await issuesOf(input, { value: [1, {}] })).toEqual([
      { path: "value[1]", message: "expected number, received object" },
    ]);
  });

  it("no issue is without words", async () => {
    await fc.assert(fc.asyncProperty(fc.jsonValue(), async (item) => {
      const { body } = await ask(createWorld(), defineLocal({ input: Kinds }), { item });
      for (const { path, message } of (body.issues ?? []) as Issue[]) {
        expect(path).not.toBe("");
        expect(message.length).toBeGreaterThan(5);
        expect(message).not.toMatch(/undefined|\[object|^input$/i);
      }
    }));
  });
});

it("paths read as in code", () => {
  expect(formatPath(["attachments", 0, "name"])).toBe("attachments[0].name");
  expect(formatPath([0, 1, "a"])).toBe("[0][1].a");
  expect(formatPath([])).toBe("");
});

it("an issue of the input as a whole has words of its own", () => {
  expect(inputError([{ path: "", message: "expected one of text and html" }]).message).toBe(
    "The input: expected one of text and html",
  );
});
