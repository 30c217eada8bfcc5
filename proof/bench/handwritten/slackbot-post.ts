/**
 * Posts a message to a Slack channel: the shortest form that builders write.
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
    const { accessToken } = await base44.asServiceRole.connectors.getConnection("slackbot");
    const { channel, text } = await req.json();
    const response = await fetch("https://slack.com/api/chat.postMessage", {
      method: "POST",
      headers: { Authorization: `Bearer ${accessToken}`, "Content-Type": "application/json; charset=utf-8" },
      body: JSON.stringify({ channel, text }),
    });
    const data = await response.json();
    if (!data.ok) return Response.json({ error: data.error }, { status: 500 });
    return Response.json({ channelId: data.channel, ts: data.ts });
  } catch (error) {
    return Response.json({ error: (error as Error).message }, { status: 500 });
  }
});
