/**
 * Reads a HubSpot record by its ID or by a unique property, with the records that it is linked to.
 *
 * @example
 * const { data } = await base44.functions.invoke("hubspot-get-record", {
 *   objectType: "contacts", id: "ada@example.com", idProperty: "email", associations: ["companies"],
 * });
 *
 * @see https://developers.hubspot.com/docs/api-reference/latest/crm/using-object-apis
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import { nullIfNotFound } from "../../shared/runtime/errors.ts";
import * as z from "../../shared/runtime/zod.ts";
import {
  hubspot,
  HUBSPOT_ALLOWED_OBJECT_TYPES,
  hubspotRecord,
  hubspotRecordShape,
  objectType,
  otherObjectScopes,
  propertyName,
  propertyNames,
  RecordAnswer,
} from "../../shared/services/hubspot.ts";

const Input = z.strictObject({
  objectType: objectType.describe(
    "contacts, companies, deals, tickets, another type's name, or its ID such as 2-12345",
  ),
  id: z.string().min(1).max(500).describe("ID of the record, or with idProperty the value of that property"),
  idProperty: propertyName.optional().describe(
    "Internal name of a property with unique values, such as email",
  ),
  properties: propertyNames.describe("Internal names of the properties to read; by default a few"),
  associations: z.array(objectType).min(1).max(10).optional().describe(
    "Object types, such as companies, of which the linked records are told",
  ),
});

const Link = z.object({
  id: z.string().describe("ID of the linked record"),
  type: z.string().describe("How they are linked, such as contact_to_company"),
});

const Output = z.object({
  record: hubspotRecordShape.nullable().describe("The record; null where there is none"),
  associations: z.record(z.string(), z.array(Link)).describe("The linked records by object type"),
  incomplete: z.boolean().describe("Whether there are more linked records than HubSpot tells at once"),
});

const Answer = RecordAnswer.extend({
  associations: z.record(
    z.string(),
    z.object({ results: z.array(Link), paging: z.object({ next: z.unknown() }).nullish() }),
  ).default({}),
});

export default defineFunction({
  name: "hubspot-get-record",
  service: hubspot,
  scopes: ["crm.objects.contacts.read"],
  extraScopes: otherObjectScopes("read"),
  effect: "read",
  access: "admin",
  bounds: { objectType: HUBSPOT_ALLOWED_OBJECT_TYPES },
  input: Input,
  output: Output,

  async run({ input, http }) {
    const { objectType, id, idProperty, properties, associations } = input;
    const record = await nullIfNotFound(http.get("{objectType}/{id}", {
      path: { objectType, id },
      query: { idProperty, properties: properties?.join(","), associations: associations?.join(",") },
      response: Answer,
    }));
    const links = Object.entries(record?.associations ?? {});
    return {
      record: record && hubspotRecord(record),
      associations: Object.fromEntries(links.map(([type, { results }]) => [type, results])),
      incomplete: links.some(([, { paging }]) => paging?.next !== undefined),
    };
  },
});
