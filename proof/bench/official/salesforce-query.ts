/**
 * Lists records of a Salesforce object with jsforce.
 *
 * @module
 */
import { createClientFromRequest } from "npm:@base44/sdk@0.8.50";
import { Connection } from "jsforce";

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
    const instanceUrl = connectionConfig?.instance_url ?? "";
    const connection = new Connection({ instanceUrl, accessToken, version: "66.0" });
    const soql = `SELECT Id, ${fields.join(", ")} FROM ${object} LIMIT ${limit}`;
    const { records, totalSize } = await connection.query(soql);
    return Response.json({ records, total: totalSize });
  } catch (error) {
    return Response.json({ error: (error as Error).message }, { status: 500 });
  }
});
