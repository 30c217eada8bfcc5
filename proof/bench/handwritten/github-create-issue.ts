/**
 * Opens an issue in a GitHub repository: the shortest form that builders write.
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
    const { accessToken } = await base44.asServiceRole.connectors.getConnection("github");
    const { repo, title, text, labels } = await req.json();
    const response = await fetch(
      `https://api.github.com/repos/${repo}/issues`,
      {
        method: "POST",
        headers: {
          Authorization: `Bearer ${accessToken}`,
          Accept: "application/vnd.github+json",
          "User-Agent": "base44-app",
        },
        body: JSON.stringify({ title, body: text, labels }),
      },
    );
    if (!response.ok) return Response.json({ error: await response.text() }, { status: 500 });
    const { number, html_url } = await response.json();
    return Response.json({ number, url: html_url });
  } catch (error) {
    return Response.json({ error: (error as Error).message }, { status: 500 });
  }
});
