/**
 * Creates a contact of a Wix site; Wix sends it no mail.
 *
 * @example
 * const { data } = await base44.functions.invoke("wix-create-contact", {
 *   firstName: "Ada", lastName: "Lovelace", email: "ada@example.com",
 * });
 *
 * @see https://dev.wix.com/docs/rest/crm/members-contacts/contacts/contacts/contact-v4/create-contact
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import { atLeastOne } from "../../shared/runtime/rules.ts";
import * as z from "../../shared/runtime/zod.ts";
import {
  ContactAnswer,
  contactFields,
  contactInfo,
  contactShape,
  readContact,
} from "../../shared/services/wix-contacts.ts";
import { siteHeaders, wix, WIX_ALLOWED_CONTACTS } from "../../shared/services/wix.ts";

const Input = z.strictObject({
  ...contactFields,
  allowDuplicates: z.boolean().optional().describe(
    "Create it even where another contact has the email address; by default that is refused; for admins",
  ),
})
  .refine(...atLeastOne("firstName", "lastName", "email", "phone"))
  .refine(({ phone, countryCode }) => phone !== undefined || countryCode === undefined, {
    path: ["countryCode"],
    error: "expected phone with it",
  });

export default defineFunction({
  name: "wix-create-contact",
  service: wix,
  scopes: ["SCOPE.DC-CONTACTS.MANAGE-CONTACTS"],
  effect: "write",
  access: "user",
  bounds: { email: { secret: WIX_ALLOWED_CONTACTS, kind: "mail" } },
  adminOnly: ["labelKeys", "customFields", "allowDuplicates"],
  input: Input,
  output: z.object(contactShape),

  async run({ input, http, ...context }) {
    const allowDuplicates = input.allowDuplicates ?? false;
    const { contact } = await http.post("contacts/v4/contacts", {
      headers: siteHeaders(context),
      json: { info: contactInfo(input), allowDuplicates },
      idempotent: input.email !== undefined && !allowDuplicates, // Wix refuses a second one with the address.
      response: z.object({ contact: ContactAnswer }),
    });
    return readContact(contact);
  },
});
