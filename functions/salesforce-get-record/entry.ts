/**
 * Reads a Salesforce record by its ID or by an external ID.
 *
 * @example
 * const { data } = await base44.functions.invoke("salesforce-get-record", {
 *   object: "Account", id: "001dM00003jU9GxQAK", fields: ["Name", "Industry", "OwnerId"],
 * });
 *
 * @see https://developer.salesforce.com/docs/platform/api-rest/guide/dome-get-field-values.html
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import { nullIfNotFound } from "../../shared/runtime/errors.ts";
import { exactlyOne } from "../../shared/runtime/rules.ts";
import * as z from "../../shared/runtime/zod.ts";
import {
  ownFields,
  RecordAnswer,
  recordShape,
  salesforceRecord,
  selected,
} from "../../shared/services/salesforce-records.ts";
import {
  externalId,
  fieldName,
  objectName,
  recordId,
  salesforce,
  SALESFORCE_ALLOWED_OBJECTS,
  SALESFORCE_EXTRA_SCOPES,
} from "../../shared/services/salesforce.ts";

const Input = z.strictObject({
  object: objectName.describe("API name of the record's object, such as Account or Invoice__c"),
  id: recordId.optional().describe("ID of the record, 15 or 18 characters"),
  externalIdField: fieldName.optional().describe(
    "Instead of id: API name of an external ID field; needs externalId",
  ),
  externalId: externalId.optional().describe("The value of externalIdField, up to 255 characters"),
  fields: ownFields.describe("API names of the fields to read, beside the ID"),
}).refine(...exactlyOne("id", "externalId")).refine(
  ({ externalIdField, externalId }) => (externalIdField === undefined) === (externalId === undefined),
  { path: ["externalIdField"], error: "expected externalIdField together with externalId" },
);

const Output = z.object({
  record: z.object(recordShape).nullable().describe(
    "The record; null where there is none or the connected user cannot see it",
  ),
});

export default defineFunction({
  name: "salesforce-get-record",
  service: salesforce,
  scopes: ["api"],
  extraScopes: SALESFORCE_EXTRA_SCOPES,
  effect: "read",
  access: "admin",
  bounds: { object: SALESFORCE_ALLOWED_OBJECTS },
  input: Input,
  output: Output,

  async run({ input, http }) {
    const { object, id, externalIdField = "", externalId = "" } = input;
    const options = { query: { fields: selected(input.fields).join(",") }, response: RecordAnswer };
    const request = id === undefined
      ? http.get("sobjects/{object}/{externalIdField}/{externalId}", {
        path: { object, externalIdField, externalId },
        ...options,
      })
      : http.get("sobjects/{object}/{id}", { path: { object, id }, ...options });
    const record = await nullIfNotFound(request);
    return { record: record && salesforceRecord(record) };
  },
});
