/**
 * Creates an issue in Linear: the shortest form that builders write.
 *
 * @module
 */
import { createClientFromRequest } from "npm:@base44/sdk@0.8.50";

declare const Deno: { serve(handler: (req: Request) => Promise<Response>): void };

const CREATE_ISSUE = `mutation ($input: IssueCreateInput!) {
  issueCreate(input: $input) { success issue { id identifier title url } }
}`;

Deno.serve(async (req) => {
  try {
    const base44 = createClientFromRequest(req);
    const user = await base44.auth.me();
    if (!user) return Response.json({ error: "Unauthorized" }, { status: 401 });
    const { accessToken } = await base44.asServiceRole.connectors.getConnection("linear");
    const { team, title, description } = await req.json();
    const response = await fetch("https://api.linear.app/graphql", {
      method: "POST",
      headers: { Authorization: `Bearer ${accessToken}`, "Content-Type": "application/json" },
      body: JSON.stringify({
        query: CREATE_ISSUE,
        variables: { input: { teamId: team, title, description } },
      }),
    });
    const { data, errors } = await response.json();
    if (errors) return Response.json({ error: errors[0].message }, { status: 500 });
    const { id, identifier, url } = data.issueCreate.issue;
    return Response.json({ id, identifier, url });
  } catch (error) {
    return Response.json({ error: (error as Error).message }, { status: 500 });
  }
});
