/**
 * The places in an input that may hold text of anybody's choice, and changing what is there.
 *
 * @module
 */
import { core, defOf, fits, memberSchema, type Schema } from "./schema.ts";

export interface Place {
  path: readonly string[];
  /** The place is the last name of the path itself. */
  key?: true;
}

/** Texts and the caller's own names: not the words of a list that the schema gives. */
export function textPlaces(
  schema: Schema | undefined,
  value: unknown,
  path: readonly string[] = [],
): Place[] {
  if (typeof value === "string") return takesAnyText(schema, value) ? [{ path }] : [];
  if (typeof value !== "object" || value === null || value instanceof Blob) return [];
  const isFree = schema === undefined || isFreeForm(schema, value);
  const isRecord = !Array.isArray(value) && (isFree || hasOwnNames(schema, value));
  return Object.entries(value).flatMap(([name, item]) => {
    const member = isFree ? undefined : memberSchema(schema, value, name);
    const at = [...path, name];
    const key: Place[] = isRecord ? [{ path: at, key: true }] : [];
    return [...key, ...textPlaces(member, item, at)];
  });
}

function takesAnyText(schema: Schema | undefined, value: string): boolean {
  if (!schema) return true;
  const inner = core(schema);
  const def = defOf(inner);
  if (def.type === "union") {
    return def.options.some((option) => fits(option, value) && takesAnyText(option, value));
  }
  return def.type === "string" || def.type === "unknown" || def.type === "any";
}

function isFreeForm(schema: Schema, value: object): boolean {
  const def = defOf(core(schema));
  if (def.type === "union") {
    const option = def.options.find((option) => fits(option, value));
    return option !== undefined && isFreeForm(option, value);
  }
  return def.type === "unknown" || def.type === "any";
}

function hasOwnNames(schema: Schema, value: object): boolean {
  const def = defOf(core(schema));
  if (def.type === "union") {
    return def.options.some((option) => fits(option, value) && hasOwnNames(option, value));
  }
  return def.type === "record";
}

/** Every place of a value, itself left out. */
export function allPlaces(value: unknown, path: readonly string[] = []): Place[] {
  if (typeof value !== "object" || value === null || value instanceof Blob) return [];
  return Object.entries(value).flatMap(([name, item]) => {
    const at = [...path, name];
    return [{ path: at }, ...allPlaces(item, at)];
  });
}

export function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, name) =>
      typeof inner === "object" && inner !== null && Object.hasOwn(inner, name)
        ? (inner as Record<string, unknown>)[name]
        : undefined,
    value,
  );
}

/** A copy with other members at the path; `change` gets the value there and answers the members that replace it. */
export function replaceAt(
  value: unknown,
  [name = "", ...rest]: readonly string[],
  change: (item: unknown, name: string) => [string, unknown][],
): unknown {
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).flatMap(([key, item]): [string, unknown][] => {
    if (key !== name) return [[key, item]];
    return rest.length > 0 ? [[key, replaceAt(item, rest, change)]] : change(item, key);
  });
  return Array.isArray(value) ? entries.map(([, item]) => item) : Object.fromEntries(entries);
}

/** A copy with the text at a place, or as its name. */
export function withText(value: unknown, { path, key }: Place, change: (old: string) => unknown): unknown {
  return replaceAt(value, path, (item, name) => {
    if (!key) return [[name, change(String(item))]];
    return [[String(change(name)), item]];
  });
}
