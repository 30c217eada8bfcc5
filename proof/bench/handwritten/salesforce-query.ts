/**
 * Lists records of a Salesforce object: the shortest form that builders write.
 *
 * @module
 */
import { createClientFromRequest } from "npm:@base44/sdk@0.8.50";

declare const Deno: { serve(handler: (req: Request) => Promise<Response>): void };

Deno.serve(async (req) => {
  try {
    const base44 = createClientFromRequest(req);
    const user = await base44.auth.me();
    if (!user) return Response.json({ error: "Unauthorized" }, { status: 401 });
    const { accessToken, connectionConfig } = await base44.asServiceRole.connectors.getConnection(
      "salesforce",
    );
    const { object, fields, limit } = await req.json();
    const soql = `SELECT Id, ${fields.join(", ")} FROM ${object} LIMIT ${limit}`;
    const response = await fetch(
      `${connectionConfig?.instance_url}/services/data/v66.0/query?q=${encodeURIComponent(soql)}`,
      { headers: { Authorization: `Bearer ${accessToken}` } },
    );
    if (!response.ok) return Response.json({ error: await response.text() }, { status: 500 });
    const { records, totalSize } = await response.json();
    return Response.json({ records, total: totalSize });
  } catch (error) {
    return Response.json({ error: (error as Error).message }, { status: 500 });
  }
});
