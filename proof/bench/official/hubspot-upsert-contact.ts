/**
 * Updates a HubSpot contact or creates it, with HubSpot's own SDK.
 *
 * @module
 */
import { createClientFromRequest } from "npm:@base44/sdk@0.8.50";
import { Client } from "@hubspot/api-client";

declare const Deno: { serve(handler: (req: Request) => Promise<Response>): void };

Deno.serve(async (req) => {
  try {
    const base44 = createClientFromRequest(req);
    const user = await base44.auth.me();
    if (!user) return Response.json({ error: "Unauthorized" }, { status: 401 });
    const { accessToken } = await base44.asServiceRole.connectors.getConnection("hubspot");
    const { email, firstName, lastName } = await req.json();
    const { basicApi } = new Client({ accessToken }).crm.contacts;
    const properties = { firstname: firstName, lastname: lastName };
    const known = await basicApi.update(email, { properties }, "email").catch((error) => {
      if (error.code !== 404) throw error;
    });
    const contact = known ?? await basicApi.create({ properties: { ...properties, email } });
    return Response.json({ contactId: contact.id, created: !known });
  } catch (error) {
    return Response.json({ error: (error as Error).message }, { status: 500 });
  }
});
