/**
 * Values that the examples of a function have, by the schema that they fit: nothing else knows so well what an ID
 * of a service looks like.
 *
 * @module
 */
import { core, defOf, fits, memberSchema, type Schema } from "./schema.ts";

export type Samples = Map<Schema, unknown[]>;

export function collectSamples(schema: Schema, value: unknown, samples: Samples): void {
  if (value === undefined || value === null) return;
  const inner = core(schema);
  samples.set(inner, [...samples.get(inner) ?? [], value]);
  const def = defOf(inner);
  if (def.type === "union") {
    for (const option of def.options) if (fits(option, value)) collectSamples(option, value, samples);
    return;
  }
  if (typeof value !== "object" || value instanceof Blob) return;
  if (def.type === "record") {
    for (const key of Object.keys(value)) collectSamples(def.keyType, key, samples);
  }
  for (const [name, item] of Object.entries(value)) {
    const member = memberSchema(inner, value, name);
    if (member) collectSamples(member, item, samples);
  }
}
