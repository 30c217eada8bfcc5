/**
 * Adds rows to a Google BigQuery table by streaming, visible to queries at once.
 *
 * @example
 * const { data } = await base44.functions.invoke("bigquery-insert-rows", {
 *   projectId: "acme-prod", datasetId: "shop", tableId: "orders", rows: [{ id: 42, total: "12.50" }],
 * });
 *
 * @see https://cloud.google.com/bigquery/docs/reference/rest/v2/tabledata/insertAll
 * @module
 * @version 0.1.0
 */
import { googleScope } from "../../shared/families/google.ts";
import { defineFunction } from "../../shared/runtime/define.ts";
import { MEGABYTE } from "../../shared/runtime/spec.ts";
import * as z from "../../shared/runtime/zod.ts";
import { InsertAnswer, refusedRows, rowsWithIds } from "../../shared/services/bigquery-insert.ts";
import {
  bigquery,
  BIGQUERY_ALLOWED_DATASETS,
  BIGQUERY_ALLOWED_PROJECTS,
  BIGQUERY_ALLOWED_TABLES,
  datasetId,
  projectId,
  tableId,
} from "../../shared/services/bigquery.ts";

const Input = z.strictObject({
  projectId: projectId.describe("ID of the Google Cloud project that holds the table"),
  datasetId: datasetId.describe("ID of the dataset"),
  tableId: tableId.describe("ID of the table"),
  rows: z.array(z.record(z.string().min(1).max(300), z.unknown())).min(1).max(500).describe(
    "1 to 500 rows, each an object of values by column: NUMERIC as text, TIMESTAMP as ISO 8601, BYTES as " +
      "base64, columns of the type JSON as JSON text",
  ),
  rowIds: z.array(z.string().min(1).max(128)).max(500).optional().describe(
    "Own ID of each row, in the same order: BigQuery drops most rows that come again soon after",
  ),
  skipInvalidRows: z.boolean().default(false).describe("Insert the valid rows even if others are refused"),
  ignoreUnknownValues: z.boolean().default(false).describe("Leave out values that no column takes"),
}).refine(({ rows, rowIds }) => !rowIds || rowIds.length === rows.length, {
  path: ["rowIds"],
  error: "expected one ID for each row",
});

const Output = z.object({
  insertedCount: z.number().describe("How many rows were inserted"),
  errors: z.array(z.object({
    index: z.number().describe("Index of the row in rows"),
    field: z.string().nullable().describe("Column that was refused"),
    reason: z.string().describe("BigQuery's name for what is wrong, such as invalid"),
    text: z.string().describe("What is wrong, in BigQuery's words"),
  })).describe("Rows that were skipped; only with skipInvalidRows"),
});

export default defineFunction({
  name: "bigquery-insert-rows",
  service: bigquery,
  scopes: [googleScope("bigquery.insertdata")],
  effect: "write",
  access: "admin",
  bounds: {
    projectId: BIGQUERY_ALLOWED_PROJECTS,
    datasetId: BIGQUERY_ALLOWED_DATASETS,
    tableId: BIGQUERY_ALLOWED_TABLES,
  },
  limits: { body: 5 * MEGABYTE },
  input: Input,
  output: Output,

  async run({ input, http, environment }) {
    const { projectId, datasetId, tableId, skipInvalidRows, ignoreUnknownValues } = input;
    const answer = await http.post("projects/{projectId}/datasets/{datasetId}/tables/{tableId}/insertAll", {
      path: { projectId, datasetId, tableId },
      json: { rows: rowsWithIds(input, environment), skipInvalidRows, ignoreUnknownValues },
      idempotent: true,
      response: InsertAnswer,
    });
    const errors = refusedRows(answer, skipInvalidRows);
    const refused = new Set(errors.map(({ index }) => index));
    return { insertedCount: input.rows.length - refused.size, errors };
  },
});
