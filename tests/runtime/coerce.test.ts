/**
 * Values that workflows, agents and forms send in another type than the schema's.
 *
 * @module
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { coerce, coerceObject, knownName } from "../../shared/runtime/coerce.ts";
import * as z from "../../shared/runtime/zod.ts";

interface Nested {
  value: number;
  and?: Nested[] | undefined;
}
const Recursive: z.ZodType<Nested> = z.lazy(() =>
  z.object({ value: z.number(), and: z.array(Recursive).optional() })
);

const nested = fc.letrec<{ node: Nested }>((tie) => ({
  node: fc.record({ value: fc.integer(), and: fc.array(tie("node"), { maxLength: 2 }) }, {
    requiredKeys: ["value"],
  }),
})).node;
const number = fc.double({ noNaN: true, noDefaultInfinity: true });
const text = fc.oneof(fc.string(), fc.constantFrom("007", "1", "true", "null", "[1]", '{"a":1}'));

/** Schemas, each with values that fit. */
const SCHEMAS: Record<string, [z.ZodType, fc.Arbitrary<unknown>]> = {
  number: [z.number(), number],
  integer: [z.int().min(1).max(100), fc.integer({ min: 1, max: 100 })],
  boolean: [z.boolean(), fc.boolean()],
  text: [z.string(), text],
  "number or text": [z.union([z.number(), z.string()]), fc.oneof(number, text)],
  "text or list of texts": [z.union([z.string(), z.array(z.string())]), fc.oneof(text, fc.array(text))],
  "number or list": [z.union([z.number(), z.array(z.number())]), fc.oneof(number, fc.array(number))],
  "literal text": [z.literal("on"), fc.constant("on")],
  "literal of both": [z.literal([1, "1"]), fc.constantFrom(1, "1")],
  enum: [z.enum(["admin", "1", "null", "true"]), fc.constantFrom("admin", "1", "null", "true")],
  "optional number": [z.number().optional(), number],
  "nullable number": [z.number().nullable(), fc.option(number)],
  "list of numbers": [z.array(z.number()), fc.array(number)],
  tuple: [z.tuple([z.number(), z.string()]), fc.tuple(number, text)],
  record: [z.record(z.string(), z.number()), fc.dictionary(fc.string(), number)],
  object: [
    z.strictObject({ limit: z.number().optional(), parentId: z.string().nullish() }),
    fc.record({ limit: number, parentId: fc.option(text) }, { requiredKeys: [] }),
  ],
  "objects by kind": [
    z.discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("a"), size: z.number() }),
      z.strictObject({ kind: z.literal("b"), name: z.string() }),
    ]),
    fc.oneof(
      fc.record({ kind: fc.constant("a"), size: number }),
      fc.record({ kind: fc.constant("b"), name: text }),
    ),
  ],
  recursive: [Recursive, nested],
  anything: [z.unknown(), fc.jsonValue()],
  "checked text": [
    z.string().regex(/^C/).transform((value) => value.length),
    text.map((value) => `C${value}`),
  ],
};

/** What JSON and forms can hold, the awkward included. */
const hostile = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom<unknown>(
    "",
    "null",
    "undefined",
    "007",
    "1",
    "true",
    "[1]",
    '{"a":1}',
    JSON.parse(
      '{"__proto__":{"polluted":true},"constructor":1,"toString":null,"valueOf":null,"hasOwnProperty":0}',
    ),
    [["admin"]],
    ["on"],
    { toString: 1 },
    { length: 3 },
    [null],
    [[[[[]]]]],
    new File(["x"], "a.txt"),
  ),
);

describe("for every schema", () => {
  for (const [name, [schema, fitting]] of Object.entries(SCHEMAS)) {
    it(`never throws: ${name}`, () => {
      fc.assert(fc.property(hostile, fc.boolean(), (value, isText) => {
        coerce(schema, value, isText);
        coerceObject({ field: schema }, { field: value }, isText);
      }));
      expect(Reflect.get({}, "polluted")).toBeUndefined();
    });

    it(`leaves alone what fits already: ${name}`, () => {
      fc.assert(fc.property(fitting, (value) => {
        expect(schema.safeParse(value).success).toBe(true);
        expect(coerce(schema, value)).toEqual(value);
      }));
    });

    it(`coercing twice is coercing once: ${name}`, () => {
      fc.assert(fc.property(fc.oneof(hostile, fitting), (value) => {
        const once = coerce(schema, value);
        expect(coerce(schema, once)).toEqual(once);
      }));
    });
  }

  it("never throws for deep objects, and reaches their innermost value", () => {
    const depth = 200;
    const nest = (open: string, inner: string, close: string) =>
      JSON.parse(`${open.repeat(depth)}${inner}${close.repeat(depth)}`);
    const lists = nest("[", "1", "]");
    expect(coerce(z.array(z.array(z.unknown())), lists)).toEqual(lists);
    expect(coerce(Recursive, nest('{"value":"1","and":[', '{"value":"2"}', "]}"))).toEqual(
      nest('{"value":1,"and":[', '{"value":2}', "]}"),
    );
  });
});

