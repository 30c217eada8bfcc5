/**
 * Runs one statement in Google BigQuery that changes data or tables, with values as parameters.
 *
 * @example
 * const { data } = await base44.functions.invoke("bigquery-execute", {
 *   projectId: "acme-prod", query: "UPDATE shop.orders SET status = @status WHERE id = @id",
 *   params: { status: "sent", id: 42 },
 * });
 *
 * @see https://cloud.google.com/bigquery/docs/reference/rest/v2/jobs/query
 * @module
 * @version 0.1.0
 */
import { googleScope } from "../../shared/families/google.ts";
import { defineFunction } from "../../shared/runtime/define.ts";
import { uuid } from "../../shared/runtime/ids.ts";
import * as z from "../../shared/runtime/zod.ts";
import {
  JOB_OPTIONS,
  QueryAnswer,
  queryConfiguration,
  queryJobFields,
  RESULT_OPTIONS,
  statementType,
  stillRunning,
  TrialRun,
} from "../../shared/services/bigquery-jobs.ts";
import { bigquery, BIGQUERY_ALLOWED_PROJECTS } from "../../shared/services/bigquery.ts";

const STATEMENTS = [
  ...["INSERT", "UPDATE", "DELETE", "MERGE", "TRUNCATE_TABLE"] as const,
  ...[
    "CREATE_TABLE",
    "CREATE_TABLE_AS_SELECT",
    "ALTER_TABLE",
    "DROP_TABLE",
    "CREATE_VIEW",
    "DROP_VIEW",
  ] as const,
] as const;

const Input = z.strictObject({
  ...queryJobFields,
  allow: z.array(z.enum(STATEMENTS)).min(1).max(STATEMENTS.length).default([
    "INSERT",
    "UPDATE",
    "DELETE",
    "MERGE",
  ]).describe(
    "Kinds of statement to run; others are refused before anything happens",
  ),
  idempotencyKey: z.string().regex(/^[\x21-\x7e]{1,36}$/, "expected up to 36 ASCII characters").optional()
    .describe("Own ID of this change: the same statement with it, within 15 minutes, is not run twice"),
});

const count = z.number().nullable();

const Output = z.object({
  complete: z.boolean().describe(
    "false while the statement is still running, at most 5 minutes: the same call with this idempotencyKey tells " +
      "how it ended",
  ),
  statementType: z.string().describe("Kind of statement, such as UPDATE"),
  affectedRows: count.describe(
    "Rows that were inserted, changed and deleted; null where BigQuery does not count",
  ),
  insertedRows: count.describe("Rows that were inserted"),
  updatedRows: count.describe("Rows that were changed"),
  deletedRows: count.describe("Rows that were deleted"),
  jobId: z.string().describe("ID of BigQuery's job"),
  idempotencyKey: z.string().describe("ID that was sent with this change"),
});

export default defineFunction({
  name: "bigquery-execute",
  service: bigquery,
  scopes: [googleScope("bigquery")],
  effect: "delete",
  access: "admin",
  bounds: { projectId: BIGQUERY_ALLOWED_PROJECTS },
  input: Input,
  output: Output,

  async run({ input, http, environment }) {
    const { projectId, location } = input;
    const configuration = queryConfiguration(input, environment.secret);
    const trial = await http.post("projects/{projectId}/jobs", {
      path: { projectId },
      json: { jobReference: { projectId, location }, configuration: { dryRun: true, query: configuration } },
      read: true,
      response: TrialRun,
    });
    const statement = statementType(trial, input.allow);

    const requestId = input.idempotencyKey ?? uuid(environment);
    const started = await http.post("projects/{projectId}/queries", {
      path: { projectId },
      json: { ...configuration, ...JOB_OPTIONS, location, requestId },
      idempotent: true,
      response: QueryAnswer,
    });
    const { jobReference: job } = started;
    const answer = started.jobComplete ? started : await http.get("projects/{projectId}/queries/{jobId}", {
      path: { projectId, jobId: job.jobId },
      query: { ...RESULT_OPTIONS, location: job.location },
      response: QueryAnswer,
    }).catch(stillRunning(started));
    return {
      complete: answer.jobComplete,
      statementType: statement,
      affectedRows: answer.numDmlAffectedRows ?? null,
      insertedRows: answer.dmlStats?.insertedRowCount ?? null,
      updatedRows: answer.dmlStats?.updatedRowCount ?? null,
      deletedRows: answer.dmlStats?.deletedRowCount ?? null,
      jobId: job.jobId,
      idempotencyKey: requestId,
    };
  },
});
