/**
 * Values that a schema takes. Rules between fields cannot be read from a schema, so that an object starts as one
 * of an example and takes over of what is drawn whatever still fits.
 *
 * @module
 */
import fc from "fast-check";
import type * as z from "../../../shared/runtime/zod.ts";
import type { Samples } from "./samples.ts";
import { core, defOf, fits, type Schema } from "./schema.ts";

/** Where nothing fits: whoever holds it leaves it out. */
const NOTHING = Symbol("nothing");

const MAX_DEPTH = 6;
const FEW = 3;

export function validValues(schema: Schema, samples: Samples): fc.Arbitrary<unknown> {
  return draw(schema, samples, 0);
}

function draw(schema: Schema, samples: Samples, depth: number): fc.Arbitrary<unknown> {
  const inner = core(schema);
  const known = (samples.get(inner) ?? []).filter((value) => fits(schema, value));
  if (depth > MAX_DEPTH) return known.length > 0 ? fc.constantFrom(...known) : fc.constant(NOTHING);
  const drawn = drawInner(inner, samples, known, depth);
  const options: fc.WeightedArbitrary<unknown>[] = [{ weight: 3, arbitrary: drawn }];
  if (known.length > 0) options.push({ weight: 2, arbitrary: fc.constantFrom(...known) });
  if (defOf(schema).type === "nullable") options.push({ weight: 1, arbitrary: fc.constant(null) });
  return fc.oneof(...options).map((value) =>
    value === NOTHING || !fits(schema, value) ? known[0] ?? NOTHING : value
  );
}

function drawInner(
  schema: Schema,
  samples: Samples,
  known: readonly unknown[],
  depth: number,
): fc.Arbitrary<unknown> {
  const def = defOf(schema);
  switch (def.type) {
    case "string":
      return texts(schema, known);
    case "number":
      return numbers(schema);
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    case "literal":
      return fc.constantFrom(...def.values);
    case "enum":
      return fc.constantFrom(...Object.values(def.entries));
    case "file":
      return fc.constantFrom(...FILES);
    case "array": {
      const [least, most] = lengths(schema);
      const items = fc.array(draw(def.element, samples, depth + 1), {
        minLength: least,
        maxLength: Math.max(least, Math.min(most, least + FEW)),
      });
      return items.map((list) => list.filter((item) => item !== NOTHING));
    }
    case "tuple":
      return fc.tuple(...def.items.map((item) => draw(item, samples, depth + 1)));
    case "record": {
      const entry = fc.tuple(draw(def.keyType, samples, depth + 1), draw(def.valueType, samples, depth + 1));
      return fc.array(entry, { minLength: 1, maxLength: FEW }).map((entries) =>
        Object.fromEntries(entries.filter((pair) => !pair.includes(NOTHING)))
      );
    }
    case "object":
      return objects(schema, def.shape, samples, known, depth);
    case "union":
      return fc.oneof(...def.options.map((option) => ({
        // Text says the most.
        weight: defOf(core(option)).type === "string" ? 2 : 1,
        arbitrary: draw(option, samples, depth + 1),
      })));
    case "unknown":
    case "any":
      return fc.oneof(
        fc.constantFrom("plain words", 42, true, null),
        fc.dictionary(fc.constantFrom("name", "count", "note"), fc.constantFrom("plain words", 42, true)),
      );
    default:
      throw new Error(`Expected a way to draw values of the type ${def.type}`);
  }
}

function objects(
  schema: Schema,
  shape: Readonly<Record<string, Schema>>,
  samples: Samples,
  known: readonly unknown[],
  depth: number,
): fc.Arbitrary<unknown> {
  const fields = Object.entries(shape).map(([name, member]) => {
    const drawn = draw(member, samples, depth + 1);
    const required = member._zod.optin === undefined;
    return [
      name,
      required && known.length === 0 ? drawn : fc.option(drawn, { nil: NOTHING, freq: 2 }),
    ] as const;
  });
  const dropped = fc.subarray(Object.keys(shape).filter((name) => shape[name]?._zod.optin !== undefined));
  return fc.record({
    base: fc.constantFrom(...known.length > 0 ? known : [undefined]) as fc.Arbitrary<object | undefined>,
    drawn: fc.record(Object.fromEntries(fields)),
    dropped: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: dropped }),
  }).map(({ base, drawn, dropped }) => {
    const entries = Object.entries(drawn).filter(([, value]) => value !== NOTHING);
    if (!base) return Object.fromEntries(entries);
    const smaller = withoutNames(base, dropped);
    return merge(schema, fits(schema, smaller) ? smaller : base, entries);
  });
}

