/**
 * Creates a HubSpot deal and links it to contacts and companies.
 *
 * @example
 * const { data } = await base44.functions.invoke("hubspot-create-deal", {
 *   name: "Renewal 2027", amount: 3000, stage: "appointmentscheduled", contactIds: ["734931097788"],
 * });
 *
 * @see https://developers.hubspot.com/docs/api-reference/2026-03/crm/objects/deals/create-deal
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import * as z from "../../shared/runtime/zod.ts";
import { dealAssociations, dealFields, dealProperties } from "../../shared/services/hubspot-deals.ts";
import { hubspot, hubspotRecord, hubspotRecordShape, RecordAnswer } from "../../shared/services/hubspot.ts";

const Input = z.strictObject(dealFields);

const Output = z.object({
  dealId: z.string().describe("ID of the new deal"),
  record: hubspotRecordShape.describe("The deal, with what was written and a few other properties"),
});

export default defineFunction({
  name: "hubspot-create-deal",
  service: hubspot,
  scopes: ["crm.objects.deals.write"],
  effect: "write",
  access: "admin",
  input: Input,
  output: Output,

  async run({ input, http }) {
    const deal = await http.post("deals", {
      json: { properties: dealProperties(input), associations: dealAssociations(input) },
      response: RecordAnswer,
    });
    return { dealId: deal.id, record: hubspotRecord(deal) };
  },
});