describe("text that is exactly a number or boolean becomes one where the schema wants one and nothing else", () => {
  it.each([
    ["0", 0],
    ["7", 7],
    ["-12", -12],
    ["3.25", 3.25],
    ["-0.5", -0.5],
    ["9007199254740991", Number.MAX_SAFE_INTEGER],
  ])("%j is a number", (text, number) => {
    expect(coerce(z.number(), text)).toBe(number);
  });

  it.each([
    "",
    " ",
    "007",
    "01",
    "+1",
    " 7",
    "7 ",
    "1e3",
    "0x10",
    "1_000",
    "1,000",
    ".5",
    "5.",
    "--1",
    "Infinity",
    "NaN",
    "٣",
    "1n",
    "true",
    "9007199254740992",
    "-9007199254740993",
  ])("%j is none", (text) => {
    expect(coerce(z.number(), text)).toBe(text);
  });

  it("a text of 400 digits is none", () => {
    for (const digits of ["9".repeat(400), `${"9".repeat(400)}.5`]) {
      expect(coerce(z.number(), digits)).toBe(digits);
    }
  });

  it("a number reads back as the text that it came from", () => {
    const texts = fc.oneof(
      fc.string(),
      fc.double({ noNaN: true }).map(String),
      fc.maxSafeInteger().map(String),
    );
    fc.assert(fc.property(texts, (text) => {
      const value = coerce(z.number(), text);
      if (typeof value === "number") {
        expect(Object.is(Number(text), value) && Number.isFinite(value)).toBe(true);
      } else expect(value).toBe(text);
    }));
  });

  it("every safe integer survives as text", () => {
    fc.assert(fc.property(fc.maxSafeInteger(), (number) => {
      expect(coerce(z.int(), String(number))).toBe(number);
    }));
  });

  it("`true` and `false` and nothing like them", () => {
    expect([coerce(z.boolean(), "true"), coerce(z.boolean(), "false")]).toEqual([true, false]);
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.constantFrom("True", "FALSE", "yes", "1", "0", "on", 0, 1)),
        (value) => {
          fc.pre(value !== "true" && value !== "false");
          expect(coerce(z.boolean(), value)).toBe(value);
        },
      ),
    );
  });

  it("wherever the schema stands", () => {
    const schema = z.strictObject({
      limit: z.int().min(1).max(100).default(20),
      deep: z.strictObject({ flags: z.array(z.boolean()), by: z.record(z.string(), z.number()) }).optional(),
      pair: z.tuple([z.number(), z.string()]).nullable(),
      piped: z.number().transform((value) => value + 1).optional(),
    });
    const sent = { limit: "5", deep: { flags: ["true"], by: { a: "1" } }, pair: ["1", "1"], piped: "1" };
    expect(schema.parse(coerce(schema, sent))).toEqual({
      limit: 5,
      deep: { flags: [true], by: { a: 1 } },
      pair: [1, "1"],
      piped: 2,
    });
  });

  it("a literal or an enum of numbers takes its text", () => {
    expect(coerce(z.literal([1, 2]), "2")).toBe(2);
    expect(coerce(z.literal(true), "true")).toBe(true);
    expect(coerce(z.literal(1), "01")).toBe("01");
  });

  it("a literal or an enum of texts takes a safe integer, and makes nothing of lists, objects, booleans or null", () => {
    const schema = z.enum(["admin", "1", "null", "true", "[object Object]"]);
    expect(coerce(schema, 1)).toBe("1");
    for (const value of [["admin"], [["admin"]], [1], null, true, {}, ["null"], 1.5]) {
      expect(coerce(schema, value)).toBe(value);
      expect(coerce(z.literal(["admin", "1", "null", "true"]), value)).toBe(value);
    }
  });
});

