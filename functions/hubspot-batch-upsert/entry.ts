/**
 * Creates or updates up to 100 HubSpot records by a property with unique values.
 *
 * @example
 * const { data } = await base44.functions.invoke("hubspot-batch-upsert", {
 *   objectType: "companies", idProperty: "customer_number",
 *   records: [{ id: "C-1042", properties: { name: "Analytical Engines" } }],
 * });
 *
 * @see https://developers.hubspot.com/docs/api-reference/2026-03/crm/objects/custom-objects/batch/upsert-custom-objects
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import * as z from "../../shared/runtime/zod.ts";
import {
  BatchAnswer,
  batchInputs,
  batchRecords,
  batchResults,
  batchShape,
} from "../../shared/services/hubspot-batch.ts";
import {
  hubspot,
  HUBSPOT_ALLOWED_OBJECT_TYPES,
  objectType,
  otherObjectScopes,
  propertyName,
} from "../../shared/services/hubspot.ts";

const Input = z.strictObject({
  objectType: objectType.describe(
    "contacts, companies, deals, tickets, another type's name, or its ID such as 2-12345",
  ),
  idProperty: propertyName.describe(
    "Internal name of the property that tells records apart; HubSpot has to know its values as unique",
  ),
  records: batchRecords.describe("1 to 100 records, each id once"),
});

const Output = z.object(batchShape);

export default defineFunction({
  name: "hubspot-batch-upsert",
  service: hubspot,
  scopes: ["crm.objects.contacts.write"],
  extraScopes: otherObjectScopes("write"),
  effect: "write",
  access: "admin",
  bounds: { objectType: HUBSPOT_ALLOWED_OBJECT_TYPES },
  input: Input,
  output: Output,

  async run({ input, http }) {
    const { objectType, idProperty, records } = input;
    const answer = await http.post("{objectType}/batch/upsert", {
      path: { objectType },
      json: { inputs: batchInputs(records, idProperty) },
      idempotent: true, // What the first request made is found by its unique value by the second.
      response: BatchAnswer,
    });
    return batchResults(answer, records);
  },
});
