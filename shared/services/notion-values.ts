/**
 * Notion's property objects as plain values: names of options, texts, numbers, dates, ids.
 *
 * @see https://developers.notion.com/reference/page-property-values
 * @module
 * @version 0.1.0
 */
import * as z from "../runtime/zod.ts";

/** A property of a page; its value is under the name of its type. */
export const PropertyAnswer = z.looseObject({ type: z.string() });
export type PropertyAnswer = z.output<typeof PropertyAnswer>;

const RichText = z.array(z.object({ plain_text: z.string() }));

/** The text without its marks and links. */
export const PlainText = RichText.transform((items) => items.map((item) => item.plain_text).join(""));

const Option = z.object({ name: z.string() }).transform(({ name }) => name);

const DateRange = z.object({
  start: z.string(),
  end: z.string().nullish(),
  time_zone: z.string().nullish(),
}).transform(({ start, end, time_zone }) => ({ start, end: end ?? null, timeZone: time_zone ?? null }));

/** People without the capability for user information have an ID only; groups have no address. */
const Person = z.object({
  id: z.string(),
  name: z.string().nullish(),
  person: z.object({ email: z.string().nullish() }).nullish(),
}).transform(({ id, name, person }) => ({ id, name: name ?? null, email: person?.email ?? null }));

const StoredFile = z.object({
  name: z.string(),
  file: z.object({ url: z.string(), expiry_time: z.string().nullish() }).nullish(),
  external: z.object({ url: z.string() }).nullish(),
}).transform(({ name, file, external }) => ({
  name,
  url: file?.url ?? external?.url ?? null,
  expiresAt: file?.expiry_time ?? null,
}));

const UniqueId = z.object({ prefix: z.string().nullish(), number: z.number() }).transform(
  ({ prefix, number }) => prefix ? `${prefix}-${number}` : String(number),
);

const Text = z.string();

const VALUES = new Map<string, z.ZodType>([
  ["title", PlainText],
  ["rich_text", PlainText],
  ["number", z.number()],
  ["checkbox", z.boolean()],
  ["url", Text],
  ["email", Text],
  ["phone_number", Text],
  ["created_time", Text],
  ["last_edited_time", Text],
  ["select", Option],
  ["status", Option],
  ["multi_select", z.array(Option)],
  ["date", DateRange],
  ["people", z.array(Person)],
  ["created_by", Person],
  ["last_edited_by", Person],
  ["files", z.array(StoredFile)],
  ["relation", z.array(z.object({ id: z.string() }).transform(({ id }) => id))],
  ["unique_id", UniqueId],
  ["verification", z.object({ state: z.string() }).transform(({ state }) => state)],
  ["place", z.looseObject({})],
  // What formulas and rollups result in.
  ["string", Text],
  ["boolean", z.boolean()],
]);

/** The plain value of a property; `null` where it is empty, or of a type that is not known. */
export function decodeProperty(property: PropertyAnswer): unknown {
  const { type } = property;
  const value = property[type];
  if (type === "formula" || type === "rollup") {
    const { data } = PropertyAnswer.safeParse(value);
    return data ? decodeProperty(data) : null;
  }
  if (type === "array") return z.array(PropertyAnswer).catch([]).parse(value).map(decodeProperty);
  return VALUES.get(type)?.safeParse(value).data ?? null;
}

/** By name, all or those of `names`. */
export function decodeProperties(
  properties: Record<string, PropertyAnswer>,
  names?: readonly string[],
): Record<string, unknown> {
  const entries = Object.entries(properties).filter(([name]) => names?.includes(name) ?? true);
  return Object.fromEntries(entries.map(([name, property]) => [name, decodeProperty(property)]));
}

export const propertyValues = z.record(z.string(), z.unknown()).describe(
  "Plain values by property: text, number, boolean, name or names of options, { start, end, timeZone }, " +
    "people as { id, name, email }, files as { name, url, expiresAt }, IDs of related pages, or null",
);
