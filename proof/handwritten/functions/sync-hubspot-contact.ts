/**
 * Creates or updates a contact in HubSpot. Stands for: written as a handler of triggers, so nobody asks who
 * calls (48 % of 40 read), presence is all that is checked (0 of 33 validate), and HubSpot's refusal is
 * logged, answered and called a success.
 *
 * @module
 */
import { createClientFromRequest } from "npm:@base44/sdk@0.8.50";

declare const Deno: { serve(handler: (req: Request) => Promise<Response>): void };

Deno.serve(async (req) => {
  try {
    const base44 = createClientFromRequest(req);
    const { email, first_name, last_name } = await req.json();

    if (!email) {
      return Response.json({ error: "Email is required" }, { status: 400 });
    }

    const { accessToken } = await base44.asServiceRole.connectors.getConnection("hubspot");
    const headers = { Authorization: `Bearer ${accessToken}`, "Content-Type": "application/json" };
    const properties = { email, firstname: first_name, lastname: last_name };

    let response = await fetch(
      `https://api.hubapi.com/crm/objects/2026-03/contacts/${email}?idProperty=email`,
      { method: "PATCH", headers, body: JSON.stringify({ properties }) },
    );
    if (response.status === 404) {
      response = await fetch("https://api.hubapi.com/crm/objects/2026-03/contacts", {
        method: "POST",
        headers,
        body: JSON.stringify({ properties }),
      });
    }
    const contact = await response.json();
    console.log("HubSpot response:", JSON.stringify(contact));

    return Response.json({ success: true, contactId: contact.id, contact });
  } catch (error) {
    console.error("HubSpot sync error:", error);
    return Response.json({ error: (error as Error).message }, { status: 500 });
  }
});
