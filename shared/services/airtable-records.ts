/**
 * Records: what Airtable answers of them, and writing more of them than one request takes.
 *
 * @see https://airtable.com/developers/web/api/create-records
 * @module
 * @version 0.1.0
 */
import type { Environment } from "../runtime/environment.ts";
import * as z from "../runtime/zod.ts";
import { fieldName } from "./airtable.ts";

/** https://airtable.com/developers/web/api/create-records */
const BATCH = 10;
const MAX_RECORDS = 100;
/** A base takes 5 requests per second (https://airtable.com/developers/web/api/rate-limits). */
const PAUSE_MS = 250;

export const RecordAnswer = z.object({
  id: z.string(),
  createdTime: z.string(),
  fields: z.record(z.string(), z.unknown()),
  commentCount: z.number().nullish(),
});
export type RecordAnswer = z.output<typeof RecordAnswer>;

/** A write succeeds even where files that it names cannot be fetched. */
export const WrittenAnswer = z.object({
  records: z.array(RecordAnswer),
  createdRecords: z.array(z.string()).nullish(),
  updatedRecords: z.array(z.string()).nullish(),
  details: z.object({ reasons: z.array(z.string()).default([]) }).nullish(),
});
type WrittenAnswer = z.output<typeof WrittenAnswer>;

const recordFields = {
  id: z.string().describe("ID of the record"),
  createdAt: z.string().describe("When the record was created, ISO 8601"),
  fields: z.record(z.string(), z.unknown()).describe(
    "Values by field; empty fields are left out, and a formula that failed is an object with error",
  ),
};

export const AirtableRecord = z.object(recordFields);
export type AirtableRecord = z.output<typeof AirtableRecord>;

export const CommentedRecord = z.object({
  ...recordFields,
  commentCount: z.number().optional().describe("How many comments the record has, with commentCounts"),
});

export function readRecord({ id, createdTime, fields }: RecordAnswer): AirtableRecord {
  return { id, createdAt: createdTime, fields };
}

/** Attachments are fetched by Airtable, so their addresses have to be public. */
export const fieldValues = z.record(fieldName, z.unknown()).refine(
  (fields) => Object.values(fields).every((value) => !Array.isArray(value) || value.every(isFetchable)),
  "expected attachments with addresses that start with https://",
);

function isFetchable(item: unknown): boolean {
  if (typeof item !== "object" || item === null || !("url" in item)) return true;
  return typeof item.url === "string" && /^https:\/\//i.test(item.url);
}

export function recordList<T extends z.ZodType>(record: T) {
  return z.array(record).min(1).max(MAX_RECORDS);
}

export const typecast = z.boolean().optional().describe(
  "Convert text to the type of its field, and add options and linked records that are missing",
);

export const writtenFields = {
  records: z.array(AirtableRecord).describe("The records as they are now"),
  warnings: z.array(z.string()).describe("What did not work although the records were written"),
};

const WARNINGS = new Map([
  [
    "attachmentsFailedUploading",
    "Airtable could not fetch some attachments: their addresses have to be public",
  ],
  ["attachmentUploadRateIsTooHigh", "Airtable left out some attachments, since too many are being uploaded"],
]);

export interface Written {
  records: AirtableRecord[];
  createdIds: string[];
  updatedIds: string[];
  warnings: string[];
}

interface BatchContext {
  environment: Environment;
  signal: AbortSignal;
  commit(done: Record<string, unknown>): void;
}

/** Writes one batch after the other. If one fails, the caller learns what those before it have written. */
export async function writeInBatches<T>(
  items: readonly T[],
  { environment, signal, commit }: BatchContext,
  write: (batch: T[]) => Promise<WrittenAnswer>,
): Promise<Written> {
  const answers: WrittenAnswer[] = [];
  for (let start = 0; start < items.length; start += BATCH) {
    if (start > 0) await environment.clock.wait(PAUSE_MS, signal).catch(() => {}); // The request will tell.
    answers.push(await write(items.slice(start, start + BATCH)));
    const recordIds = answers.flatMap(({ records }) => records.map(({ id }) => id));
    commit({ recordIds, nextIndex: Math.min(start + BATCH, items.length) });
  }
  const reasons = new Set(answers.flatMap(({ details }) => details?.reasons ?? []));
  return {
    records: answers.flatMap(({ records }) => records.map(readRecord)),
    createdIds: answers.flatMap(({ createdRecords }) => createdRecords ?? []),
    updatedIds: answers.flatMap(({ updatedRecords }) => updatedRecords ?? []),
    warnings: [...reasons].map((reason) => WARNINGS.get(reason) ?? `Airtable reports ${reason}`),
  };
}
