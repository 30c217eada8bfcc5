/**
 * Updates the HubSpot contact with an email address, or creates it where there is none.
 *
 * @example
 * const { data } = await base44.functions.invoke("hubspot-upsert-contact", {
 *   email: "ada@example.com", firstName: "Ada", lastName: "Lovelace",
 * });
 *
 * @see https://developers.hubspot.com/docs/api-reference/2026-03/crm/objects/contacts/update-contact
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import { nullIfNotFound } from "../../shared/runtime/errors.ts";
import * as z from "../../shared/runtime/zod.ts";
import {
  conflictingContact,
  contactFields,
  contactProperties,
} from "../../shared/services/hubspot-contacts.ts";
import {
  hubspot,
  HUBSPOT_ALLOWED_CONTACTS,
  hubspotRecord,
  hubspotRecordShape,
  RecordAnswer,
} from "../../shared/services/hubspot.ts";

const Input = z.strictObject({
  email: z.email().max(254).describe("Address by which the contact is found"),
  ...contactFields,
});

const Output = z.object({
  contactId: z.string().describe("ID of the contact"),
  created: z.boolean().describe("Whether the contact is new"),
  record: hubspotRecordShape.describe("The contact, with what was written and a few other properties"),
});

export default defineFunction({
  name: "hubspot-upsert-contact",
  service: hubspot,
  scopes: ["crm.objects.contacts.write"],
  extraScopes: { "crm.objects.contacts.read": "where only email is given, so that nothing changes" },
  effect: "write",
  access: "user",
  bounds: { email: { secret: HUBSPOT_ALLOWED_CONTACTS, kind: "mail" } },
  adminOnly: ["lifecycleStage", "ownerId", "properties"],
  input: Input,
  output: Output,

  async run({ input, http }) {
    const { email } = input;
    const properties = contactProperties(input);
    const save = (id: string, idProperty?: "email") => {
      const options = { path: { id }, query: { idProperty }, response: RecordAnswer };
      return Object.keys(properties).length === 0
        ? http.get("contacts/{id}", options)
        : http.patch("contacts/{id}", { ...options, json: { properties }, idempotent: true });
    };
    const answer = (created: boolean, contact: z.output<typeof RecordAnswer>) => ({
      contactId: contact.id,
      created,
      record: hubspotRecord(contact),
    });

    const known = await nullIfNotFound(save(email, "email"));
    if (known) return answer(false, known);
    try {
      return answer(
        true,
        await http.post("contacts", {
          json: { properties: { ...properties, email } },
          idempotent: true, // An address belongs to one contact only.
          response: RecordAnswer,
        }),
      );
    } catch (error) {
      const id = conflictingContact(error);
      const contact = await nullIfNotFound(id === undefined ? save(email, "email") : save(id));
      if (contact) return answer(false, contact);
      throw error;
    }
  },
});
