/**
 * Paths and addresses of drive items, and uploads in chunks beyond what the examples record.
 *
 * @module
 */
import { describe, expect, it } from "vitest";
import upload from "../../functions/onedrive-upload/entry.ts";
import {
  driveItemId,
  drivePath,
  fileAddress,
  filePath,
  innerPath,
} from "../../shared/families/microsoft-drive.ts";
import { graphSkipToken } from "../../shared/families/microsoft.ts";
import type { Reaction, Sent } from "../support/provider.ts";
import { createWorld } from "../support/world.ts";

describe("paths", () => {
  it.each(["Invoices", "/Invoices/2026/", "März & Söhne/#1 100%", "a/.hidden", "x".repeat(400)])(
    "%j",
    (path) => {
      expect(drivePath.safeParse(path).success).toBe(true);
    },
  );

  it.each([
    ...["", "/", "..", "a/../b", "a/.", "a:/children", "root:/x", "a\\b", "a|b", 'a"b', "a?b", "a*b", "<a>"],
    ...["a/b.", "a /b", " a", "a\u0000b", "a\nb", "\ud800", "x".repeat(401)],
  ])("%j is none", (path) => {
    expect(drivePath.safeParse(path).success).toBe(false);
  });

  it("have no empty segments", () => {
    expect(innerPath("//Invoices//2026/")).toBe("Invoices/2026");
    expect(filePath("/Invoices/", "a.pdf")).toBe("Invoices/a.pdf");
    expect(filePath(undefined, "a.pdf")).toBe("a.pdf");
  });

  it.each(["a:b", "a.", "..", "a/b\n", ""])("a file cannot be called %j", (name) => {
    expect(() => filePath("x", name)).toThrow("name: expected a name");
  });

  it.each([".", "..", "a/b", "a:b", "", "a b", "a?b", "x".repeat(201)])("%j is no ID", (id) => {
    expect(driveItemId.safeParse(id).success).toBe(false);
  });
});

describe("pre-signed addresses", () => {
  it.each([
    "https://my.microsoftpersonalcontent.com/personal/x?tempauth=1",
    "https://contoso-my.sharepoint.com/x?guid='1'",
    "https://abc.up.1drv.com/up/x",
  ])("%s", (address) => {
    expect(fileAddress(address)).toBe(address);
  });

  it("braces are not read as a template's", () => {
    expect(fileAddress("https://contoso.sharepoint.com/x?g={a}")).toBe(
      "https://contoso.sharepoint.com/x?g=%7Ba%7D",
    );
  });

  it.each([
    undefined,
    null,
    "",
    "/x",
    "http://contoso.sharepoint.com/x",
    "https://sharepoint.com.evil.example.com/x",
    "https://evilsharepoint.com/x",
    "https://a:b@contoso.sharepoint.com/x",
    "https://contoso.sharepoint.com:8443/x",
    "https://graph.microsoft.com/v1.0/me",
  ])("%s is refused", (address) => {
    expect(() => fileAddress(address)).toThrow("not its own");
  });
});

describe("skip tokens", () => {
  it.each([
    ["https://graph.microsoft.com/v1.0/x?$top=2&$skiptoken=Paged%3dTRUE%26p_ID%3d3", "Paged=TRUE&p_ID=3"],
    ["https://graph.microsoft.com/v1.0/x?%24skipToken=a%2Bb", "a+b"],
    [null, null],
    [undefined, null],
  ])("%s", (link, token) => {
    expect(graphSkipToken(link)).toBe(token);
  });

  it.each([
    "https://graph.microsoft.com/v1.0/x",
    "nonsense",
    "https://graph.microsoft.com/v1.0/x?$skiptoken=",
  ])(
    "%s has none",
    (link) => {
      expect(() => graphSkipToken(link)).toThrow("next page");
    },
  );
});

const CHUNK = 16 * 320 * 1_024;
const SESSION = "https://my.microsoftpersonalcontent.com/upload?tempauth=secret";
const FILE_URL = "https://base44.app/files/video.mp4";

/** What OneDrive does, as far as uploads need it; `on` may answer in its place. */
async function run(size: number, on: (sent: Sent, put: number) => Reaction | undefined = () => undefined) {
  const ranges: string[] = [];
  let received = 0;
  let cancelled = 0;
  const react = (sent: Sent): Reaction => {
    const { method, url, headers, body } = sent;
    if (url.host === "base44.app") {
      return new Response(new Uint8Array(size), { headers: { "content-length": String(size) } });
    }
    if (method === "POST") return Response.json({ uploadUrl: SESSION });
    if (headers.has("authorization")) return new Response(null, { status: 401 });
    const status = () => Response.json({ nextExpectedRanges: [`${received}-`] }, { status: 202 });
    if (method === "GET") return on(sent, 0) ?? status();
    if (method === "DELETE") {
      cancelled++;
      return new Response(null, { status: 204 });
    }
    ranges.push(headers.get("content-range") ?? "none");
    const other = on(sent, ranges.length);
    if (other) return other;
    received += body.length;
    return received < size ? status() : Response.json({ id: "1", name: "video.mp4", size }, { status: 201 });
  };
  const world = createWorld({ provider: react });
  const response = await world.call(upload, { fileUrl: FILE_URL });
  const answer = await response.json() as Record<string, unknown>;
  return { status: response.status, answer, ranges, cancelled: () => cancelled, world };
}

describe("uploads in chunks", () => {
  it("go in order, in multiples of 320 KiB, without the token", async () => {
    const size = 2 * CHUNK + 5;
    const { status, answer, ranges } = await run(size);
    expect(status).toBe(200);
    expect(answer).toMatchObject({ id: "1", size, renamed: false });
    expect(CHUNK % 327_680).toBe(0);
    expect(ranges).toEqual([
      `bytes 0-${CHUNK - 1}/${size}`,
      `bytes ${CHUNK}-${2 * CHUNK - 1}/${size}`,
      `bytes ${2 * CHUNK}-${size - 1}/${size}`,
    ]);
  });

  it("end at what the provider refuses, and leave nothing behind", async () => {
    const { answer, cancelled } = await run(
      CHUNK + 1,
      (_, put) =>
        put === 2
          ? Response.json({ error: { code: "nameAlreadyExists", message: "Taken" } }, { status: 409 })
          : undefined,
    );
    expect(answer).toMatchObject({ code: "conflict", outcome: "not_done" });
    expect(cancelled()).toBe(1);
  });

  it("end where the session is gone, which leaves open whether there is a file", async () => {
    const { answer } = await run(
      CHUNK,
      (_, put) => put === 1 ? "reset" : new Response(null, { status: 404 }),
    );
    expect(answer).toMatchObject({ code: "not_found", outcome: "unknown", retryable: false });
    expect(answer.error).toContain("start it again");
  });

  it("tell nobody the session's address", async () => {
    const { answer, world } = await run(CHUNK, () => new Response("no", { status: 403 }));
    expect(answer.code).toBe("provider_denied");
    expect(JSON.stringify([answer, world.logs])).not.toContain("secret");
  });
});
