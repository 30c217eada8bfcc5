/**
 * Reads rows of a Notion data source with Notion's own SDK.
 *
 * @module
 */
import { createClientFromRequest } from "npm:@base44/sdk@0.8.50";
import { Client } from "@notionhq/client";

declare const Deno: { serve(handler: (req: Request) => Promise<Response>): void };

Deno.serve(async (req) => {
  try {
    const base44 = createClientFromRequest(req);
    const user = await base44.auth.me();
    if (!user) return Response.json({ error: "Unauthorized" }, { status: 401 });
    const { accessToken } = await base44.asServiceRole.connectors.getConnection("notion");
    const { dataSource, limit } = await req.json();
    const { results, next_cursor } = await new Client({ auth: accessToken })
      .dataSources.query({ data_source_id: dataSource, page_size: limit });
    return Response.json({ rows: results, nextCursor: next_cursor });
  } catch (error) {
    return Response.json({ error: (error as Error).message }, { status: 500 });
  }
});
