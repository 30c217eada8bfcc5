/**
 * Shares a file of Google Drive. Stands for: the role is read from a field of the app's own, which users can
 * write in their own record (among the 8 % of 38 whose check of the role can be passed).
 *
 * @module
 */
import { createClientFromRequest } from "npm:@base44/sdk@0.8.50";

declare const Deno: { serve(handler: (req: Request) => Promise<Response>): void };

Deno.serve(async (req) => {
  try {
    const base44 = createClientFromRequest(req);
    const user = await base44.auth.me();
    if (user.user_role !== "admin" && user.role !== "admin") {
      return Response.json({ error: "Forbidden" }, { status: 403 });
    }

    const { file_id, email, role } = await req.json();
    const { accessToken } = await base44.asServiceRole.connectors.getConnection("googledrive");
    const headers = { Authorization: `Bearer ${accessToken}`, "Content-Type": "application/json" };

    const permissionRes = await fetch(`https://www.googleapis.com/drive/v3/files/${file_id}/permissions`, {
      method: "POST",
      headers,
      body: JSON.stringify({ type: "user", role: role || "reader", emailAddress: email }),
    });
    if (!permissionRes.ok) {
      const err = await permissionRes.text();
      return Response.json({ error: `Failed to share file: ${err}` }, { status: 500 });
    }

    const fileRes = await fetch(`https://www.googleapis.com/drive/v3/files/${file_id}?fields=webViewLink`, {
      headers,
    });
    const file = await fileRes.json();

    return Response.json({ success: true, link: file.webViewLink });
  } catch (error) {
    return Response.json({ error: (error as Error).message }, { status: 500 });
  }
});
