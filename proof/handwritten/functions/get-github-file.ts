/**
 * Reads a file of a GitHub repository. Stands for: the path put together from the input as it came (67 % of
 * the 24 where it matters). Otherwise one of the better: it asks for the role (11 % of 38 do) and passes the
 * provider's status on.
 *
 * @module
 */
import { createClientFromRequest } from "npm:@base44/sdk@0.8.50";

declare const Deno: { serve(handler: (req: Request) => Promise<Response>): void };

Deno.serve(async (req) => {
  try {
    const base44 = createClientFromRequest(req);
    const user = await base44.auth.me();
    if (user?.role !== "admin") {
      return Response.json({ error: "Forbidden: Admin access required" }, { status: 403 });
    }

    const { repo, path } = await req.json();
    if (!repo || !path) {
      return Response.json({ error: "repo and path are required" }, { status: 400 });
    }

    const { accessToken } = await base44.asServiceRole.connectors.getConnection("github");

    const res = await fetch(`https://api.github.com/repos/${repo}/contents/${path}`, {
      headers: { Authorization: `Bearer ${accessToken}`, Accept: "application/vnd.github+json" },
    });
    if (!res.ok) {
      return Response.json({ error: `GitHub API error: ${res.status}` }, { status: res.status });
    }
    const file = await res.json();
    const bytes = Uint8Array.from(atob(file.content), (char) => char.charCodeAt(0));

    return Response.json({ content: new TextDecoder().decode(bytes), sha: file.sha });
  } catch (error) {
    return Response.json({ error: (error as Error).message }, { status: 500 });
  }
});
