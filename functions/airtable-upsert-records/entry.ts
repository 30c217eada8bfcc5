/**
 * Updates the Airtable records that match on given fields and creates those that do not exist yet.
 *
 * @example
 * const { data } = await base44.functions.invoke("airtable-upsert-records", {
 *   baseId: "appD26Y6hJLSadC6d", table: "Contacts", mergeOn: ["Email"],
 *   records: [{ fields: { Email: "ada@example.com", Name: "Ada" } }],
 * });
 *
 * @see https://airtable.com/developers/web/api/update-multiple-records
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import * as z from "../../shared/runtime/zod.ts";
import {
  airtable,
  byFieldId,
  fieldName,
  recordId,
  tableBounds,
  tableFields,
} from "../../shared/services/airtable.ts";
import {
  fieldValues,
  recordList,
  typecast,
  writeInBatches,
  WrittenAnswer,
  writtenFields,
} from "../../shared/services/airtable-records.ts";
import { distinctKeys } from "../../shared/services/airtable-upsert.ts";

const Upsert = z.strictObject({
  id: recordId.optional().describe("ID of the record, to update it whatever its merge fields hold"),
  fields: fieldValues.describe("Values by field; without an ID all merge fields among them"),
});

const Input = z.strictObject({
  ...tableFields,
  mergeOn: z.array(fieldName).min(1).max(3).describe(
    "IDs or names of 1 to 3 fields that together identify a record, spelled as in records",
  ),
  records: recordList(Upsert).describe("1 to 100 records"),
  typecast,
  byFieldId,
}).superRefine(distinctKeys);

const Output = z.object({
  ...writtenFields,
  createdIds: z.array(z.string()).describe("IDs of the records that were created"),
  updatedIds: z.array(z.string()).describe("IDs of the records that were updated"),
});

export default defineFunction({
  name: "airtable-upsert-records",
  service: airtable,
  scopes: ["data.records:write"],
  effect: "write",
  access: "admin",
  bounds: tableBounds,
  input: Input,
  output: Output,

  async run({ input, http, ...context }) {
    return await writeInBatches(input.records, context, (batch) =>
      http.patch("{baseId}/{table}", {
        path: { baseId: input.baseId, table: input.table },
        json: {
          performUpsert: { fieldsToMergeOn: input.mergeOn },
          records: batch,
          typecast: input.typecast,
          returnFieldsByFieldId: input.byFieldId,
        },
        idempotent: true,
        response: WrittenAnswer,
      }));
  },
});
