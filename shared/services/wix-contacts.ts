/**
 * Contacts of a Wix site: their usual fields, on the way in and out.
 *
 * @see https://dev.wix.com/docs/rest/crm/members-contacts/contacts/contacts/contact-v4/create-contact
 * @module
 * @version 0.1.0
 */
import * as z from "../runtime/zod.ts";

const Text = z.string().min(1).max(1_000);
const Code = z.string().min(1).max(100);

export const contactFields = {
  firstName: Text.optional().describe("First name"),
  lastName: Text.optional().describe("Last name"),
  email: z.email().max(320).optional().describe("Email address"),
  phone: z.string().min(1).max(50).optional().describe("Phone number"),
  countryCode: z.string().regex(/^[A-Z]{2}$/, "expected a country such as DE").optional().describe(
    "Country of the phone number, ISO 3166 in two letters",
  ),
  company: Text.optional().describe("Name of the company"),
  jobTitle: Text.optional().describe("Job title"),
  birthdate: z.iso.date().optional().describe("Date of birth, such as 1990-05-17"),
  address: z.strictObject({
    country: z.string().regex(/^[A-Z]{2}$/, "expected a country such as US").optional().describe(
      "Country, ISO 3166 in two letters",
    ),
    subdivision: Code.optional().describe("State or region, ISO 3166-2 such as US-NY"),
    city: Text.optional().describe("City"),
    postalCode: Code.optional().describe("Postal code"),
    addressLine: Text.optional().describe("Street and number"),
  }).optional().describe("Postal address"),
  labelKeys: z.array(Text).min(1).max(100).optional().describe(
    "Keys of labels to put on it, such as custom.customers; for admins",
  ),
  customFields: z.record(Text, z.union([z.string().max(4_000), z.number(), z.boolean()])).optional().describe(
    "Values by the keys of extended fields, such as custom.nickname; for admins",
  ),
};

const ContactInput = z.object(contactFields);

/** Wix's `info`. Single values stand in lists there, each with what it is for. */
export function contactInfo(contact: z.output<typeof ContactInput>): Record<string, unknown> {
  const { firstName: first, lastName: last, email, phone, countryCode, address } = contact;
  return {
    name: first === undefined && last === undefined ? undefined : { first, last },
    emails: email === undefined ? undefined : { items: [{ tag: "MAIN", email }] },
    phones: phone === undefined ? undefined : { items: [{ tag: "MOBILE", phone, countryCode }] },
    addresses: address && { items: [{ tag: "HOME", address }] },
    company: contact.company,
    jobTitle: contact.jobTitle,
    birthdate: contact.birthdate,
    labelKeys: contact.labelKeys && { items: contact.labelKeys },
    extendedFields: contact.customFields && { items: contact.customFields },
  };
}

const Items = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item).nullish() }).nullish();

export const ContactAnswer = z.object({
  id: z.string(),
  revision: z.number().nullish(),
  createdDate: z.string().nullish(),
  primaryInfo: z.object({ email: z.string().nullish(), phone: z.string().nullish() }).nullish(),
  info: z.object({
    name: z.object({ first: z.string().nullish(), last: z.string().nullish() }).nullish(),
    emails: Items(z.object({ email: z.string().nullish() })),
    phones: Items(z.object({ phone: z.string().nullish() })),
  }).nullish(),
});

export const contactShape = {
  id: z.string().describe("ID of the contact"),
  revision: z.number().nullable().describe("Number of its version, which goes up with every change"),
  firstName: z.string().nullable().describe("First name"),
  lastName: z.string().nullable().describe("Last name"),
  email: z.string().nullable().describe("Main email address"),
  phone: z.string().nullable().describe("Main phone number"),
  createdAt: z.string().nullable().describe("When it was created, ISO 8601"),
};

export function readContact(
  { id, revision, createdDate, primaryInfo, info }: z.output<typeof ContactAnswer>,
) {
  return {
    id,
    revision: revision ?? null,
    firstName: info?.name?.first ?? null,
    lastName: info?.name?.last ?? null,
    email: primaryInfo?.email ?? info?.emails?.items?.[0]?.email ?? null,
    phone: primaryInfo?.phone ?? info?.phones?.items?.[0]?.phone ?? null,
    createdAt: createdDate ?? null,
  };
}