describe('never in a union that takes text: "007" stays', () => {
  const unions: [string, z.ZodType][] = [
    ["number or text", z.union([z.number(), z.string()])],
    ["text or number", z.union([z.string(), z.number()])],
    ["number or boolean or text", z.union([z.number(), z.boolean(), z.string()])],
    ["number or text, optional", z.union([z.number(), z.string()]).optional()],
    ["number or text within a union", z.union([z.boolean(), z.union([z.number(), z.string()])])],
    ["number or text of five letters or more", z.union([z.number(), z.boolean(), z.string().min(5)])],
    ["number or a mail address", z.union([z.number(), z.boolean(), z.email()])],
  ];
  for (const [name, union] of unions) {
    it(name, () => {
      for (const text of ["007", "7", "true", "false", "-1", "3.5"]) expect(coerce(union, text)).toBe(text);
    });
  }

  it("a union without text takes what is meant", () => {
    expect(coerce(z.union([z.number(), z.boolean()]), "7")).toBe(7);
    expect(coerce(z.union([z.number(), z.boolean()]), "true")).toBe(true);
    expect(coerce(z.union([z.number(), z.array(z.number())]), ["1", "2"])).toEqual([1, 2]);
    expect(coerce(z.union([z.number(), z.literal("auto")]), "auto")).toBe("auto");
  });

  it("a number in a union that takes no number becomes text", () => {
    expect(coerce(z.union([z.string(), z.array(z.string())]), 7)).toBe("7");
    expect(coerce(z.union([z.string(), z.array(z.string())]), [7, "a"])).toEqual(["7", "a"]);
  });

  it("an object of the one option that it fits", () => {
    const [schema] = SCHEMAS["objects by kind"] ?? [z.never()];
    expect(coerce(schema, { kind: "a", size: "5" })).toEqual({ kind: "a", size: 5 });
    expect(coerce(schema, { kind: "b", name: 5 })).toEqual({ kind: "b", name: "5" });
  });
});

describe("safe integers become text where text is wanted", () => {
  it("exactly", () => {
    fc.assert(fc.property(fc.maxSafeInteger(), (number) => {
      expect(coerce(z.string(), number)).toBe(String(number));
    }));
  });

  it.each([[1.5], [2 ** 53], [-(2 ** 53)], [1e21], [true], [null], [[1]], [{}]])(
    "%o is left for the schema to refuse",
    (value) => {
      expect(coerce(z.string(), value)).toBe(value);
    },
  );

  it("text stays as it is", () => {
    fc.assert(fc.property(fc.string(), (text) => {
      expect(coerce(z.string(), text)).toBe(text);
    }));
  });
});

describe("`null` means absent where null is not allowed", () => {
  const shape = {
    required: z.string(),
    optional: z.string().optional(),
    preset: z.string().default("preset"),
    nullable: z.string().nullable(),
    nullish: z.string().nullish(),
    anything: z.unknown(),
  };

  it("field by field", () => {
    const sent = Object.fromEntries(Object.keys(shape).map((name) => [name, null]));
    expect(coerceObject(shape, sent)).toEqual({ nullable: null, nullish: null, anything: null });
  });

  it("in nested objects, and in a default's place", () => {
    const schema = z.strictObject({ deep: z.strictObject(shape).partial() });
    expect(schema.parse(coerce(schema, { deep: { preset: null, optional: null } }))).toEqual({
      deep: { preset: "preset" },
    });
  });

  it("stays in lists, where leaving out would shift the others", () => {
    expect(coerce(z.array(z.string().optional()), ["a", null, "b"])).toEqual(["a", null, "b"]);
  });
});

