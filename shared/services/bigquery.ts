/**
 * Google BigQuery: where it is, its ids, and what only BigQuery refuses.
 *
 * @see https://cloud.google.com/bigquery/docs/reference/rest
 * @module
 * @version 0.1.0
 */
import { defineGoogleService, type Reason } from "../families/google.ts";
import { type Answer, defineService, type Failure } from "../runtime/service.ts";
import * as z from "../runtime/zod.ts";

const NAME = "Google BigQuery";
const REFUSED: Reason = { code: "provider_rejected" };
const CONFIGURATION: Reason = {
  code: "provider_denied",
  message: "The Google Cloud project does not allow this",
  hint: "Check billing and the policies of the project in the Google Cloud console",
};

const google = defineGoogleService({
  connector: "googlebigquery",
  name: NAME,
  baseUrl: "https://bigquery.googleapis.com/bigquery/v2/",
  reasons: new Map([
    ["invalidQuery", REFUSED],
    ["invalid", REFUSED],
    ["resourcesExceeded", REFUSED],
    ["resourceInUse", REFUSED],
    ["tableUnavailable", REFUSED],
    ["bytesBilledLimitExceeded", REFUSED],
    ["billingTierLimitExceeded", REFUSED],
    ["responseTooLarge", REFUSED],
    ["stopped", { code: "provider_rejected", message: "The BigQuery job was cancelled" }],
    ["badGateway", { code: "provider_unavailable" }],
    ["quotaExceeded", {
      code: "quota_exceeded",
      message: "The Google Cloud project has used up a BigQuery quota, try again much later",
    }],
    ["notFound", {
      code: "not_found",
      message: "Google BigQuery has no such project, dataset, table or job, or has it in another location",
      hint: "Check the names, and give location where the data is neither in US nor in EU",
    }],
    ["accessDenied", {
      code: "provider_denied",
      message: "The connected Google account may not do this in BigQuery",
      hint: "Give it the role BigQuery Job User in the project, and BigQuery Data Viewer (to write, Data " +
        "Editor) for the data; a new role takes some minutes to work",
    }],
    ["billingNotEnabled", CONFIGURATION],
    ["policyViolation", CONFIGURATION],
    ["blocked", CONFIGURATION],
    ["SERVICE_DISABLED", {
      code: "provider_denied",
      message: "The BigQuery API is switched off for this connection",
      hint: "Ask the support of Base44: the API belongs to the project of its connector",
    }],
  ]),
});

/** The cap on a query's bytes is refused by this text, whatever status and reason stand beside it. */
const OVER_CAP = /^Query exceeded limit for bytes billed/;

const HINTS: readonly [RegExp, string][] = [
  [OVER_CAP, "Read fewer columns or partitions, or set maxBytesBilled higher: nothing was charged"],
  [/streaming insert is not allowed in the free tier/i, "Enable billing for the Google Cloud project"],
  [/streaming buffer/, "Rows that were just inserted can be changed after about 90 minutes"],
  [/without a filter/, "Add a condition on the column by which the table is partitioned"],
];

export const bigquery = defineService({ ...google, failure: bigqueryFailure });

const Refusal = z.object({ error: z.object({ message: z.string() }) });
const FailedJob = z.object({
  status: z.object({ errorResult: z.object({ reason: z.string(), message: z.string().default("") }) }),
});

function bigqueryFailure(answer: Answer): Failure | undefined {
  const refused = failedJob(answer) ?? answer;
  const failure = google.failure(refused);
  const said = Refusal.safeParse(refused.body).data?.error.message ?? "";
  if (!failure) return undefined;
  const hint = HINTS.find(([pattern]) => pattern.test(said))?.[1];
  if (hint === undefined || failure.code === "missing_scope") return failure;
  return { ...failure, code: "provider_rejected", message: `${NAME} refused: ${said}`, hint };
}

/** A job that failed is shown with status 200; read like the refusal that it is. */
function failedJob({ status, headers, body }: Answer): Answer | undefined {
  const { data } = FailedJob.safeParse(body);
  if (!data || status >= 300) return undefined;
  const { reason, message } = data.status.errorResult;
  return { status: 400, headers, body: { error: { message, errors: [{ reason }] } } };
}

/** The projects, by id, that may be billed and used; until it is set, only admins use any. */
export const BIGQUERY_ALLOWED_PROJECTS = "BIGQUERY_ALLOWED_PROJECTS";
/** The datasets that may be listed and written to; until it is set, only admins use any. */
export const BIGQUERY_ALLOWED_DATASETS = "BIGQUERY_ALLOWED_DATASETS";
/** The tables that may be written to; until it is set, only admins use any. */
export const BIGQUERY_ALLOWED_TABLES = "BIGQUERY_ALLOWED_TABLES";
/** The most bytes that any call may have billed. */
export const BIGQUERY_MAX_BYTES_BILLED = "BIGQUERY_MAX_BYTES_BILLED";

export const projectId = z.string().regex(
  /^(?:[a-z0-9.-]{1,63}:)?[a-z0-9-]{1,63}$/,
  "expected a project's ID such as acme-analytics-123",
);

export const datasetId = z.string().regex(
  /^[A-Za-z0-9_]{1,1024}$/,
  "expected a dataset's ID, without its project",
);

export const tableId = z.string().regex(
  /^[\p{L}\p{M}\p{N}\p{Pc}\p{Pd} ]{1,1024}(?:\$\w{1,64})?$/u,
  "expected a table's ID, without its dataset",
);

/** BigQuery sends 64-bit integers as text. */
export const int64 = z.string().regex(/^-?\d+$/).transform(Number);
