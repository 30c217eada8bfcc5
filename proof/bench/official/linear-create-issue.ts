/**
 * Creates an issue in Linear with Linear's own SDK.
 *
 * @module
 */
import { createClientFromRequest } from "npm:@base44/sdk@0.8.50";
import { LinearClient } from "@linear/sdk";

declare const Deno: { serve(handler: (req: Request) => Promise<Response>): void };

Deno.serve(async (req) => {
  try {
    const base44 = createClientFromRequest(req);
    const user = await base44.auth.me();
    if (!user) return Response.json({ error: "Unauthorized" }, { status: 401 });
    const { accessToken } = await base44.asServiceRole.connectors.getConnection("linear");
    const { team, title, description } = await req.json();
    const payload = await new LinearClient({ accessToken }).createIssue({ teamId: team, title, description });
    // The SDK's own mutation answers the ID alone; identifier and address take a second request.
    const issue = await payload.issue;
    return Response.json({ id: issue?.id, identifier: issue?.identifier, url: issue?.url });
  } catch (error) {
    return Response.json({ error: (error as Error).message }, { status: 500 });
  }
});
