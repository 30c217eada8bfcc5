/**
 * Downloads from Drive as a stream of bytes, which examples cannot record.
 *
 * @module
 */
import { describe, expect, it } from "vitest";
import download from "../../functions/google-drive-download/entry.ts";
import type { Reaction, Sent } from "../support/provider.ts";
import { createWorld } from "../support/world.ts";

const FILE = { id: "1File", name: 'Bericht "März".html', mimeType: "text/html", size: "9000000" };

function drive(file: object, media: () => Reaction): (sent: Sent) => Reaction {
  return ({ url }) => {
    const isContent = url.searchParams.get("alt") === "media" || url.pathname.endsWith("/export");
    return isContent ? media() : Response.json(file);
  };
}

async function run(file: object, media: () => Reaction, input: object = {}) {
  const world = createWorld({ provider: drive(file, media) });
  const response = await world.call(download, { fileId: "1File", ...input });
  return { world, response };
}

describe('as: "stream"', () => {
  it("hands on the bytes of a file of any size as a download", async () => {
    const bytes = new Uint8Array(9_000_000).fill(7);
    const media = () =>
      new Response(bytes, {
        headers: {
          "content-type": "text/html",
          "content-length": "9000000",
          "x-guploader-uploadid": "internal",
        },
      });
    const { world, response } = await run(FILE, media, { as: "stream" });
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toEqual({
      "cache-control": "private, no-store",
      "content-disposition":
        "attachment; filename=\"Bericht _M_rz_.html\"; filename*=UTF-8''Bericht%20%22M%C3%A4rz%22.html",
      "content-length": "9000000",
      "content-security-policy": "sandbox",
      "content-type": "text/html",
      "x-content-type-options": "nosniff",
    });
    expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);
    expect(world.sent[1]?.headers.get("accept-encoding")).toBe("identity");
  });

  it("hands on a part as 206", async () => {
    const media = () =>
      new Response("def", { status: 206, headers: { "content-range": "bytes 3-5/9000000" } });
    const { world, response } = await run(FILE, media, { as: "stream", range: { start: 3, end: 5 } });
    expect([response.status, response.headers.get("content-range")]).toEqual([206, "bytes 3-5/9000000"]);
    expect(world.sent[1]?.headers.get("range")).toBe("bytes=3-5");
    const rest = await run(FILE, media, { as: "stream", range: { start: 3 } });
    expect(rest.world.sent[1]?.headers.get("range")).toBe("bytes=3-");
  });

  it("exports a Google document under a name with an ending", async () => {
    const document = { id: "1Doc", name: "Offer", mimeType: "application/vnd.google-apps.document" };
    const media = () => new Response("%PDF", { headers: { "content-type": "application/pdf" } });
    const { world, response } = await run(document, media, { as: "stream" });
    expect(response.headers.get("content-disposition")).toContain('filename="Offer.pdf"');
    expect(world.sent[1]?.url.searchParams.get("mimeType")).toBe("application/pdf");
  });

  it("answers a refusal as JSON", async () => {
    const json = { error: { code: 403, message: "no", errors: [{ reason: "downloadQuotaExceeded" }] } };
    const { response } = await run(FILE, () => Response.json(json, { status: 403 }), { as: "stream" });
    expect(response.status).toBe(429);
    expect(await response.json()).toMatchObject({ code: "quota_exceeded" });
  });
});

describe('as: "base64"', () => {
  const small = { ...FILE, size: "4" };

  it("does not ask for a file that is too large", async () => {
    const { world, response } = await run(FILE, () => "reset");
    expect(await response.json()).toMatchObject({ code: "payload_too_large", params: { limit: 5_000_000 } });
    expect(world.sent).toHaveLength(1);
  });

  it("stops reading an export that turns out too large", async () => {
    const document = { id: "1Doc", name: "Offer", mimeType: "application/vnd.google-apps.document" };
    const { response } = await run(document, () => new Response(new Uint8Array(5_000_001)));
    expect(await response.json()).toMatchObject({ code: "payload_too_large" });
  });

  it("reads again what broke off, and takes nothing that is not the whole file", async () => {
    let reads = 0;
    const whole = await run(small, () => reads++ === 0 ? "reset" : new Response("abcd"));
    expect(await whole.response.json()).toMatchObject({ base64: "YWJjZA==", size: 4 });
    for (const body of ["abc", "abcde", ""]) {
      const other = await run(small, () => new Response(body));
      expect(await other.response.json()).toMatchObject({
        code: "provider_invalid_response",
        outcome: "not_done",
      });
    }
  });

  it.each(["folder", "form", "shortcut", "site"])(
    "refuses a Google %s without asking for its content",
    async (kind) => {
      const file = { id: "1File", name: "x", mimeType: `application/vnd.google-apps.${kind}` };
      const { world, response } = await run(file, () => "reset");
      expect(await response.json()).toMatchObject({ code: "invalid_input", issues: [{ path: "fileId" }] });
      expect(world.sent).toHaveLength(1);
    },
  );

  it("follows one shortcut only", async () => {
    const shortcut = {
      id: "1File",
      name: "x",
      mimeType: "application/vnd.google-apps.shortcut",
      shortcutDetails: { targetId: "1File" },
    };
    const { world, response } = await run(shortcut, () => "reset");
    expect((await response.json()).code).toBe("invalid_input");
    expect(world.sent).toHaveLength(2);
  });

  it("refuses a part of a Google document", async () => {
    const document = { id: "1Doc", name: "Offer", mimeType: "application/vnd.google-apps.document" };
    const { response } = await run(document, () => "reset", { range: { start: 0 } });
    expect(await response.json()).toMatchObject({ code: "invalid_input", issues: [{ path: "range" }] });
  });
});
