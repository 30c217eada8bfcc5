/**
 * Contacts by the collection's names for their usual properties.
 *
 * @module
 * @version 0.1.0
 */
import { FunctionError } from "../runtime/errors.ts";
import * as z from "../runtime/zod.ts";
import { hubspotId, properties, propertyTexts } from "./hubspot.ts";

const Text = z.string().max(1_000);

export const contactFields = {
  firstName: Text.optional().describe("First name; in all these fields, empty text clears what is there"),
  lastName: Text.optional().describe("Last name"),
  phone: Text.optional().describe("Phone number"),
  company: Text.optional().describe("Name of the company"),
  jobTitle: Text.optional().describe("Job title"),
  website: Text.optional().describe("Website"),
  lifecycleStage: Text.optional().describe("Internal name of a stage, such as lead or customer; for admins"),
  ownerId: hubspotId.optional().describe("ID of the owner; for admins"),
  properties: properties.refine(
    (values) => !Object.keys(values).some((name) => name.toLowerCase() === "email"),
    "expected no email among the properties",
  ).optional().describe(
    "Further properties by their internal names, which win over the other fields; null clears one; for admins",
  ),
};

const NAMES = {
  firstName: "firstname",
  lastName: "lastname",
  phone: "phone",
  company: "company",
  jobTitle: "jobtitle",
  website: "website",
  lifecycleStage: "lifecyclestage",
  ownerId: "hubspot_owner_id",
} as const;

type Contact = { [Name in keyof typeof NAMES]?: string | undefined } & {
  properties?: Readonly<Record<string, unknown>> | undefined;
};

export function contactProperties(contact: Contact): Record<string, string> {
  const named = Object.entries(NAMES).map(([field, name]) => [name, contact[field as keyof typeof NAMES]]);
  return propertyTexts({ ...Object.fromEntries(named), ...contact.properties });
}

/** The contact that has the address already, as far as HubSpot tells; rethrows every other failure. */
export function conflictingContact(error: unknown): string | undefined {
  if (!(error instanceof FunctionError) || error.code !== "conflict") throw error;
  const { existingId } = error.details.params ?? {};
  return typeof existingId === "string" ? existingId : undefined;
}
