/**
 * What identifies a record in an upsert.
 *
 * @see https://airtable.com/developers/web/api/update-multiple-records
 * @module
 * @version 0.1.0
 */
import { formatPath } from "../runtime/issues.ts";
import type * as z from "../runtime/zod.ts";

interface Upserts {
  mergeOn: readonly string[];
  records: readonly { id?: string | undefined; fields: Readonly<Record<string, unknown>> }[];
}

/**
 * For `superRefine`: a record without an ID has a value in every merge field, and no two records mean the same
 * one. Airtable refuses the first, and in the second case the order would decide.
 */
export function distinctKeys({ mergeOn, records }: Upserts, context: z.core.$RefinementCtx): void {
  const places = new Map<string, number>();
  for (const [index, { id, fields }] of records.entries()) {
    const refuse = (message: string) =>
      context.addIssue({ code: "custom", path: ["records", index], message });
    const missing = id === undefined ? mergeOn.find((name) => isBlank(fields, name)) : undefined;
    if (missing !== undefined) refuse(`expected a value of the merge field ${formatPath([missing])}`);
    const key = id ?? JSON.stringify(mergeOn.map((name) => fields[name]));
    const place = places.get(key);
    if (place !== undefined) refuse(`means the same record as records[${place}]`);
    places.set(key, index);
  }
}

function isBlank(fields: Readonly<Record<string, unknown>>, name: string): boolean {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  return value === undefined || value === null || value === "";
}
