/**
 * Finds the fields of an input that take text, and puts other values there.
 *
 * @module
 */
import type * as z from "../../../shared/runtime/zod.ts";

type Schema = z.core.$ZodType;

/** Paths such as `attachments.0.name`: what the input holds as text, and every other field that may. */
export function textFields(shape: Readonly<Record<string, Schema>>, input: object): string[] {
  const held = textPaths(input, "");
  const absent = Object.entries(shape).filter(([name, schema]) =>
    !held.some((path) => path === name || path.startsWith(`${name}.`)) && takesText(schema)
  );
  return [...held, ...absent.map(([name]) => name)];
}

function textPaths(value: unknown, path: string): string[] {
  if (typeof value === "string") return [path];
  if (typeof value !== "object" || value === null || value instanceof Blob) return [];
  return Object.entries(value).flatMap(([name, item]) => textPaths(item, path ? `${path}.${name}` : name));
}

function takesText(schema: Schema): boolean {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case "string":
      return true;
    case "optional":
    case "default":
    case "prefault":
    case "nullable":
    case "readonly":
      return takesText(def.innerType);
    case "pipe":
      return takesText(def.in);
    case "union":
      return def.options.some(takesText);
    default:
      return false;
  }
}

export function valueAt(value: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>(
    (inner, name) =>
      typeof inner === "object" && inner !== null ? (inner as Record<string, unknown>)[name] : undefined,
    value,
  );
}

/** A copy with another value at the path; without one where that is `undefined`. */
export function withValue(value: object, path: string, item: unknown): object {
  const [name = "", ...rest] = path.split(".");
  const inner = (value as Record<string, unknown>)[name];
  const changed = rest.length > 0 && typeof inner === "object" && inner !== null
    ? withValue(inner, rest.join("."), item)
    : item;
  const entries = Object.entries(value).filter(([key]) => key !== name);
  if (changed !== undefined) entries.push([name, changed]);
  if (!Array.isArray(value)) return Object.fromEntries(entries);
  return value.map((old, index) => String(index) === name ? changed : old);
}
