/**
 * Reads rows of a Notion data source: the shortest form that builders write.
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
    const { accessToken } = await base44.asServiceRole.connectors.getConnection("notion");
    const { dataSource, limit } = await req.json();
    const response = await fetch(
      `https://api.notion.com/v1/data_sources/${dataSource}/query`,
      {
        method: "POST",
        headers: {
          Authorization: `Bearer ${accessToken}`,
          "Content-Type": "application/json",
          "Notion-Version": "2026-03-11",
        },
        body: JSON.stringify({ page_size: limit }),
      },
    );
    if (!response.ok) return Response.json({ error: await response.text() }, { status: 500 });
    const { results, next_cursor } = await response.json();
    return Response.json({ rows: results, nextCursor: next_cursor });
  } catch (error) {
    return Response.json({ error: (error as Error).message }, { status: 500 });
  }
});
