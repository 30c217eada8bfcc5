import { expect, it } from "vitest";
import { bundleFunction } from "/work/main/sandbox/bundle.ts";
import { createWorkerdRuntime } from "/work/main/sandbox/runtimes/workerd.ts";
import { createDenoRuntime } from "/work/main/sandbox/runtimes/deno.ts";
for (const [name, create] of [["workerd", createWorkerdRuntime], ["deno", createDenoRuntime]] as const)
it(name, async () => {
  const N = 10_500_000; const puts: string[] = []; let got = 0; let lens: any[] = []; const lines: string[] = []; let refused = false;
  const data = new Uint8Array(N).map((_, i) => (i * 131) & 255); const out = new Uint8Array(N);
  const runtime = await create({ bundle: bundleFunction, log: (l) => lines.push(l), async outbound(request) {
    const u = new URL(request.url);
    if (u.pathname.endsWith("/entities/User/me") || u.pathname.endsWith("/me")) return Response.json({ id: "1", email: "a@b.co", role: "admin" });
    if (u.pathname.includes("external-auth/tokens")) return Response.json({ access_token: "provider-token", integration_type: "googledrive", connection_config: null });
    if (u.host === "base44.app" && u.pathname.startsWith("/files")) return new Response(new Blob([data]).stream(), { headers: { "content-type": "video/mp4" } });
    if (u.pathname.endsWith("generateIds")) return Response.json({ ids: ["1New"] });
    if (request.method === "POST") return new Response(null, { headers: { location: "https://www.googleapis.com/upload/drive/v3/files?uploadType=resumable&upload_id=x" } });
    const b = new Uint8Array(await request.arrayBuffer()); lens.push(request.headers.get("content-length"));
    const r = request.headers.get("content-range") ?? ""; puts.push(r);
    const m = /bytes (\d+)-(\d+)\/(.*)/.exec(r);
    if (m && !refused && Number(m[1]) > 0) { refused = true; return new Response("x", { status: 503 }); }
    if (m) { out.set(b, Number(m[1])); got = Number(m[2]) + 1; if (m[3] !== "*") return Response.json({ id: "1New", name: "n", mimeType: "video/mp4", size: String(got) }); }
    return new Response(null, { status: 308, headers: got ? { range: `bytes=0-${got - 1}` } : {} });
  } });
  const response = await runtime.call("google-drive-upload", new Request("https://app.example.com/x", { method: "POST", headers: { "content-type": "application/json", "base44-app-id": "app1", authorization: "Bearer u", "base44-service-authorization": "Bearer s" }, body: JSON.stringify({ fileUrl: "https://base44.app/files/v.mp4" }) }));
  console.log(name, response.status, await response.text(), puts, lens, lines);
  expect(Buffer.from(out).equals(data)).toBe(true);
  // raw body
  const raw = await runtime.call("google-drive-upload", new Request("https://app.example.com/x?name=a.bin", { method: "POST", headers: { "content-type": "application/octet-stream", "base44-app-id": "app1", authorization: "Bearer u", "base44-service-authorization": "Bearer s" }, body: data }));
  console.log(raw.status, await raw.text(), puts.slice(-3));
  await runtime.dispose();
}, 60000);
