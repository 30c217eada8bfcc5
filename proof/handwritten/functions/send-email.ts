/**
 * Sends a mail through Gmail. Stands for: headers put together from the input as it came (0 of 67 mail
 * senders strip line breaks, 45 % do not encode the subject), and any signed-in user sends from the owner's
 * mailbox (12 of the 17 that ask who calls, of 40 read).
 *
 * @module
 */
import { createClientFromRequest } from "npm:@base44/sdk@0.8.50";

declare const Deno: { serve(handler: (req: Request) => Promise<Response>): void };

Deno.serve(async (req) => {
  try {
    const base44 = createClientFromRequest(req);
    const user = await base44.auth.me();
    if (!user) {
      return Response.json({ error: "Unauthorized" }, { status: 401 });
    }

    const { to, subject, body } = await req.json();
    if (!to || !subject || !body) {
      return Response.json({ error: "Missing required fields: to, subject, body" }, { status: 400 });
    }

    const { accessToken } = await base44.asServiceRole.connectors.getConnection("gmail");

    const email = [
      `To: ${to}`,
      `Subject: ${subject}`,
      "MIME-Version: 1.0",
      "Content-Type: text/html; charset=utf-8",
      "",
      body,
    ].join("\r\n");
    const raw = btoa(unescape(encodeURIComponent(email)))
      .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

    const res = await fetch("https://gmail.googleapis.com/gmail/v1/users/me/messages/send", {
      method: "POST",
      headers: { Authorization: `Bearer ${accessToken}`, "Content-Type": "application/json" },
      body: JSON.stringify({ raw }),
    });
    if (!res.ok) {
      const errorText = await res.text();
      throw new Error(`Gmail API error: ${res.status} ${errorText}`);
    }
    const result = await res.json();

    return Response.json({ success: true, messageId: result.id });
  } catch (error) {
    console.error("Error sending email:", error);
    return Response.json({ error: (error as Error).message }, { status: 500 });
  }
});
