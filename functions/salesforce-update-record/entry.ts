/**
 * Changes fields of a Salesforce record.
 *
 * @example
 * const { data } = await base44.functions.invoke("salesforce-update-record", {
 *   object: "Opportunity", id: "006dM00000AbCdEQAV", fields: { StageName: "Closed Won" },
 * });
 *
 * @see https://developer.salesforce.com/docs/platform/api-rest/guide/dome-update-fields.html
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import * as z from "../../shared/runtime/zod.ts";
import { writeFields } from "../../shared/services/salesforce-records.ts";
import {
  objectName,
  recordId,
  salesforce,
  SALESFORCE_ALLOWED_OBJECTS,
  SALESFORCE_EXTRA_SCOPES,
} from "../../shared/services/salesforce.ts";

const Input = z.strictObject({
  object: objectName.describe("API name of the record's object, such as Opportunity or Invoice__c"),
  id: recordId.describe("ID of the record, 15 or 18 characters"),
  fields: writeFields.describe(
    "New values by the API names of the fields; null empties a field, other fields stay",
  ),
});

const Output = z.object({
  id: z.string().describe("ID of the record, as it was given"),
  updated: z.boolean().describe("Always true: what cannot be changed is an error"),
});

export default defineFunction({
  name: "salesforce-update-record",
  service: salesforce,
  scopes: ["api"],
  extraScopes: SALESFORCE_EXTRA_SCOPES,
  effect: "write",
  access: "admin",
  bounds: { object: SALESFORCE_ALLOWED_OBJECTS },
  input: Input,
  output: Output,

  async run({ input, http }) {
    const { object, id, fields } = input;
    await http.patch("sobjects/{object}/{id}", { path: { object, id }, json: fields, idempotent: true });
    return { id, updated: true };
  },
});
