/**
 * Sends a mail through Outlook. Stands for: whatever fails is sent again (5 % of 464 have any retry), a mail
 * that may have left included.
 *
 * @module
 */
import { createClientFromRequest } from "npm:@base44/sdk@0.8.50";

declare const Deno: { serve(handler: (req: Request) => Promise<Response>): void };

async function fetchWithRetry(url: string, options: RequestInit, retries = 3): Promise<Response> {
  for (let attempt = 1; attempt <= retries; attempt++) {
    try {
      const response = await fetch(url, options);
      if (response.ok || attempt === retries) return response;
    } catch (error) {
      if (attempt === retries) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, attempt * 1000));
  }
  throw new Error("Max retries exceeded");
}

Deno.serve(async (req) => {
  try {
    const base44 = createClientFromRequest(req);
    const user = await base44.auth.me();
    if (!user) {
      return Response.json({ error: "Unauthorized" }, { status: 401 });
    }

    const { to, subject, body } = await req.json();
    if (!to || !subject) {
      return Response.json({ error: "to and subject are required" }, { status: 400 });
    }

    const { accessToken } = await base44.asServiceRole.connectors.getConnection("outlook");
    if (!accessToken) {
      return Response.json({ error: "Outlook is not connected" }, { status: 400 });
    }

    const response = await fetchWithRetry("https://graph.microsoft.com/v1.0/me/sendMail", {
      method: "POST",
      headers: { Authorization: `Bearer ${accessToken}`, "Content-Type": "application/json" },
      body: JSON.stringify({
        message: {
          subject,
          body: { contentType: "HTML", content: body },
          toRecipients: [{ emailAddress: { address: to } }],
        },
        saveToSentItems: true,
      }),
    });
    if (!response.ok) {
      const errorData = await response.json();
      throw new Error(errorData.error?.message || "Failed to send email");
    }

    return Response.json({ success: true });
  } catch (error) {
    console.error("Outlook send failed:", (error as Error).message);
    return Response.json({ error: (error as Error).message }, { status: 500 });
  }
});