/** Takes over each entry with which the object still fits, if need be instead of another one. */
function merge(schema: Schema, base: object, entries: readonly (readonly [string, unknown])[]): object {
  let merged = base;
  for (const [name, value] of entries) {
    const changed = { ...merged, [name]: value };
    const { error } = (schema as z.ZodType).safeParse(changed);
    if (!error) {
      merged = changed;
    } else if (error.issues.every(({ path }) => path[0] !== name)) {
      const others = Object.keys(changed).filter((other) => other !== name);
      const instead = others.map((other) => withoutNames(changed, [other])).find((one) => fits(schema, one));
      merged = instead ?? merged;
    }
  }
  return merged;
}

function withoutNames(value: object, names: readonly string[]): object {
  return Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));
}

const FILES = [
  new File(["name,total\nAnn,12\n"], "orders.csv", { type: "text/csv" }),
  new File([Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)], "dot.png", { type: "image/png" }),
  new File([], "empty.txt", { type: "text/plain" }),
];

/** One of each kind of text that schemas ask for; what a schema does not take is left out. */
export const HARMLESS = [
  ...["Words", "plain words", "Ein schöner Tag", "one line\nand another", "x", "42", "en", "EUR", "09:30"],
  ...["2026-05-06", "2026-05-06T10:00:00Z", "2026-05-06T12:00:00.000+02:00", "Europe/Berlin", "PT1H"],
  ...["ann@example.com", "https://example.com/page", "example.com", "https://base44.app/files/orders.csv"],
  ...[
    "123e4567-e89b-42d3-a456-426614174000",
    "0123456789abcdef0123456789abcdef",
    "aGVsbG8=",
    "#336699",
    "👍",
  ],
  ...["A1:B2", "text/plain", "folder/file.txt", "owner/name", "12345", "C0123456789", "Name"],
];

function texts(schema: Schema, known: readonly unknown[]): fc.Arbitrary<unknown> {
  const { minimum = 0, maximum = 200, patterns } = limitsOf(schema);
  const filled = [minimum, maximum].filter((length) => length > 0 && length <= 5_000)
    .map((length) => "abcde fghi ".repeat(Math.ceil(length / 11)).slice(0, length - 1) + "z");
  const candidates = [...known, ...HARMLESS, ...filled, ...patterns.flatMap(matching)];
  const taken = [...new Set(candidates)].filter((text) => fits(schema, text));
  const fixed = taken.length > 0 ? fc.constantFrom(...taken) : fc.constant(NOTHING);
  if (patterns.length > 0 || "format" in defOf(schema)) return fixed;
  return fc.oneof({ weight: 3, arbitrary: fixed }, { weight: 1, arbitrary: freeText(minimum, maximum) });
}

const freeTexts = new Map<string, fc.Arbitrary<string>>();

/** Kept, since fast-check takes its time to make one. */
function freeText(minLength: number, maximum: number): fc.Arbitrary<string> {
  const maxLength = Math.min(maximum, minLength + 40);
  const key = `${minLength}-${maxLength}`;
  const made = freeTexts.get(key) ?? fc.string({ unit: "grapheme", minLength, maxLength });
  freeTexts.set(key, made);
  return made;
}

/** fast-check knows no lookaround and no properties of characters. */
function matching(pattern: RegExp): string[] {
  try {
    return fc.sample(fc.stringMatching(pattern), { numRuns: 10, seed: 1 });
  } catch {
    return [];
  }
}

function numbers(schema: Schema): fc.Arbitrary<unknown> {
  const { least = -1_000, most = least + 2_000, isWhole } = limitsOf(schema);
  const near = Math.min(most, least + 50);
  const whole = fc.oneof(fc.integer({ min: least, max: near }), fc.constantFrom(least, most));
  if (isWhole) return whole;
  return fc.oneof(whole, fc.integer({ min: least * 10, max: near * 10 }).map((tenths) => tenths / 10));
}

function lengths(schema: Schema): [number, number] {
  const { minimum = 0, maximum = Infinity } = limitsOf(schema);
  return [minimum, maximum];
}

interface Limits {
  /** Of a length. */
  minimum?: number;
  maximum?: number;
  /** Of a number. */
  least?: number;
  most?: number;
  isWhole?: boolean;
  patterns: RegExp[];
}

/** What the checks of a schema say. */
function limitsOf(schema: Schema): Limits {
  const def = defOf(schema);
  const limits: Limits = { patterns: [], isWhole: "format" in def && def.format === "safeint" };
  for (const check of def.checks ?? []) {
    const told = (check as z.core.$ZodChecks)._zod.def;
    if (told.check === "min_length") limits.minimum = told.minimum;
    if (told.check === "max_length") limits.maximum = told.maximum;
    if (told.check === "length_equals") limits.minimum = limits.maximum = told.length;
    if (told.check === "greater_than") limits.least = Number(told.value) + (told.inclusive ? 0 : 1);
    if (told.check === "less_than") limits.most = Number(told.value) - (told.inclusive ? 0 : 1);
    if (told.check === "string_format" && told.pattern) limits.patterns.push(told.pattern);
    if (told.check === "number_format") limits.isWhole = told.format === "safeint";
  }
  return limits;
}
