/**
 * Brings values into the types that a schema wants, where nothing else can be meant: workflows and agents send
 * numbers as text, and multipart sends everything as text.
 *
 * @module
 * @version 0.1.0
 */
import type * as z from "./zod.ts";

import { isTooDeep } from "./depth.ts";

type Schema = z.core.$ZodType;
type Shape = Readonly<Record<string, Schema>>;

/** What multipart makes of absent values. */
const ABSENT_TEXT = new Set(["", "null", "undefined"]);
const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?$/;

/**
 * Text that is exactly a number or a boolean becomes one where only that fits; safe integers become text where
 * only text fits; `null` is absent where it is not allowed; snake_case spellings of known names are accepted.
 * With `isText`, empty values are absent and structured values are JSON.
 */
export function coerce(schema: Schema, value: unknown, isText = false): unknown {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case "optional":
    case "default":
    case "prefault":
      if (value === undefined || (isText && ABSENT_TEXT.has(value as string))) return undefined;
      return coerce(def.innerType, value, isText);
    case "nullable":
      return value === null ? null : coerce(def.innerType, value, isText);
    case "readonly":
    case "nonoptional":
    case "catch":
      return coerce(def.innerType, value, isText);
    case "lazy":
      return coerce(def.getter(), value, isText);
    case "pipe":
      return coerce(def.in, value, isText);
    case "number":
      return typeof value === "string" && isExactNumber(value) ? Number(value) : value;
    case "boolean":
      return value === "true" ? true : value === "false" ? false : value;
    case "string":
      return Number.isSafeInteger(value) ? String(value) : value;
    case "literal":
      return sameText(def.values, value);
    case "enum":
      return sameText(Object.values(def.entries), value);
    case "array":
      return mapArray(cut(fromJson(value, isText), mostItems(schema)), (item) => coerce(def.element, item));
    case "tuple":
      return mapArray(fromJson(value, isText), (item, index) => {
        const element = def.items[index];
        return element ? coerce(element, item) : item;
      });
    case "record":
      return mapEntries(fromJson(value, isText), ([name, item]) => [name, coerce(def.valueType, item)]);
    case "object":
      return coerceObject(def.shape, fromJson(value, isText));
    case "union":
      return coerceUnion(schema, def.options, cut(fromJson(value, isText), mostItems(schema)));
    default:
      return value;
  }
}

/** Of the values that a schema takes the one that reads the same. What `toString` says of an object is its own. */
function sameText(taken: readonly unknown[], value: unknown): unknown {
  if (taken.includes(value) || !(typeof value === "string" || Number.isSafeInteger(value))) return value;
  return taken.find((candidate) => String(candidate) === String(value)) ?? value;
}

/** The values of an object by the names of its shape. Unknown names stay, for the schema to refuse. */
export function coerceObject(shape: Shape, value: unknown, isText = false): unknown {
  const taken = new Set<string>();
  return mapEntries(value, ([name, item]) => {
    const known = knownName(shape, name);
    const schema = known === undefined ? undefined : shape[known];
    if (known === undefined || schema === undefined) return [name, item];
    if (known !== name && (taken.has(known) || Object.hasOwn(value as object, known))) return [name, item];
    taken.add(known);
    if (item === null && !acceptsNull(schema)) return [known, undefined];
    return [known, coerce(schema, item, isText)];
  });
}

/** `thread_ts` is known as `threadTs`. */
export function knownName(shape: Shape, name: string): string | undefined {
  if (Object.hasOwn(shape, name)) return name;
  const camelCase = name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  return Object.hasOwn(shape, camelCase) ? camelCase : undefined;
}

/** The most items of a list that a schema may take. */
function mostItems(schema: Schema): number {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type === "union") return Math.max(...def.options.map(mostItems));
  if (def.type === "pipe") return mostItems(def.in);
  if ("innerType" in def) return mostItems(def.innerType as Schema);
  if (def.type !== "array") return def.type === "unknown" || def.type === "any" ? Infinity : 0;
  const checks = (def.checks ?? []).map((check) =>
    check._zod.def as { check: string; maximum?: number; length?: number }
  );
  return Math.min(...checks.map(({ maximum, length }) => maximum ?? length ?? Infinity));
}

/** Too long a list is refused for its length, so that nobody need look at hundreds of thousands of items. */
function cut(value: unknown, most: number): unknown {
  return Array.isArray(value) && value.length > most + 1 ? value.slice(0, most + 1) : value;
}

/** Text stays text in a union that takes text: "007" may be a name. */
function coerceUnion(union: Schema, options: readonly Schema[], value: unknown): unknown {
  if (fits(union, value) || (typeof value === "string" && takesText(union))) return value;
  for (const option of options) {
    const coerced = coerce(option, value);
    if (fits(option, coerced)) return coerced;
  }
  return value;
}

function takesText(schema: Schema): boolean {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type === "string") return true;
  if (def.type === "union") return def.options.some(takesText);
  if (def.type === "pipe") return takesText(def.in);
  return "innerType" in def && takesText(def.innerType as Schema);
}

function fits(schema: Schema, value: unknown): boolean {
  try {
    return (schema as z.ZodType).safeParse(value).success;
  } catch (error) {
    if (!isIncomparable(value)) throw error;
    return false;
  }
}

/** zod compares the `length` or `size` of whatever it gets, and throws for `{ "length": { "toString": 1 } }`. */
export function isIncomparable(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return Object.hasOwn(value, "toString") || Object.hasOwn(value, "valueOf") ||
    Object.values(value).some(isIncomparable);
}

function acceptsNull(schema: Schema): boolean {
  return fits(schema, null);
}

function isExactNumber(text: string): boolean {
  if (!NUMBER.test(text)) return false;
  const number = Number(text);
  return Number.isInteger(number) ? Number.isSafeInteger(number) : Number.isFinite(number);
}

function fromJson(value: unknown, isText: boolean): unknown {
  if (!isText || typeof value !== "string" || !/^\s*[[{]/.test(value)) return value;
  try {
    const parsed: unknown = JSON.parse(value);
    return isTooDeep(parsed) ? value : parsed;
  } catch {
    return value;
  }
}

function mapArray(value: unknown, map: (item: unknown, index: number) => unknown): unknown {
  return Array.isArray(value) ? value.map(map) : value;
}

function mapEntries(value: unknown, map: (entry: [string, unknown]) => [string, unknown]): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value) || value instanceof Blob) {
    return value;
  }
  return Object.fromEntries(Object.entries(value).map(map).filter(([, item]) => item !== undefined));
}
