/**
 * Rows for BigQuery's streaming inserts, and what became of each: a 200 may have refused them all.
 *
 * @see https://cloud.google.com/bigquery/docs/reference/rest/v2/tabledata/insertAll
 * @module
 * @version 0.1.0
 */
import { FunctionError, type Issue } from "../runtime/errors.ts";
import type { Environment } from "../runtime/environment.ts";
import { uuid } from "../runtime/ids.ts";
import * as z from "../runtime/zod.ts";
import { bigquery } from "./bigquery.ts";

export const InsertAnswer = z.object({
  insertErrors: z.array(z.object({
    index: z.int().default(0),
    errors: z.array(z.object({
      reason: z.string().default("invalid"),
      location: z.string().default(""),
      message: z.string().default(""),
    })).default([]),
  })).default([]),
});

interface Rows {
  rows: readonly Record<string, unknown>[];
  rowIds?: readonly string[] | undefined;
}

/** BigQuery drops a row whose id it saw shortly before, so that sending the rows twice adds them once. */
export function rowsWithIds({ rows, rowIds }: Rows, environment: Environment) {
  const batch = uuid(environment);
  return rows.map((json, index) => ({ insertId: rowIds?.[index] ?? `${batch}-${index}`, json }));
}

const MAX_ISSUES = 10;
/** Of rows that are fine, and were left out because others are not. */
const BYSTANDER = "stopped";

/** Throws where one refused row has kept all of them out. */
export function refusedRows({ insertErrors }: z.output<typeof InsertAnswer>, skipInvalidRows: boolean) {
  const refused = insertErrors.flatMap(({ index, errors }) =>
    errors.filter(({ reason }) => reason !== BYSTANDER).map(({ reason, location, message }) => ({
      index,
      field: location || null,
      reason,
      text: message || reason,
    }))
  ).sort((a, b) => a.index - b.index);
  if (skipInvalidRows || insertErrors.length === 0) return refused;

  const issues = refused.map(({ index, field, text }): Issue => ({
    path: field === null ? `rows[${index}]` : `rows[${index}].${field}`,
    message: text,
  }));
  const [first] = issues;
  throw new FunctionError(
    "provider_rejected",
    `${bigquery.name} refused: ${first ? `${first.path}: ${first.message}` : "the rows"}`,
    {
      issues: issues.slice(0, MAX_ISSUES),
      params: { service: bigquery.name, refused: new Set(refused.map(({ index }) => index)).size },
      hint: "No row was inserted: mend these rows, or set skipInvalidRows to insert the others",
      provider: {
        service: bigquery.connector,
        status: 200,
        code: refused[0]?.reason ?? BYSTANDER,
        requestId: undefined,
      },
    },
  );
}
