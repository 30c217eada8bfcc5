/**
 * Opens an issue in a GitHub repository with GitHub's own SDK.
 *
 * @module
 */
import { createClientFromRequest } from "npm:@base44/sdk@0.8.50";
import { Octokit } from "@octokit/rest";

declare const Deno: { serve(handler: (req: Request) => Promise<Response>): void };

Deno.serve(async (req) => {
  try {
    const base44 = createClientFromRequest(req);
    const user = await base44.auth.me();
    if (!user) return Response.json({ error: "Unauthorized" }, { status: 401 });
    const { accessToken } = await base44.asServiceRole.connectors.getConnection("github");
    const { repo: path, title, text, labels } = await req.json();
    const [owner, repo] = path.split("/");
    const { data } = await new Octokit({ auth: accessToken }).rest.issues
      .create({ owner, repo, title, body: text, labels });
    return Response.json({ number: data.number, url: data.html_url });
  } catch (error) {
    return Response.json({ error: (error as Error).message }, { status: 500 });
  }
});
