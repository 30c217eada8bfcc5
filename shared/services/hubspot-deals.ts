/**
 * Deals by the collection's names for their usual properties, and what they are linked to.
 *
 * @see https://developers.hubspot.com/docs/api-reference/2026-03/crm/objects/deals/guide
 * @module
 * @version 0.1.0
 */
import { instant } from "../runtime/time.ts";
import * as z from "../runtime/zod.ts";
import { hubspotId, properties, propertyTexts } from "./hubspot.ts";

/** Stages and pipelines have IDs such as `appointmentscheduled` or `1234567`, never labels. */
const PipelineId = z.string().max(100).regex(
  /^[\w-]+$/,
  "expected an ID such as appointmentscheduled or 1234567, not a label",
);
const Linked = z.array(hubspotId).min(1).max(100).optional();

export const dealFields = {
  name: z.string().min(1).max(1_000).describe("Name of the deal"),
  amount: z.number().optional().describe("Amount, in the currency of the account or of the deal"),
  stage: PipelineId.optional().describe("ID of the stage, such as appointmentscheduled; not its label"),
  pipeline: PipelineId.optional().describe("ID of the pipeline; by default that of the account"),
  closeDate: z.union([z.iso.date(), instant]).optional().describe(
    "Expected end: 2026-09-30 or a time, ISO 8601",
  ),
  ownerId: hubspotId.optional().describe("ID of the owner"),
  contactIds: Linked.describe("IDs of contacts to link"),
  companyIds: Linked.describe("IDs of companies to link"),
  properties: properties.optional().describe(
    "Further properties by their internal names, which win over the other fields",
  ),
};

type Deal = z.output<z.ZodObject<typeof dealFields>>;

export function dealProperties(deal: Deal): Record<string, string> {
  return propertyTexts({
    dealname: deal.name,
    amount: deal.amount,
    dealstage: deal.stage,
    pipeline: deal.pipeline,
    closedate: deal.closeDate,
    hubspot_owner_id: deal.ownerId,
    ...deal.properties,
  });
}

/** How HubSpot numbers the links from a deal. */
const TO_CONTACT = 3;
const TO_COMPANY = 341;

export function dealAssociations({ contactIds = [], companyIds = [] }: Deal): unknown[] | undefined {
  const links = [
    ...[...new Set(contactIds)].map((id) => association(id, TO_CONTACT)),
    ...[...new Set(companyIds)].map((id) => association(id, TO_COMPANY)),
  ];
  return links.length === 0 ? undefined : links;
}

function association(id: string, associationTypeId: number): unknown {
  return { to: { id }, types: [{ associationCategory: "HUBSPOT_DEFINED", associationTypeId }] };
}
