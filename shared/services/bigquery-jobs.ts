/**
 * Queries as BigQuery's jobs: what to ask for, what they cost at most, and where a later call goes on.
 *
 * @see https://cloud.google.com/bigquery/docs/reference/rest/v2/jobs/query
 * @module
 * @version 0.1.0
 */
import { type ErrorCode, FunctionError } from "../runtime/errors.ts";
import { inputError } from "../runtime/issues.ts";
import * as z from "../runtime/zod.ts";
import { queryParameters, QueryParams } from "./bigquery-params.ts";
import { BigqueryField, BigqueryRow, decodeRow, toColumn } from "./bigquery-rows.ts";
import { BIGQUERY_MAX_BYTES_BILLED, datasetId, int64, projectId } from "./bigquery.ts";

const GIBIBYTE = 2 ** 30;
/** BigQuery bills at least 10 MiB. */
const LEAST_BILLED = 10 * 2 ** 20;

/** How long BigQuery waits for the job before it answers, below what http.ts gives one attempt. */
const WAIT_MS = 7_000;
/** When BigQuery gives a job up, so that one that nobody waits for costs no more. */
const JOB_TIMEOUT_MS = 300_000;

export const queryJobFields = {
  projectId: projectId.describe("ID of the Google Cloud project that pays"),
  query: z.string().min(1).max(200_000).describe(
    "One GoogleSQL statement, with @name (or ?) where a value belongs",
  ),
  params: QueryParams.optional().describe(
    "Values for the query by name, or as a list for ?: text, numbers, booleans, lists of these, or " +
      "{ type, value } where the type matters, as for dates and null",
  ),
  datasetId: datasetId.optional().describe("Dataset of tables that the query names without one"),
  location: z.string().regex(/^[A-Za-z0-9-]{1,64}$/, "expected a location such as EU or us-central1")
    .optional()
    .describe("Where the data is, such as EU or us-central1; by default BigQuery finds out"),
  maxBytesBilled: z.int().min(LEAST_BILLED).max(2 ** 50).optional().describe(
    "Most bytes to pay for: a query that needs more is refused without cost; by default 1 GiB",
  ),
};

interface QueryJob {
  query: string;
  projectId: string;
  params?: QueryParams | undefined;
  datasetId?: string | undefined;
  maxBytesBilled?: number | undefined;
}

/** What a trial run and the real one share. BigQuery ignores names that it does not know. */
export function queryConfiguration(job: QueryJob, secret: (name: string) => string | undefined) {
  return {
    query: job.query,
    useLegacySql: false,
    ...queryParameters(job.params),
    ...(job.datasetId !== undefined && {
      defaultDataset: { projectId: job.projectId, datasetId: job.datasetId },
    }),
    maximumBytesBilled: String(byteCap(job.maxBytesBilled, secret(BIGQUERY_MAX_BYTES_BILLED))),
  };
}

function byteCap(wanted: number | undefined, secret: string | undefined): number {
  const most = secret === undefined ? Infinity : Number(secret);
  if (!(most >= LEAST_BILLED)) {
    throw new FunctionError(
      "not_configured",
      `The secret ${BIGQUERY_MAX_BYTES_BILLED} is no number of bytes`,
      {
        hint: `Set it to a whole number from ${LEAST_BILLED} on`,
        params: { secret: BIGQUERY_MAX_BYTES_BILLED },
      },
    );
  }
  if (wanted === undefined) return Math.min(GIBIBYTE, most);
  if (wanted <= most) return wanted;
  throw new FunctionError("not_allowed", "This app does not allow queries of so many bytes", {
    hint: `The secret ${BIGQUERY_MAX_BYTES_BILLED} says how many it allows`,
    params: { field: "maxBytesBilled", max: most },
  });
}

/** A trial run costs nothing, and says what kind of statement the text is. */
export const TrialRun = z.object({
  statistics: z.object({ query: z.object({ statementType: z.string() }) }),
});

export function statementType({ statistics }: z.output<typeof TrialRun>, allowed: readonly string[]): string {
  const { statementType } = statistics.query;
  if (allowed.includes(statementType)) return statementType;
  throw inputError([{
    path: "query",
    message: `expected ${allowed.join(", ")}; BigQuery reads it as ${statementType}`,
  }]);
}

/** With integers, timestamps keep their microseconds. */
export const JOB_OPTIONS = {
  formatOptions: { useInt64Timestamp: true },
  timeoutMs: WAIT_MS,
  jobTimeoutMs: String(JOB_TIMEOUT_MS),
};
export const RESULT_OPTIONS = { "formatOptions.useInt64Timestamp": true, timeoutMs: WAIT_MS };

export const QueryAnswer = z.object({
  jobComplete: z.boolean(),
  jobReference: z.object({ jobId: z.string(), location: z.string().optional() }),
  schema: z.object({ fields: z.array(BigqueryField).default([]) }).optional(),
  rows: z.array(BigqueryRow).default([]),
  pageToken: z.string().optional(),
  totalRows: int64.optional(),
  totalBytesProcessed: int64.optional(),
  totalBytesBilled: int64.optional(),
  cacheHit: z.boolean().optional(),
  numDmlAffectedRows: int64.optional(),
  dmlStats: z.object({
    insertedRowCount: int64.optional(),
    updatedRowCount: int64.optional(),
    deletedRowCount: int64.optional(),
  }).optional(),
});
export type QueryAnswer = z.output<typeof QueryAnswer>;

export function queryResult(answer: QueryAnswer) {
  const fields = answer.schema?.fields ?? [];
  return {
    complete: answer.jobComplete,
    columns: fields.map(toColumn),
    rows: answer.rows.map((row) => decodeRow(fields, row)),
    total: answer.totalRows ?? null,
    nextCursor: answer.jobComplete && !answer.pageToken ? null : jobCursor(answer),
    cacheHit: answer.cacheHit ?? null,
    bytesProcessed: answer.totalBytesProcessed ?? null,
    bytesBilled: answer.totalBytesBilled ?? null,
  };
}

const CURSOR = /^([A-Za-z0-9-]{0,64})\.([A-Za-z0-9_-]{1,1024})\.([\x21-\x7e]{0,4096})$/;

export const jobCursorField = z.string().regex(CURSOR, "expected nextCursor of the answer before");

/** The job runs on in its location, which alone knows its id. */
function jobCursor({ jobReference: { jobId, location = "" }, pageToken = "" }: QueryAnswer): string {
  return `${location}.${jobId}.${pageToken}`;
}

export function readJobCursor(cursor: string) {
  const [, location, jobId = "", pageToken] = CURSOR.exec(cursor) ?? [];
  return { jobId, location: location || undefined, pageToken: pageToken || undefined };
}

/** Failures that may be those of looking, not of the job. */
const UNCERTAIN = new Set<ErrorCode>([
  ...["provider_unavailable", "provider_timeout", "provider_invalid_response"] as const,
  ...["rate_limited", "quota_exceeded", "connection_expired", "missing_scope"] as const,
]);

/** For `catch`: a job that could not be looked at goes on as before. */
export function stillRunning(job: QueryAnswer): (error: unknown) => QueryAnswer {
  return (error) => {
    if (error instanceof FunctionError && UNCERTAIN.has(error.code)) return job;
    throw error;
  };
}
