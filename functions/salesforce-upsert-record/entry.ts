/**
 * Updates the Salesforce record that has an external ID, or creates it where there is none.
 *
 * @example
 * const { data } = await base44.functions.invoke("salesforce-upsert-record", {
 *   object: "Contact", externalIdField: "Customer_Number__c", externalId: "C-1042",
 *   fields: { LastName: "Lovelace", Email: "ada@example.com" },
 * });
 *
 * @see https://developer.salesforce.com/docs/platform/api-rest/guide/dome-upsert.html
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import * as z from "../../shared/runtime/zod.ts";
import { without, writeFields } from "../../shared/services/salesforce-records.ts";
import {
  externalId,
  fieldName,
  objectName,
  salesforce,
  SALESFORCE_ALLOWED_OBJECTS,
  SALESFORCE_EXTRA_SCOPES,
} from "../../shared/services/salesforce.ts";

const Input = z.strictObject({
  object: objectName.describe("API name of the object, such as Contact or Invoice__c"),
  externalIdField: fieldName.describe(
    "API name of the field that tells records apart: an external ID, best a unique one, or Email of a contact",
  ),
  externalId: externalId.describe("The field's value, up to 255 characters"),
  fields: writeFields.describe(
    "Values by the API names of the other fields; null empties a field, other fields stay",
  ),
  updateOnly: z.boolean().default(false).describe(
    "Refuse where there is no such record, instead of creating it",
  ),
}).refine(({ externalIdField, fields }) => Object.keys(without(fields, externalIdField)).length > 0, {
  path: ["fields"],
  error: "expected at least one field beside externalIdField",
});

const Output = z.object({
  id: z.string().nullable().describe(
    "ID of the record, 18 characters; null where Salesforce does not tell it",
  ),
  created: z.boolean().describe("Whether the record is new"),
});

const Answer = z.object({ id: z.string().nullish(), created: z.boolean().nullish() });

export default defineFunction({
  name: "salesforce-upsert-record",
  service: salesforce,
  scopes: ["api"],
  extraScopes: SALESFORCE_EXTRA_SCOPES,
  effect: "write",
  access: "admin",
  bounds: { object: SALESFORCE_ALLOWED_OBJECTS },
  input: Input,
  output: Output,

  async run({ input, http }) {
    const { object, externalIdField, externalId, fields, updateOnly } = input;
    const saved = await http.patch("sobjects/{object}/{externalIdField}/{externalId}", {
      path: { object, externalIdField, externalId },
      query: { updateOnly: updateOnly || undefined },
      json: without(fields, externalIdField),
      idempotent: true,
      response: Answer.optional(), // Where it updates, Salesforce may answer 204.
    });
    return { id: saved?.id ?? null, created: saved?.created ?? false };
  },
});
