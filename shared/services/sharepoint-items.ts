/**
 * Items of lists: their fields, what to ask for, and what to write.
 *
 * @see https://learn.microsoft.com/graph/api/listitem-list
 * @see https://learn.microsoft.com/graph/api/listitem-create
 * @module
 * @version 0.1.0
 */
import { odataString } from "../families/microsoft.ts";
import { inputError } from "../runtime/issues.ts";
import * as z from "../runtime/zod.ts";

/** The name that a column was made with: `_x0020_` stands for a space. */
const INTERNAL_NAME = /^[A-Za-z_][A-Za-z0-9_]{0,254}$/;

export const fieldName = z.string().regex(
  INTERNAL_NAME,
  "expected the internal name of a column, such as Title or Due_x0020_Date",
);

const Comparison = z.strictObject({
  field: fieldName.describe("Internal name of the column"),
  op: z.enum(["eq", "ne", "gt", "ge", "lt", "le", "startsWith"]).default("eq").describe("How to compare"),
  value: z.union([z.string().max(500), z.number(), z.boolean()]).describe(
    "What to compare with; a date as ISO 8601",
  ),
});

export const where = z.array(Comparison).min(1).max(10).optional().describe(
  "Conditions that all have to hold; SharePoint refuses columns without an index in lists above 5,000 items",
);
type Where = z.output<typeof where>;

export const orderBy = z.strictObject({
  field: fieldName.describe("Internal name of the column"),
  descending: z.boolean().default(false).describe("Sort the other way round"),
}).optional().describe("What to sort by");

export interface ItemsQuery {
  fields?: readonly string[] | undefined;
  where?: Where;
  orderBy?: z.output<typeof orderBy>;
  limit: number;
  cursor?: string | undefined;
}

export function itemsQuery(query: ItemsQuery) {
  const { fields, orderBy } = query;
  return {
    $expand: fields ? `fields($select=${fields.join(",")})` : "fields",
    $filter: query.where?.map(condition).join(" and "),
    $orderby: orderBy && `fields/${orderBy.field}${orderBy.descending ? " desc" : ""}`,
    $top: query.limit,
    $skiptoken: query.cursor,
  };
}

function condition({ field, op, value }: z.output<typeof Comparison>): string {
  const literal = typeof value === "string" ? odataString(value) : String(value);
  return op === "startsWith"
    ? `startswith(fields/${field},${odataString(String(value))})`
    : `fields/${field} ${op} ${literal}`;
}

/** Otherwise SharePoint refuses to look at columns without an index, even in short lists. */
export const UNINDEXED = { prefer: "HonorNonIndexedQueriesWarningMayFailRandomly" };

const Person = z.object({ user: z.object({ displayName: z.string().nullish() }).nullish() }).nullish();

export const ListItemAnswer = z.object({
  id: z.string(),
  webUrl: z.string().nullish(),
  eTag: z.string().nullish(),
  "@odata.etag": z.string().nullish(),
  createdDateTime: z.string().nullish(),
  lastModifiedDateTime: z.string().nullish(),
  createdBy: Person,
  lastModifiedBy: Person,
  fields: z.record(z.string(), z.unknown()).nullish(),
});

export const ListItem = z.object({
  id: z.string().describe("ID of the item in its list"),
  fields: z.record(z.string(), z.unknown()).describe(
    "Values by internal column name; people and lookups as <name>LookupId",
  ),
  url: z.string().nullable().describe("Address that opens it, for people who have access"),
  createdAt: z.string().nullable().describe("ISO 8601"),
  updatedAt: z.string().nullable().describe("ISO 8601"),
  createdBy: z.string().nullable().describe("Name of who made it"),
  updatedBy: z.string().nullable().describe("Name of who changed it last"),
  eTag: z.string().nullable().describe("Changes whenever it is changed"),
});

export function listItem(item: z.output<typeof ListItemAnswer>): z.output<typeof ListItem> {
  const fields = Object.entries(item.fields ?? {}).filter(([name]) => !name.includes("@"));
  return {
    id: item.id,
    fields: Object.fromEntries(fields),
    url: item.webUrl ?? null,
    createdAt: item.createdDateTime ?? null,
    updatedAt: item.lastModifiedDateTime ?? null,
    createdBy: item.createdBy?.user?.displayName ?? null,
    updatedBy: item.lastModifiedBy?.user?.displayName ?? null,
    eTag: item.eTag ?? item["@odata.etag"] ?? null,
  };
}

export const Columns = z.object({
  value: z.array(z.object({
    name: z.string(),
    displayName: z.string().nullish(),
    readOnly: z.boolean().nullish(),
  })),
  "@odata.nextLink": z.string().nullish(),
});

const FieldValue = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
  z.array(z.string()).max(100),
  z.array(z.int()).max(100),
]);

export const itemFields = z.record(z.string().min(1).max(255), FieldValue).refine(
  (fields) => Object.keys(fields).length >= 1 && Object.keys(fields).length <= 100,
  "expected 1 to 100 fields",
);
type ItemFields = z.output<typeof itemFields>;

const LOOKUP = /LookupId$/;

/** Fields by the internal names of their columns, for whoever knows them by what SharePoint shows. */
export function fieldsByName(fields: ItemFields, columns: z.output<typeof Columns>): ItemFields {
  const named = Object.entries(fields).map(([name, value]) => [columnName(name, columns), value] as const);
  const twice = named.find(([name], index) => named.findIndex(([other]) => other === name) !== index);
  if (twice) throw inputError([{ path: "fields", message: `expected the column ${twice[0]} once` }]);
  return Object.fromEntries(named);
}

function columnName(name: string, columns: z.output<typeof Columns>): string {
  const suffix = LOOKUP.exec(name)?.[0] ?? "";
  return findColumn(name, columns) ?? withSuffix(findColumn(name.replace(LOOKUP, ""), columns), suffix) ??
    unknownColumn(name, columns);
}

function withSuffix(name: string | undefined, suffix: string): string | undefined {
  return name === undefined ? undefined : name + suffix;
}

/** The internal name comes first: a column may be shown under another one's name. */
function findColumn(name: string, { value }: z.output<typeof Columns>): string | undefined {
  const shown = value.filter((column) => column.displayName === name);
  const writable = shown.filter((column) => !column.readOnly);
  const found = value.find((column) => column.name === name && !column.readOnly) ?? writable[0] ??
    value.find((column) => column.name === name);
  return found?.name;
}

function unknownColumn(name: string, columns: z.output<typeof Columns>): string {
  if (columns["@odata.nextLink"] && INTERNAL_NAME.test(name)) return name; // It may be among the others.
  const names = columns.value.filter((column) => !column.readOnly).map((column) =>
    column.displayName || column.name
  );
  throw inputError([{
    path: `fields.${name}`,
    message: `expected a column of this list: ${names.slice(0, 30).join(", ")}`,
  }]);
}

/** The fields as Graph takes them: names alone, and lists with what they are lists of. */
export function itemBody(fields: ItemFields) {
  const foreign = Object.keys(fields).find((name) => !INTERNAL_NAME.test(name));
  if (foreign !== undefined) {
    throw inputError([{ path: `fields.${foreign}`, message: "expected the internal name of a column" }]);
  }
  const entries = Object.entries(fields).flatMap(([name, value]): [string, unknown][] => {
    if (!Array.isArray(value)) return [[name, value]];
    const type = LOOKUP.test(name) ? "Collection(Edm.Int32)" : "Collection(Edm.String)";
    return [[`${name}@odata.type`, type], [name, value]];
  });
  return { fields: Object.fromEntries(entries) };
}
