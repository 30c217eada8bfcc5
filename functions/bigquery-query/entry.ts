/**
 * Runs one SELECT in Google BigQuery with values as parameters, and returns typed rows.
 *
 * @example
 * const { data } = await base44.functions.invoke("bigquery-query", {
 *   projectId: "acme-prod", query: "SELECT id, total FROM shop.orders WHERE country = @country",
 *   params: { country: "PL" },
 * });
 *
 * @see https://cloud.google.com/bigquery/docs/reference/rest/v2/jobs/query
 * @module
 * @version 0.1.0
 */
import { googleScope } from "../../shared/families/google.ts";
import { defineFunction } from "../../shared/runtime/define.ts";
import { uuid } from "../../shared/runtime/ids.ts";
import { MEGABYTE } from "../../shared/runtime/spec.ts";
import * as z from "../../shared/runtime/zod.ts";
import {
  JOB_OPTIONS,
  jobCursorField,
  QueryAnswer,
  queryConfiguration,
  queryJobFields,
  queryResult,
  readJobCursor,
  RESULT_OPTIONS,
  statementType,
  TrialRun,
} from "../../shared/services/bigquery-jobs.ts";
import { Column } from "../../shared/services/bigquery-rows.ts";
import { bigquery, BIGQUERY_ALLOWED_PROJECTS } from "../../shared/services/bigquery.ts";

const Input = z.strictObject({
  ...queryJobFields,
  limit: z.int().min(1).max(10_000).default(200).describe(
    "Most rows of one answer; large rows make it fewer",
  ),
  cursor: jobCursorField.optional().describe(
    "nextCursor of the answer before, with the same other fields; the query is not run again",
  ),
});

const Output = z.object({
  complete: z.boolean().describe("false while the query is still running: call again with nextCursor"),
  columns: z.array(Column).describe("Columns of the rows"),
  rows: z.array(z.record(z.string(), z.unknown())).describe(
    "Rows by column name; NUMERIC and integers beyond 2^53 as text, TIMESTAMP as ISO 8601, BYTES as base64",
  ),
  total: z.number().nullable().describe("How many rows there are in all; null while running"),
  nextCursor: z.string().nullable().describe("For the next rows, or for the first ones; null at the end"),
  cacheHit: z.boolean().nullable().describe("Whether the answer came from BigQuery's cache, without cost"),
  bytesProcessed: z.number().nullable().describe("Bytes that were read"),
  bytesBilled: z.number().nullable().describe("Bytes to pay for, where the first answer tells"),
});

export default defineFunction({
  name: "bigquery-query",
  service: bigquery,
  scopes: [googleScope("bigquery")],
  effect: "read",
  access: "admin",
  bounds: { projectId: BIGQUERY_ALLOWED_PROJECTS },
  // BigQuery cuts a page of rows at 10 MB (https://cloud.google.com/bigquery/docs/paging-results).
  limits: { response: 12 * MEGABYTE },
  input: Input,
  output: Output,

  async run({ input, http, environment }) {
    const { projectId, location, limit } = input;

    async function runQuery() {
      const configuration = queryConfiguration(input, environment.secret);
      const trial = await http.post("projects/{projectId}/jobs", {
        path: { projectId },
        json: {
          jobReference: { projectId, location },
          configuration: { dryRun: true, query: configuration },
        },
        response: TrialRun,
      });
      statementType(trial, ["SELECT"]);
      return await http.post("projects/{projectId}/queries", {
        path: { projectId },
        json: { ...configuration, ...JOB_OPTIONS, maxResults: limit, location, requestId: uuid(environment) },
        response: QueryAnswer,
      });
    }

    const readResults = (
      job: { jobId: string; location?: string | undefined; pageToken?: string | undefined },
    ) =>
      http.get("projects/{projectId}/queries/{jobId}", {
        path: { projectId, jobId: job.jobId },
        query: { ...RESULT_OPTIONS, maxResults: limit, location: job.location, pageToken: job.pageToken },
        response: QueryAnswer,
      });

    const answer = input.cursor ? await readResults(readJobCursor(input.cursor)) : await runQuery();
    return queryResult(answer.jobComplete ? answer : await readResults(answer.jobReference));
  },
});
