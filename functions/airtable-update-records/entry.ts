/**
 * Changes fields of Airtable records by their IDs, up to 100 records at once.
 *
 * @example
 * const { data } = await base44.functions.invoke("airtable-update-records", {
 *   baseId: "appD26Y6hJLSadC6d", table: "Tasks",
 *   records: [{ id: "rec0YSum488QkBuvM", fields: { Status: "Done" } }],
 * });
 *
 * @see https://airtable.com/developers/web/api/update-multiple-records
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import * as z from "../../shared/runtime/zod.ts";
import { airtable, byFieldId, recordId, tableBounds, tableFields } from "../../shared/services/airtable.ts";
import {
  fieldValues,
  recordList,
  typecast,
  writeInBatches,
  WrittenAnswer,
  writtenFields,
} from "../../shared/services/airtable-records.ts";

const Update = z.strictObject({
  id: recordId.describe("ID of the record"),
  fields: fieldValues.describe("New values by field; null empties one, and lists are replaced as a whole"),
});

const Input = z.strictObject({
  ...tableFields,
  records: recordList(Update).refine(
    (records) => new Set(records.map(({ id }) => id)).size === records.length,
    "expected each record once",
  ).describe("1 to 100 records"),
  replace: z.boolean().default(false).describe("Also empty every field that is not given"),
  typecast,
  byFieldId,
});

const Output = z.object(writtenFields);

export default defineFunction({
  name: "airtable-update-records",
  service: airtable,
  scopes: ["data.records:write"],
  effect: "write",
  access: "admin",
  bounds: tableBounds,
  input: Input,
  output: Output,

  async run({ input, http, ...context }) {
    const send = input.replace ? http.put : http.patch;
    const { records, warnings } = await writeInBatches(
      input.records,
      context,
      (batch) =>
        send("{baseId}/{table}", {
          path: { baseId: input.baseId, table: input.table },
          json: {
            records: batch,
            typecast: input.typecast,
            returnFieldsByFieldId: input.byFieldId,
          },
          idempotent: true,
          response: WrittenAnswer,
        }),
    );
    return { records, warnings };
  },
});
