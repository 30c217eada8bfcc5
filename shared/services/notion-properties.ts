/**
 * Plain values as Notion's property objects, the way back from notion-values.ts. Which one a value becomes
 * depends on the property's type, so that has to be known.
 *
 * @see https://developers.notion.com/reference/page-property-values
 * @module
 * @version 0.1.0
 */
import { coerce } from "../runtime/coerce.ts";
import type { Issue } from "../runtime/errors.ts";
import { describeIssues, inputError } from "../runtime/issues.ts";
import * as z from "../runtime/zod.ts";
import { notionId } from "./notion.ts";

/** What is known of a property: its type, and the names that a status may have. */
export interface PropertyType {
  type: string;
  options?: readonly string[] | undefined;
}

/** https://developers.notion.com/reference/request-limits */
const MAX_ITEM = 2_000;
const MAX_ITEMS = 100;
// Items that end before a surrogate pair hold one unit less.
const MAX_TEXT = MAX_ITEMS * (MAX_ITEM - 1);
const MAX_LISTED = 20;

/** A text in items of the length that Notion takes, none of which ends within a character. */
export function richText(text: string): { type: "text"; text: { content: string } }[] {
  const items: string[] = [];
  for (let start = 0; start < text.length;) {
    const end = start + MAX_ITEM;
    const isWithinPair = /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(end - 1, end + 1));
    items.push(text.slice(start, isWithinPair ? end - 1 : end));
    start += items.at(-1)?.length ?? end;
  }
  return items.map((content) => ({ type: "text", text: { content } }));
}

export const plainText = z.string().max(MAX_TEXT);
const Text = plainText.nullable().transform((text) => richText(text ?? ""));
const Option = z.string().min(1).max(MAX_ITEM).transform((name) => ({ name }));
const IsoDate = z.string().refine(
  (text) => z.union([z.iso.date(), z.iso.datetime({ offset: true, local: true })]).safeParse(text).success,
  "expected a date such as 2026-06-01 or 2026-06-01T09:00:00Z",
);
const DateRange = z.strictObject({
  start: IsoDate,
  end: IsoDate.nullish(),
  timeZone: z.string().max(100).nullish(),
}).transform(({ start, end, timeZone }) => ({
  start,
  ...(end && { end }),
  ...(timeZone && { time_zone: timeZone }),
}));
/** As an ID, or as an object that holds it. */
const Reference = z.union([notionId, z.looseObject({ id: notionId }).transform(({ id }) => id)]);
const FileLink = z.strictObject({
  name: z.string().min(1).max(MAX_ITEM),
  url: z.url({ protocol: /^https$/ }).max(MAX_ITEM),
  // Addresses of files that Notion stores expire, so they cannot be set.
  expiresAt: z.null().optional(),
}).transform(({ name, url }) => ({ name, external: { url } }));
const UploadedFile = z.strictObject({
  name: z.string().min(1).max(MAX_ITEM).optional(),
  fileUploadId: notionId,
})
  .transform(({ name, fileUploadId }) => ({ name, file_upload: { id: fileUploadId } }));

function list<T extends z.ZodType>(item: T) {
  return z.array(item).max(MAX_ITEMS).nullable().transform((items) => items ?? []);
}

function address(max: number) {
  return z.string().max(max).nullable().transform((text) => text || null);
}

const ENCODERS = new Map<string, z.ZodType>([
  ["title", Text],
  ["rich_text", Text],
  ["number", z.number().nullable()],
  ["checkbox", z.boolean()],
  ["select", Option.nullable()],
  ["status", Option.nullable()],
  ["multi_select", list(Option)],
  ["date", z.union([IsoDate.transform((start) => ({ start })), DateRange]).nullable()],
  ["people", list(Reference.transform((id) => ({ object: "user", id })))],
  ["relation", list(Reference.transform((id) => ({ id })))],
  ["url", address(MAX_ITEM)],
  ["email", address(200)],
  ["phone_number", address(200)],
  ["files", list(z.union([FileLink, UploadedFile]))],
]);

const COMPUTED = new Set([
  "formula",
  "rollup",
  "created_time",
  "created_by",
  "last_edited_time",
  "last_edited_by",
  "unique_id",
  "button",
  "verification",
]);

/** Whether Notion, and nobody else, sets the values of such a property. */
export function isComputed(type: string): boolean {
  return COMPUTED.has(type);
}

/** Throws with every value that its property cannot take. `path` is where they stand in the input. */
export function encodeProperties(
  values: Record<string, unknown>,
  types: ReadonlyMap<string, PropertyType>,
  path = "properties",
): Record<string, unknown> {
  const issues: Issue[] = [];
  const encoded = Object.entries(values).map(([name, value]) => {
    const property = types.get(name);
    const at = `${path}.${name}`;
    if (!property) {
      issues.push({ path: at, message: notAProperty(types) });
      return [name, null];
    }
    const result = encode(property, value);
    if ("value" in result) return [name, { [property.type]: result.value }];
    issues.push(...result.issues.map((issue) => ({
      path: issue.path ? `${at}${issue.path.startsWith("[") ? "" : "."}${issue.path}` : at,
      message: issue.message,
    })));
    return [name, null];
  });
  if (issues.length > 0) throw inputError(issues);
  return Object.fromEntries(encoded);
}

export function notAProperty(types: ReadonlyMap<string, unknown>): string {
  return `is not a property; the properties are ${listed([...types.keys()])}`;
}

function encode({ type, options }: PropertyType, value: unknown): { value: unknown } | { issues: Issue[] } {
  const refused = (message: string) => ({ issues: [{ path: "", message }] });
  if (isComputed(type)) return refused(`is set by Notion (${type}) and cannot be changed`);
  const encoder = ENCODERS.get(type);
  if (!encoder) return refused(`is of the type ${type}, which needs rawProperties`);
  if (typeof value === "string" && options && !options.includes(value)) {
    return refused(`expected one of ${listed(options)}`);
  }
  const coerced = coerce(encoder, value);
  const parsed = encoder.safeParse(coerced);
  return parsed.success
    ? { value: parsed.data }
    : { issues: describeIssues(parsed.error.issues, coerced, []) };
}

function listed(names: readonly string[]): string {
  return names.slice(0, MAX_LISTED).join(", ") + (names.length > MAX_LISTED ? ", ..." : "");
}
