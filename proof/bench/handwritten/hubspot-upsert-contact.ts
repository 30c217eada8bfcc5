/**
 * Updates a HubSpot contact or creates it: the shortest form that builders write.
 *
 * @module
 */
import { createClientFromRequest } from "npm:@base44/sdk@0.8.50";

declare const Deno: { serve(handler: (req: Request) => Promise<Response>): void };

const CONTACTS = "https://api.hubapi.com/crm/v3/objects/contacts";

Deno.serve(async (req) => {
  try {
    const base44 = createClientFromRequest(req);
    const user = await base44.auth.me();
    if (!user) return Response.json({ error: "Unauthorized" }, { status: 401 });
    const { accessToken } = await base44.asServiceRole.connectors.getConnection("hubspot");
    const { email, firstName, lastName } = await req.json();
    const headers = { Authorization: `Bearer ${accessToken}`, "Content-Type": "application/json" };
    const properties = { firstname: firstName, lastname: lastName };
    let response = await fetch(
      `${CONTACTS}/${encodeURIComponent(email)}?idProperty=email`,
      {
        method: "PATCH",
        headers,
        body: JSON.stringify({ properties }),
      },
    );
    const created = response.status === 404;
    if (created) {
      const body = JSON.stringify({ properties: { ...properties, email } });
      response = await fetch(CONTACTS, { method: "POST", headers, body });
    }
    if (!response.ok) return Response.json({ error: await response.text() }, { status: 500 });
    const { id } = await response.json();
    return Response.json({ contactId: id, created });
  } catch (error) {
    return Response.json({ error: (error as Error).message }, { status: 500 });
  }
});
