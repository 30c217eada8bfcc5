/**
 * Batches, of which some records may fail: HubSpot answers 207, and tells each record by the label it was sent with.
 *
 * @see https://developers.hubspot.com/docs/api-reference/error-handling
 * @module
 * @version 0.1.0
 */
import * as z from "../runtime/zod.ts";
import {
  hubspotRecord,
  hubspotRecordShape,
  properties,
  propertyTexts,
  RecordAnswer,
  words,
} from "./hubspot.ts";

const MAX_RECORDS = 100;

const BatchRecord = z.strictObject({
  id: z.string().min(1).max(500).describe("The record's value of idProperty"),
  properties: properties.describe(
    "Values by the internal names of the properties; null or empty text clears one, others stay",
  ),
});

export const batchRecords = z.array(BatchRecord).min(1).max(MAX_RECORDS).refine(
  (records) => new Set(records.map(({ id }) => id.toLowerCase())).size === records.length,
  "expected every id once",
);
type Records = z.output<typeof batchRecords>;

/** The label is the place among the records. */
export function batchInputs(records: Records, idProperty: string): unknown[] {
  return records.map(({ id, properties }, index) => ({
    id,
    idProperty,
    properties: propertyTexts(properties),
    objectWriteTraceId: String(index),
  }));
}

const BatchError = z.object({
  message: z.string().catch(""),
  category: z.string().nullish().catch(null),
  context: z.record(z.string(), z.array(z.string())).catch({}),
});

/** Errors also come with a 200, from the versions after 2026-03. */
export const BatchAnswer = z.object({
  results: z.array(RecordAnswer.extend({
    new: z.boolean().optional(),
    objectWriteTraceId: z.string().nullish(),
  })),
  errors: z.array(BatchError).nullish(),
  numErrors: z.number().nullish(),
});

export const batchShape = {
  results: z.array(z.object({
    key: z.string().nullable().describe("The id that was given; null where HubSpot does not tell"),
    created: z.boolean().describe("Whether the record is new"),
    record: hubspotRecordShape.describe("The record in HubSpot"),
  })).describe("The records that were saved, in any order"),
  errors: z.array(z.object({
    keys: z.array(z.string()).describe("The ids that were given, as far as HubSpot tells"),
    reason: z.string().describe("What is wrong, in HubSpot's words"),
    category: z.string().nullable().describe("HubSpot's kind of error, such as VALIDATION_ERROR"),
  })).describe("The records that were not saved"),
  allSucceeded: z.boolean().describe("Whether every record was saved"),
};

type Batch = z.output<z.ZodObject<typeof batchShape>>;

export function batchResults(answer: z.output<typeof BatchAnswer>, records: Records): Batch {
  const errors = answer.errors ?? [];
  return {
    results: answer.results.map((result) => ({
      key: labelled(result.objectWriteTraceId, records) ?? null,
      created: result.new ?? false,
      record: hubspotRecord(result),
    })),
    errors: errors.map((error) => ({
      keys: keysOf(error, records),
      reason: words(error),
      category: error.category ?? null,
    })),
    allSucceeded: errors.length === 0 && !answer.numErrors,
  };
}

function labelled(label: string | null | undefined, records: Records): string | undefined {
  return label ? records[Number(label)]?.id : undefined;
}

function keysOf({ context }: z.output<typeof BatchError>, records: Records): string[] {
  const byLabel = (context.objectWriteTraceId ?? []).flatMap((label) => labelled(label, records) ?? []);
  const given = new Set(records.map(({ id }) => id));
  const byId = [...context.ids ?? [], ...context.id ?? []].filter((id) => given.has(id));
  return [...new Set([...byLabel, ...byId])];
}
