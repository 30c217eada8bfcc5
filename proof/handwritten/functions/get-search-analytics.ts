/**
 * Reads figures from Google Search Console. Stands for: the stack is answered (5 % of 464). Otherwise one of
 * the better: it asks for the role (11 % of 38 do) and escapes what goes into the path (17 % of 24).
 *
 * @module
 */
import { createClientFromRequest } from "npm:@base44/sdk@0.8.50";

declare const Deno: { serve(handler: (req: Request) => Promise<Response>): void };

interface Row {
  keys: string[];
  clicks: number;
  impressions: number;
  ctr: number;
  position: number;
}

Deno.serve(async (req) => {
  try {
    const base44 = createClientFromRequest(req);
    const user = await base44.auth.me();
    if (user?.role !== "admin") {
      return Response.json({ error: "Forbidden: Admin access required" }, { status: 403 });
    }

    const { site_url, start_date, end_date, limit } = await req.json();
    const { accessToken } = await base44.asServiceRole.connectors.getConnection("google_search_console");

    const res = await fetch(
      `https://searchconsole.googleapis.com/webmasters/v3/sites/${encodeURIComponent(site_url)}` +
        "/searchAnalytics/query",
      {
        method: "POST",
        headers: { Authorization: `Bearer ${accessToken}`, "Content-Type": "application/json" },
        body: JSON.stringify({
          startDate: start_date,
          endDate: end_date,
          dimensions: ["query", "page"],
          rowLimit: limit || 100,
        }),
      },
    );
    if (!res.ok) {
      const errorText = await res.text();
      throw new Error(`Search Console API error (${res.status}): ${errorText}`);
    }
    const data = await res.json();

    return Response.json({
      rows: (data.rows || []).map((row: Row) => ({
        query: row.keys[0],
        page: row.keys[1],
        clicks: row.clicks,
        impressions: row.impressions,
        ctr: row.ctr,
        position: row.position,
      })),
    });
  } catch (error) {
    const { message, stack } = error as Error;
    return Response.json({ error: message, stack }, { status: 500 });
  }
});
