/**
 * Records: what is read of them, what is written to them, and what becomes of Salesforce's answers.
 *
 * @module
 * @version 0.1.0
 */
import * as z from "../runtime/zod.ts";
import { fieldName, fieldPath } from "./salesforce.ts";

const MAX_FIELDS = 100;

/** The fields to read, beside the ID. */
export const ownFields = z.array(fieldName).min(1).max(MAX_FIELDS).default(["Name"]);
/** The same, with those of related records. */
export const reachableFields = z.array(fieldPath).min(1).max(MAX_FIELDS).default(["Name"]);

/** Without what is named twice, which Salesforce refuses. */
export function selected(fields: readonly string[]): string[] {
  const names = ["id", ...fields.map((field) => field.toLowerCase())];
  return ["Id", ...fields].filter((_, index) => names.indexOf(names[index] ?? "") === index);
}

const Value = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const NOT_WRITTEN = new Set(["id", "attributes"]);

/** The fields to write. */
export const writeFields = z.record(z.string(), Value)
  .refine(
    (fields) => Object.keys(fields).every((name) => fieldName.safeParse(name).success),
    "expected fields by their API names, such as LastName or Score__c",
  )
  .refine(
    (fields) => Object.keys(fields).every((name) => !NOT_WRITTEN.has(name.toLowerCase())),
    "expected no Id among the fields",
  )
  .refine((fields) => Object.keys(fields).length > 0, "expected at least one field");

export function without(
  fields: Readonly<Record<string, unknown>>,
  excluded: string,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).filter(([name]) => name.toLowerCase() !== excluded.toLowerCase()),
  );
}

/** As Salesforce sends it, with `Id` among the selected fields. */
export const RecordAnswer = z.looseObject({ Id: z.string() });

export const recordShape = {
  id: z.string().describe("ID of the record, 18 characters"),
  fields: z.record(z.string(), z.unknown()).describe(
    "The other fields by their API names; a related record is an object, times are ISO 8601",
  ),
};

export interface SalesforceRecord {
  id: string;
  fields: Record<string, unknown>;
}

export function salesforceRecord({ Id, ...fields }: z.output<typeof RecordAnswer>): SalesforceRecord {
  return { id: Id, fields: plainObject(fields) };
}

/** `attributes` tells the type and address of each record; nobody asked for it. */
function plainObject(object: object): Record<string, unknown> {
  const entries = Object.entries(object).filter(([name]) => name !== "attributes");
  return Object.fromEntries(entries.map(([name, value]) => [name, plainValue(value)]));
}

/** Salesforce leaves out the colon of a time's offset, so not every parser takes it. */
const TIME = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3})\+0000$/;

function plainValue(value: unknown): unknown {
  if (typeof value === "string") return value.replace(TIME, "$1Z");
  if (Array.isArray(value)) return value.map(plainValue);
  return typeof value === "object" && value !== null ? plainObject(value) : value;
}
