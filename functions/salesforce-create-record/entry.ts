/**
 * Creates a Salesforce record, such as a lead, a case or a task.
 *
 * @example
 * const { data } = await base44.functions.invoke("salesforce-create-record", {
 *   object: "Lead", fields: { LastName: "Lovelace", Company: "Analytical Engines", Email: "ada@example.com" },
 * });
 *
 * @see https://developer.salesforce.com/docs/platform/api-rest/guide/dome-sobject-create.html
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import * as z from "../../shared/runtime/zod.ts";
import { writeFields } from "../../shared/services/salesforce-records.ts";
import {
  objectName,
  salesforce,
  SALESFORCE_ALLOWED_OBJECTS,
  SALESFORCE_EXTRA_SCOPES,
} from "../../shared/services/salesforce.ts";

const Input = z.strictObject({
  object: objectName.describe("API name of the object, such as Lead, Case or Invoice__c"),
  fields: writeFields.describe(
    "Values by the API names of the fields; a lead needs LastName and Company, a contact LastName, an account " +
      "Name, an opportunity Name, StageName and CloseDate",
  ),
});

const Output = z.object({ id: z.string().describe("ID of the new record, 18 characters") });

export default defineFunction({
  name: "salesforce-create-record",
  service: salesforce,
  scopes: ["api"],
  extraScopes: SALESFORCE_EXTRA_SCOPES,
  effect: "write",
  access: "admin",
  bounds: { object: SALESFORCE_ALLOWED_OBJECTS },
  input: Input,
  output: Output,

  async run({ input, http }) {
    const { object, fields } = input;
    const created = await http.post("sobjects/{object}", {
      path: { object },
      json: fields,
      response: z.object({ id: z.string() }),
    });
    return { id: created.id };
  },
});
