/**
 * Posts a message to a Slack channel with Slack's own SDK.
 *
 * @module
 */
import { createClientFromRequest } from "npm:@base44/sdk@0.8.50";
import { WebClient } from "@slack/web-api";

declare const Deno: { serve(handler: (req: Request) => Promise<Response>): void };

Deno.serve(async (req) => {
  try {
    const base44 = createClientFromRequest(req);
    const user = await base44.auth.me();
    if (!user) return Response.json({ error: "Unauthorized" }, { status: 401 });
    const { accessToken } = await base44.asServiceRole.connectors.getConnection("slackbot");
    const { channel, text } = await req.json();
    // workerd refuses `fetch` as a method of the client, and `redirect: "error"`: the SDK would then try again
    // for half an hour.
    const workerdFetch: typeof fetch = (url, init) => fetch(url, { ...init, redirect: "manual" });
    const client = new WebClient(accessToken, { fetch: workerdFetch });
    const posted = await client.chat.postMessage({ channel, text });
    return Response.json({ channelId: posted.channel, ts: posted.ts });
  } catch (error) {
    return Response.json({ error: (error as Error).message }, { status: 500 });
  }
});
