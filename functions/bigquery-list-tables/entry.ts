/**
 * Lists the tables and views of a Google BigQuery dataset.
 *
 * @example
 * const { data } = await base44.functions.invoke("bigquery-list-tables", {
 *   projectId: "acme-prod", datasetId: "shop",
 * });
 *
 * @see https://cloud.google.com/bigquery/docs/reference/rest/v2/tables/list
 * @module
 * @version 0.1.0
 */
import { googleScope } from "../../shared/families/google.ts";
import { defineFunction } from "../../shared/runtime/define.ts";
import * as z from "../../shared/runtime/zod.ts";
import {
  bigquery,
  BIGQUERY_ALLOWED_DATASETS,
  BIGQUERY_ALLOWED_PROJECTS,
  datasetId,
  int64,
  projectId,
} from "../../shared/services/bigquery.ts";

const Input = z.strictObject({
  projectId: projectId.describe("ID of the Google Cloud project that holds the dataset"),
  datasetId: datasetId.describe("ID of the dataset"),
  limit: z.int().min(1).max(1_000).default(100).describe("Most tables of one answer"),
  cursor: z.string().min(1).max(4_096).optional().describe("nextCursor of the answer before"),
});

const Output = z.object({
  tables: z.array(z.object({
    tableId: z.string().describe("ID of the table"),
    type: z.string().nullable().describe("TABLE, VIEW, EXTERNAL, MATERIALIZED_VIEW or SNAPSHOT"),
    createdAt: z.string().nullable().describe("ISO 8601 time"),
    partitionedBy: z.string().nullable().describe(
      "Column by whose time the table is partitioned; _PARTITIONTIME for the time of arrival",
    ),
    clusteredBy: z.array(z.string()).describe("Columns by which the table is clustered"),
  })).describe("Tables and views of the dataset"),
  total: z.number().nullable().describe("How many there are, as far as BigQuery knows"),
  nextCursor: z.string().nullable().describe("For the next tables; null at the end"),
});

const Tables = z.object({
  tables: z.array(z.object({
    tableReference: z.object({ tableId: z.string() }),
    type: z.string().nullish(),
    creationTime: int64.nullish(),
    timePartitioning: z.object({ field: z.string().nullish() }).nullish(),
    clustering: z.object({ fields: z.array(z.string()).default([]) }).nullish(),
  })).default([]),
  totalItems: z.number().nullish(),
  nextPageToken: z.string().nullish(),
});

export default defineFunction({
  name: "bigquery-list-tables",
  service: bigquery,
  scopes: [googleScope("bigquery")],
  effect: "read",
  access: "admin",
  bounds: { projectId: BIGQUERY_ALLOWED_PROJECTS, datasetId: BIGQUERY_ALLOWED_DATASETS },
  input: Input,
  output: Output,

  async run({ input, http }) {
    const { projectId, datasetId } = input;
    const page = await http.get("projects/{projectId}/datasets/{datasetId}/tables", {
      path: { projectId, datasetId },
      query: { maxResults: input.limit, pageToken: input.cursor },
      response: Tables,
    });
    return {
      tables: page.tables.map(({ tableReference, type, creationTime, timePartitioning, clustering }) => ({
        tableId: tableReference.tableId,
        type: type ?? null,
        createdAt: creationTime ? new Date(creationTime).toISOString() : null,
        partitionedBy: timePartitioning ? timePartitioning.field ?? "_PARTITIONTIME" : null,
        clusteredBy: clustering?.fields ?? [],
      })),
      total: page.totalItems ?? null,
      nextCursor: page.nextPageToken ?? null,
    };
  },
});
