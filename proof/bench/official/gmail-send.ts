/**
 * Sends an email from Gmail with Google's own SDK.
 *
 * @module
 */
import { createClientFromRequest } from "npm:@base44/sdk@0.8.50";
import { auth, gmail } from "@googleapis/gmail";

declare const Deno: { serve(handler: (req: Request) => Promise<Response>): void };

Deno.serve(async (req) => {
  try {
    const base44 = createClientFromRequest(req);
    const user = await base44.auth.me();
    if (!user) return Response.json({ error: "Unauthorized" }, { status: 401 });
    const { accessToken } = await base44.asServiceRole.connectors.getConnection("gmail");
    const { to, subject, text } = await req.json();
    const mail = [`To: ${to}`, `Subject: ${subject}`, "Content-Type: text/plain; charset=utf-8", "", text];
    const raw = btoa(unescape(encodeURIComponent(mail.join("\r\n"))))
      .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
    const client = new auth.OAuth2();
    client.setCredentials({ access_token: accessToken });
    const sent = await gmail({
      version: "v1",
      auth: client,
      // Otherwise it takes node-fetch, which reads no body on workerd.
      fetchImplementation: (...args) => fetch(...args),
    }).users.messages.send({ userId: "me", requestBody: { raw } });
    return Response.json({ id: sent.data.id, threadId: sent.data.threadId });
  } catch (error) {
    return Response.json({ error: (error as Error).message }, { status: 500 });
  }
});
