/**
 * Items of the CMS: their fields, in which times are objects, on the way in and out.
 *
 * @see https://dev.wix.com/docs/api-reference/business-solutions/cms/data-items/introduction
 * @module
 * @version 0.1.0
 */
import { inputError } from "../runtime/issues.ts";
import { instant } from "../runtime/time.ts";
import * as z from "../runtime/zod.ts";

export const ItemAnswer = z.object({
  id: z.string(),
  data: z.record(z.string(), z.unknown()).nullish(),
});

export const itemShape = z.object({
  id: z.string().describe("ID of the item"),
  createdAt: z.string().nullable().describe("When it was created, ISO 8601; null where it was not read"),
  updatedAt: z.string().nullable().describe("When it was last changed, ISO 8601; null where it was not read"),
  owner: z.string().nullable().describe("ID of who created it; null where it was not read"),
  fields: z.record(z.string(), z.unknown()).describe("Values by the keys of the fields; times as ISO 8601"),
});

export function readItem({ id, data }: z.output<typeof ItemAnswer>): z.output<typeof itemShape> {
  const { _id, _owner, _createdDate, _updatedDate, ...fields } = data ?? {};
  return {
    id,
    createdAt: textOrNull(plainValue(_createdDate)),
    updatedAt: textOrNull(plainValue(_updatedDate)),
    owner: textOrNull(_owner),
    fields: Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, plainValue(value)])),
  };
}

function textOrNull(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

/** `{ "$date": time }` becomes the time itself, at any depth. */
export function plainValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plainValue);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value);
  const [first] = entries;
  if (entries.length === 1 && first?.[0] === "$date" && typeof first[1] === "string") return first[1];
  return Object.fromEntries(entries.map(([key, inner]) => [key, plainValue(inner)]));
}

/** A time the way Wix stores it. */
export function wixTime(time: string): { $date: string } {
  return { $date: new Date(time).toISOString() };
}

const SET_BY_WIX = ["_id", "_owner", "_createdDate", "_updatedDate"];

/** https://dev.wix.com/docs/rest/business-solutions/cms/introduction */
export const fieldKey = z.string().regex(
  /^[A-Za-z_][\w-]{0,63}$/,
  "expected the key of a field, such as dueDate",
);

export const itemFields = z.record(fieldKey, z.unknown()).refine(
  (fields) => !SET_BY_WIX.some((key) => Object.hasOwn(fields, key)),
  `expected no ${SET_BY_WIX.join(", ")}: Wix sets them`,
);

interface Values {
  fields?: Readonly<Record<string, unknown>> | undefined;
  dateFields?: readonly string[] | undefined;
}

/** The values to send. Throws `invalid_input` where a field of `dateFields` holds no time. */
export function itemValues({ fields = {}, dateFields = [] }: Values): Record<string, unknown> {
  const times = dateFields.map((key, index) => {
    if (!Object.hasOwn(fields, key)) {
      throw inputError([{ path: `dateFields[${index}]`, message: "expected the key of a field in fields" }]);
    }
    return [key, timeValue(key, fields[key])];
  });
  return { ...fields, ...Object.fromEntries(times) };
}

function timeValue(key: string, value: unknown): unknown {
  if (value === null) return null;
  const { data, error } = instant.safeParse(value);
  if (data !== undefined) return wixTime(data);
  throw inputError([{ path: `fields.${key}`, message: error?.issues[0]?.message ?? "expected a time" }]);
}

/** One change per field; `null` takes the field away. */
export function fieldModifications(values: Readonly<Record<string, unknown>>): Record<string, unknown>[] {
  return Object.entries(values).map(([fieldPath, value]) =>
    value === null
      ? { fieldPath, action: "REMOVE_FIELD" }
      : { fieldPath, action: "SET_FIELD", setFieldOptions: { value } }
  );
}
