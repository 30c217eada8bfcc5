/**
 * What the fuzzing needs to know of a zod schema.
 *
 * @module
 */
import type * as z from "../../../shared/runtime/zod.ts";

export type Schema = z.core.$ZodType;
export type Def = z.core.$ZodTypes["_zod"]["def"];

export function defOf(schema: Schema): Def {
  return (schema as z.core.$ZodTypes)._zod.def;
}

/** zod throws for a `length` that cannot be compared. */
export function fits(schema: Schema, value: unknown): boolean {
  try {
    return (schema as z.ZodType).safeParse(value).success;
  } catch {
    return false;
  }
}

/** The schema that says which values are taken, without what only makes it optional or changes the result. */
export function core(schema: Schema): Schema {
  const def = defOf(schema);
  switch (def.type) {
    case "optional":
    case "default":
    case "prefault":
    case "nullable":
    case "readonly":
    case "nonoptional":
    case "catch":
      return core(def.innerType);
    case "lazy":
      return core(def.getter());
    case "pipe":
      return core(defOf(def.in).type === "transform" ? def.out : def.in);
    default:
      return schema;
  }
}

/** The schema of a member that a value of this schema has, where it says one. */
export function memberSchema(schema: Schema, value: unknown, name: string): Schema | undefined {
  const inner = core(schema);
  const def = defOf(inner);
  switch (def.type) {
    case "object":
      return Object.hasOwn(def.shape, name) ? def.shape[name] : undefined;
    case "record":
      return def.valueType;
    case "array":
      return def.element;
    case "tuple":
      return def.items[Number(name)];
    case "union": {
      const option = def.options.find((option) => fits(option, value));
      return option && memberSchema(option, value, name);
    }
    default:
      return undefined;
  }
}

/** The names of all objects within a schema: every other name in an input is the caller's own. */
export function declaredNames(
  schema: Schema,
  names = new Set<string>(),
  seen = new Set<Schema>(),
): Set<string> {
  const inner = core(schema);
  if (seen.has(inner)) return names;
  seen.add(inner);
  for (const [name, member] of innerSchemas(inner)) {
    if (name !== undefined) names.add(name);
    declaredNames(member, names, seen);
  }
  return names;
}

/** The words of all lists and constants within a schema. */
export function declaredWords(schema: Schema, seen = new Set<Schema>()): string[] {
  const inner = core(schema);
  if (seen.has(inner)) return [];
  seen.add(inner);
  const def = defOf(inner);
  if (def.type === "enum") return Object.values(def.entries).map(String);
  if (def.type === "literal") return def.values.map(String);
  return innerSchemas(inner).flatMap(([, member]) => declaredWords(member, seen));
}

function innerSchemas(schema: Schema): [string | undefined, Schema][] {
  const def = defOf(schema);
  switch (def.type) {
    case "object":
      return Object.entries(def.shape);
    case "record":
      return [[undefined, def.valueType]];
    case "array":
      return [[undefined, def.element]];
    case "tuple":
      return def.items.map((item) => [undefined, item]);
    case "union":
      return def.options.map((option) => [undefined, option]);
    default:
      return [];
  }
}