describe("snake_case spellings of known keys are accepted", () => {
  const shape = {
    threadTs: z.string().optional(),
    fileId2: z.string().optional(),
    text: z.string().optional(),
  };

  it.each([
    ["thread_ts", "threadTs"],
    ["threadTs", "threadTs"],
    ["file_id_2", "fileId2"],
    ["file_id2", "fileId2"],
    ["text", "text"],
  ])("%s is %s", (name, known) => {
    expect(knownName(shape, name)).toBe(known);
    expect(coerceObject(shape, { [name]: "x" })).toEqual({ [known]: "x" });
  });

  it.each([
    "ThreadTs",
    "thread-ts",
    "thread__ts",
    "_thread_ts",
    "threadts",
    "thread_Ts",
    "__proto__",
    "constructor",
    "toString",
    "has_own_property",
  ])(
    "%s is unknown, and stays for the schema to refuse",
    (name) => {
      expect(knownName(shape, name)).toBeUndefined();
      const sent = Object.fromEntries([[name, "x"]]);
      expect(Object.keys(coerceObject(shape, sent) as object)).toEqual([name]);
    },
  );

  it("the real spelling wins nothing over the other: both together are refused", () => {
    const schema = z.strictObject(shape);
    for (const sent of [{ thread_ts: "1", threadTs: "2" }, { threadTs: "2", thread_ts: "1" }]) {
      expect(schema.safeParse(coerceObject(shape, sent)).success).toBe(false);
    }
    expect(schema.safeParse(coerceObject(shape, { file_id_2: "1", file_id2: "2" })).success).toBe(false);
  });

  it("in nested objects and lists too", () => {
    const schema = z.strictObject({ rows: z.array(z.strictObject({ rowId: z.number() })) });
    expect(coerce(schema, { rows: [{ row_id: "1" }] })).toEqual({ rows: [{ rowId: 1 }] });
  });
});

describe("in multipart only", () => {
  const shape = {
    required: z.string().optional(),
    limit: z.number().optional(),
    preset: z.number().default(5),
    tags: z.array(z.string()).optional(),
    where: z.strictObject({ parentId: z.string(), size: z.number().optional() }).optional(),
    by: z.record(z.string(), z.number()).optional(),
    to: z.union([z.string(), z.array(z.string())]).optional(),
  };

  it.each(["", "null", "undefined"])("the text %j is absent for optional fields", (text) => {
    const sent = Object.fromEntries(Object.keys(shape).map((name) => [name, text]));
    expect(coerceObject(shape, sent, true)).toEqual({});
    expect(
      coerceObject({ note: z.string().nullish(), other: z.string().optional().nullable() }, {
        note: text,
        other: text,
      }, true),
    ).toEqual({});
  });

  it.each(["", "null", "undefined"])("... and text for required ones: %j", (text) => {
    expect(coerceObject({ text: z.string() }, { text }, true)).toEqual({ text });
  });

  it.each(["", "null", "undefined"])("... and text in JSON: %j", (text) => {
    expect(coerceObject({ note: z.string().optional() }, { note: text })).toEqual({ note: text });
    expect(
      coerceObject(
        { note: z.array(z.string().optional()).optional() },
        { note: JSON.stringify([text]) },
        true,
      ),
    )
      .toEqual({ note: [text] });
  });

  it("structured fields are JSON", () => {
    const sent = {
      tags: '["a","1"]',
      where: '{"parent_id":"x","size":"5"}',
      by: ' {"a":"1"}',
      to: '["a@example.com"]',
      limit: "3",
    };
    expect(coerceObject(shape, sent, true)).toEqual({
      tags: ["a", "1"],
      where: { parentId: "x", size: 5 },
      by: { a: 1 },
      to: ["a@example.com"],
      limit: 3,
    });
  });

  it("JSON text stays text where text is wanted", () => {
    fc.assert(fc.property(fc.json(), (text) => {
      expect(coerceObject({ text: z.string() }, { text }, true)).toEqual({ text });
    }));
  });

  it("what is no JSON stays for the schema to refuse", () => {
    expect(coerceObject(shape, { tags: "[a", where: "{", to: "[a" }, true)).toEqual({
      tags: "[a",
      where: "{",
      to: "[a",
    });
  });

  it("JSON text in a JSON body is not unpacked", () => {
    expect(coerceObject(shape, { tags: '["a"]', where: "{}" })).toEqual({ tags: '["a"]', where: "{}" });
  });

  it("a `File` stays itself", () => {
    const file = new File(["x"], "a.txt");
    expect(coerceObject({ file: z.file().optional() }, { file }, true)).toEqual({ file });
    expect((coerceObject({ file: z.unknown() }, { file }, true) as { file: unknown }).file).toBe(file);
  });
});

it("keys such as __proto__ stay keys", () => {
  const sent = JSON.parse(
    '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"limit":"5"}',
  );
  const coerced = coerceObject({ limit: z.number() }, sent) as object;
  expect(Object.keys(coerced).toSorted()).toEqual(["__proto__", "constructor", "limit"]);
  expect(Reflect.get({}, "polluted")).toBeUndefined();
  const record = coerce(z.record(z.string(), z.number()), JSON.parse('{"__proto__":"1"}')) as object;
  expect(Object.getPrototypeOf(record)).toBe(Object.prototype);
});
