/**
 * Finds HubSpot contacts, companies, deals, tickets or other records.
 *
 * @example
 * const { data } = await base44.functions.invoke("hubspot-search", {
 *   objectType: "deals", where: [{ field: "amount", op: "gte", value: 5000 }], properties: ["dealname", "amount"],
 * });
 *
 * @see https://developers.hubspot.com/docs/api-reference/2026-03/crm/search-the-crm
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import { atMostOne } from "../../shared/runtime/rules.ts";
import * as z from "../../shared/runtime/zod.ts";
import { searchBody, searchFields } from "../../shared/services/hubspot-search.ts";
import {
  hubspot,
  HUBSPOT_ALLOWED_OBJECT_TYPES,
  hubspotRecord,
  hubspotRecordShape,
  objectType,
  otherObjectScopes,
  propertyNames,
  RecordAnswer,
} from "../../shared/services/hubspot.ts";

const Input = z.strictObject({
  objectType: objectType.describe(
    "contacts, companies, deals, tickets, another type's name, or its ID such as 2-12345",
  ),
  ...searchFields,
  properties: propertyNames.describe("Internal names of the properties to read; by default a few"),
  limit: z.int().min(1).max(200).default(20).describe("Most records of one page, 1 to 200"),
  cursor: z.string().min(1).max(500).optional().describe(
    "`nextCursor` of the page before; the other fields stay as they were",
  ),
}).refine(...atMostOne("where", "whereAny"));

const Output = z.object({
  records: z.array(hubspotRecordShape).describe(
    "The records of this page; what was written a few seconds ago may be missing",
  ),
  total: z.number().describe("How many records fit in all; HubSpot lists the first 10,000 of them"),
  nextCursor: z.string().nullable().describe("For the next page; null on the last one"),
});

export default defineFunction({
  name: "hubspot-search",
  service: hubspot,
  scopes: ["crm.objects.contacts.read"],
  extraScopes: otherObjectScopes("read"),
  effect: "read",
  access: "admin",
  bounds: { objectType: HUBSPOT_ALLOWED_OBJECT_TYPES },
  input: Input,
  output: Output,

  async run({ input, http }) {
    const { objectType, properties, limit, cursor } = input;
    const page = await http.post("{objectType}/search", {
      path: { objectType },
      json: { ...searchBody(input), properties, limit, after: cursor },
      response: z.object({
        results: z.array(RecordAnswer),
        total: z.number(),
        paging: z.object({ next: z.object({ after: z.string() }).nullish() }).nullish(),
      }),
    });
    return {
      records: page.results.map(hubspotRecord),
      total: page.total,
      nextCursor: page.paging?.next?.after ?? null,
    };
  },
});
