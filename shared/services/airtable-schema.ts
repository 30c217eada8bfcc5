/**
 * A base's schema: its tables, their fields and views.
 *
 * @see https://airtable.com/developers/web/api/get-base-schema
 * @module
 * @version 0.1.0
 */
import { inputError } from "../runtime/issues.ts";
import * as z from "../runtime/zod.ts";

const MAX_LISTED = 20;

const Named = z.object({ id: z.string(), name: z.string(), type: z.string() });

export const TableAnswer = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string().nullish(),
  primaryFieldId: z.string().nullish(),
  fields: z.array(Named.extend({
    description: z.string().nullish(),
    options: z.record(z.string(), z.unknown()).nullish(),
  })),
  views: z.array(Named).default([]),
});
export type TableAnswer = z.output<typeof TableAnswer>;

export const Table = z.object({
  id: z.string().describe("ID of the table"),
  name: z.string().describe("Name of the table"),
  description: z.string().nullable().describe("What the table is for"),
  primaryFieldId: z.string().nullable().describe("ID of the field that names a record"),
  fields: z.array(z.object({
    id: z.string().describe("ID of the field"),
    name: z.string().describe("Name of the field"),
    type: z.string().describe("Airtable's type, such as singleSelect"),
    description: z.string().nullable().describe("What the field is for"),
    options: z.record(z.string(), z.unknown()).optional().describe("Choices, formats, linked tables"),
    writable: z.boolean().describe("Whether values can be set; others are computed by Airtable"),
  })).describe("Fields in the table's order"),
  views: z.array(z.object({
    id: z.string().describe("ID of the view"),
    name: z.string().describe("Name of the view"),
    type: z.string().describe("Airtable's type, such as grid"),
  })).optional().describe("Views, with includeViews"),
});

const COMPUTED = new Set([
  "formula",
  "rollup",
  "lookup",
  "multipleLookupValues",
  "count",
  "autoNumber",
  "createdTime",
  "lastModifiedTime",
  "createdBy",
  "lastModifiedBy",
  "button",
  "externalSyncSource",
]);

/** The table of this ID or name, all without one. */
export function chooseTables(
  tables: readonly TableAnswer[],
  table: string | undefined,
): readonly TableAnswer[] {
  if (table === undefined) return tables;
  const found = tables.find(({ id }) => id === table) ?? tables.find(({ name }) => name === table);
  if (found) return [found];
  const listed = tables.slice(0, MAX_LISTED).map(({ name }) => name).join(", ");
  const message = `is not a table of this base; the tables are ${listed}${
    tables.length > MAX_LISTED ? ", ..." : ""
  }`;
  throw inputError([{ path: "table", message }]);
}

export function readTable(
  { description, primaryFieldId, fields, views, ...table }: TableAnswer,
  { includeViews, includeOptions }: { includeViews: boolean; includeOptions: boolean },
): z.output<typeof Table> {
  return {
    ...table,
    description: description ?? null,
    primaryFieldId: primaryFieldId ?? null,
    fields: fields.map(({ id, name, type, description, options }) => ({
      id,
      name,
      type,
      description: description ?? null,
      ...(includeOptions && options && { options }),
      writable: !COMPUTED.has(type),
    })),
    ...(includeViews && { views }),
  };
}
