/**
 * Adds records to an Airtable table, up to 100 at once.
 *
 * @example
 * const { data } = await base44.functions.invoke("airtable-create-records", {
 *   baseId: "appD26Y6hJLSadC6d", table: "Tasks", records: [{ Name: "Launch", Status: "To do" }],
 * });
 *
 * @see https://airtable.com/developers/web/api/create-records
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import * as z from "../../shared/runtime/zod.ts";
import { airtable, byFieldId, tableBounds, tableFields } from "../../shared/services/airtable.ts";
import {
  fieldValues,
  recordList,
  typecast,
  writeInBatches,
  WrittenAnswer,
  writtenFields,
} from "../../shared/services/airtable-records.ts";

const Input = z.strictObject({
  ...tableFields,
  records: recordList(fieldValues).describe(
    "1 to 100 records, each an object of values by field; attachments as [{ url, filename }], linked records " +
      "as lists of record IDs",
  ),
  typecast,
  byFieldId,
});

const Output = z.object(writtenFields);

export default defineFunction({
  name: "airtable-create-records",
  service: airtable,
  scopes: ["data.records:write"],
  effect: "write",
  access: "user",
  bounds: tableBounds,
  adminOnly: ["typecast"],
  input: Input,
  output: Output,

  async run({ input, http, ...context }) {
    const { records, warnings } = await writeInBatches(
      input.records,
      context,
      (batch) =>
        http.post("{baseId}/{table}", {
          path: { baseId: input.baseId, table: input.table },
          json: {
            records: batch.map((fields) => ({ fields })),
            typecast: input.typecast,
            returnFieldsByFieldId: input.byFieldId,
          },
          response: WrittenAnswer,
        }),
    );
    return { records, warnings };
  },
});
