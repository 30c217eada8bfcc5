/**
 * Uploads to Drive beyond what the examples record: sessions that misbehave, content of odd sizes, folders.
 *
 * @module
 */
import { describe, expect, it } from "vitest";
import upload from "../../functions/google-drive-upload/entry.ts";
import { relatedParts } from "../../shared/services/google-drive-upload.ts";
import { folderNames, folderPath } from "../../shared/services/google-drive-folders.ts";
import { platformHeaders, PROVIDER_TOKENS } from "../support/base44.ts";
import type { Reaction, Sent } from "../support/provider.ts";
import { createWorld, type World } from "../support/world.ts";

const FILE_URL = "https://base44.app/files/video.mp4";
const SESSION =
  "https://www.googleapis.com/upload/drive/v3/files?uploadType=resumable&upload_id=secret-session";
const MIB = 1_024 ** 2;
const CHUNK = 4 * MIB;

function made(size: number) {
  return { id: "1New", name: "video.mp4", mimeType: "video/mp4", size: String(size), parents: ["0Root"] };
}

/** What Google Drive does, as far as uploads need it; `on` may answer in its place. */
class Drive {
  received = 0;
  total: number | undefined;
  ranges: string[] = [];
  location = SESSION;
  #source: () => Response;
  #on: (sent: Sent, put: number) => Reaction | undefined;

  constructor(
    source: () => Response,
    on: (sent: Sent, put: number) => Reaction | undefined = () => undefined,
  ) {
    this.#source = source;
    this.#on = on;
  }

  react(sent: Sent): Reaction {
    const { url, method } = sent;
    if (url.host === "base44.app") return this.#source();
    if (url.pathname.endsWith("/generateIds")) return Response.json({ ids: ["1New"] });
    if (method === "POST") {
      return this.#on(sent, 0) ?? new Response(null, { headers: { location: this.location } });
    }
    this.ranges.push(sent.headers.get("content-range") ?? "none");
    return this.#on(sent, this.ranges.length) ?? this.take(sent);
  }

  take({ headers, body }: Sent, length = body.length): Reaction {
    const [, start, total] = /^bytes (?:(\d+)-\d+|\*)\/(\d+|\*)$/.exec(headers.get("content-range") ?? "") ??
      [];
    if (start !== undefined && Number(start) !== this.received) return new Response(null, { status: 400 });
    this.received += length;
    if (total !== "*") this.total = Number(total ?? 0);
    if (this.received === this.total) return Response.json(made(this.received));
    const stored = { range: `bytes=0-${this.received - 1}` };
    return new Response(null, { status: 308, headers: this.received > 0 ? stored : {} });
  }
}

function source(size: number, announced?: number): () => Response {
  return () =>
    new Response(new Uint8Array(size), {
      headers: {
        "content-type": "video/mp4",
        ...(announced !== undefined && { "content-length": String(announced) }),
      },
    });
}

async function run(
  drive: Drive,
  input: object = {},
): Promise<{ world: World; status: number; body: Record<string, unknown> }> {
  const world = createWorld({ provider: (sent) => drive.react(sent) });
  const response = await world.call(upload, { fileUrl: FILE_URL, ...input });
  const body = await response.json();
  expect(JSON.stringify([body, world.logs])).not.toMatch(/secret-session|provider-token/);
  return { world, status: response.status, body };
}

describe("resumable upload", () => {
  it("sends 4 MiB chunks of content whose size is known", async () => {
    const size = 2 * CHUNK + MIB;
    const drive = new Drive(source(size, size));
    const { status, body, world } = await run(drive);
    expect([status, body.size]).toEqual([200, size]);
    expect(drive.ranges).toEqual([
      `bytes 0-${CHUNK - 1}/${size}`,
      `bytes ${CHUNK}-${2 * CHUNK - 1}/${size}`,
      `bytes ${2 * CHUNK}-${size - 1}/${size}`,
    ]);
    const opened = world.sent.find(({ method }) => method === "POST");
    expect(opened?.headers.get("x-upload-content-length")).toBe(String(size));
    expect(opened?.headers.get("x-upload-content-type")).toBe("video/mp4");
  });

  it("tells the size with the last chunk where nobody knows it before", async () => {
    const drive = new Drive(source(2 * CHUNK));
    expect((await run(drive)).body.size).toBe(2 * CHUNK);
    expect(drive.ranges).toEqual([`bytes 0-${CHUNK - 1}/*`, `bytes ${CHUNK}-${2 * CHUNK - 1}/${2 * CHUNK}`]);
  });

  it("makes an empty file of a source without bytes", async () => {
    const drive = new Drive(source(0));
    expect(await run(drive)).toMatchObject({ status: 200, body: { size: 0 } });
    expect(drive.ranges).toEqual(["none"]);
  });

  it("asks and sends the rest where a chunk is refused, lost, or taken in part", async () => {
    const drive: Drive = new Drive(source(CHUNK + MIB), (sent, put) => {
      if (put === 1) return drive.take(sent, 3 * MIB);
      if (put === 2) return new Response(null, { status: 503 });
      if (put === 4) return "reset";
      return undefined;
    });
    expect(await run(drive)).toMatchObject({ status: 200, body: { size: CHUNK + MIB } });
    expect(drive.ranges).toEqual([
      `bytes 0-${CHUNK - 1}/*`,
      `bytes ${3 * MIB}-${CHUNK - 1}/*`,
      "bytes */*",
      `bytes ${3 * MIB}-${CHUNK - 1}/*`,
      "bytes */*",
      `bytes ${3 * MIB}-${CHUNK - 1}/*`,
      `bytes ${CHUNK}-${CHUNK + MIB - 1}/${CHUNK + MIB}`,
    ]);
  });

  it("waits for a rate limit, also one that Google tells with 403", async () => {
    const json = { error: { code: 403, message: "slow", errors: [{ reason: "userRateLimitExceeded" }] } };
    const drive = new Drive(
      source(9),
      (_, put) =>
        put === 1 ? Response.json(json, { status: 403, headers: { "retry-after": "7" } }) : undefined,
    );
    const { status, world } = await run(drive);
    expect(status).toBe(200);
    expect(world.clock.waits).toEqual([7_000]);
  });

  it("finds the file whose answer was lost", async () => {
    const drive: Drive = new Drive(source(9), (sent, put) => {
      if (put !== 1) return undefined;
      drive.take(sent);
      return "timeout";
    });
    expect(await run(drive)).toMatchObject({ status: 200, body: { id: "1New", size: 9 } });
    expect(drive.ranges).toEqual(["bytes 0-8/9", "bytes */9"]);
  });

  it("uses the address that Google moves the session to", async () => {
    const moved = SESSION.replace("secret-session", "secret-session-2");
    const drive: Drive = new Drive(source(CHUNK + MIB), (sent, put) => {
      if (put !== 1) return undefined;
      drive.take(sent);
      return new Response(null, {
        status: 308,
        headers: { range: `bytes=0-${CHUNK - 1}`, location: moved },
      });
    });
    const { world } = await run(drive);
    expect(world.sent.filter(({ method }) => method === "PUT").map(({ url }) => url.href)).toEqual([
      SESSION,
      moved,
    ]);
  });

  it.each([
    "http://www.googleapis.com/upload/drive/v3/files?upload_id=1",
    "https://www.googleapis.com.example.com/upload/drive/v3/files?upload_id=1",
    "https://evil@www.googleapis.com/upload/drive/v3/files?upload_id=1",
    "https://www.googleapis.com:8443/upload/drive/v3/files?upload_id=1",
    "https://www.googleapis.com/drive/v3/files?upload_id=1",
    "https://www.googleapis.com/upload/drive/v3/files/../../../gmail?upload_id=1",
    "https://www.googleapis.com/upload/drive/v3/files?uploadType=resumable",
    "/upload/drive/v3/files?upload_id=1",
    "",
  ])("sends nothing to a session at %j", async (location) => {
    const drive = new Drive(source(9));
    drive.location = location;
    expect((await run(drive)).body).toMatchObject({ code: "provider_invalid_response", outcome: "not_done" });
    expect(drive.ranges).toEqual([]);
  });

  it("makes no file of a source that ends early", async () => {
    const drive = new Drive(source(CHUNK + MIB));
    const { body } = await run(drive, { size: CHUNK + 2 * MIB });
    expect(body).toMatchObject({ code: "invalid_request", outcome: "not_done" });
    expect(drive.ranges).toEqual([`bytes 0-${CHUNK - 1}/${CHUNK + 2 * MIB}`]);
    expect(drive.received).not.toBe(drive.total);
  });

  it("says that an upload which Google forgot has to start again", async () => {
    const drive = new Drive(
      source(CHUNK + MIB),
      (_, put) => put === 2 ? new Response("Not Found", { status: 404 }) : undefined,
    );
    const { body } = await run(drive);
    expect(body).toMatchObject({ code: "not_found", outcome: "not_done" });
    expect(body.error).toContain("no longer has this upload");
  });

  it("does not know what became of the file where Google never answers for its last chunk", async () => {
    const drive = new Drive(source(9), (_, put) => put > 0 ? "reset" : undefined);
    expect((await run(drive)).body).toMatchObject({
      code: "provider_unavailable",
      outcome: "unknown",
      retryable: false,
    });
    expect(drive.ranges).toEqual(["bytes 0-8/9", ...Array<string>(4).fill("bytes */9")]);
  });

  it("opens a session again where the first answer was lost", async () => {
    let opens = 0;
    const drive = new Drive(source(9), (_, put) => put === 0 && opens++ === 0 ? "reset" : undefined);
    expect((await run(drive)).status).toBe(200);
    expect(opens).toBe(2);
  });
});

describe("a raw body", () => {
  it("is the content, with the input in the query", async () => {
    const drive = new Drive(source(0));
    const world = createWorld({ provider: (sent) => drive.react(sent) });
    const request = new Request(
      "https://app.example.com/functions/google-drive-upload?name=a.bin&folder_id=1Folder",
      {
        method: "POST",
        headers: { ...platformHeaders(), "content-type": "application/octet-stream" },
        body: new Uint8Array(9),
      },
    );
    const response = await upload.with(world.environment)(request);
    expect(response.status).toBe(200);
    const opened = world.sent.find(({ method }) => method === "POST");
    expect(JSON.parse(new TextDecoder().decode(opened?.body))).toEqual({
      name: "a.bin",
      id: "1New",
      parents: ["1Folder"],
    });
    expect(drive.received).toBe(9);
  });
});

describe("callers below admin", () => {
  it("put files into allowed folders only, replace nothing and open nothing to everybody", async () => {
    const secrets = { GOOGLE_DRIVE_ALLOWED_FOLDERS: "1Inbox" };
    const inputs: [object, string | undefined][] = [
      [{ folderId: "1Inbox" }, undefined],
      [{ folderId: "1Other" }, "not_allowed"],
      [{}, "not_allowed"],
      [{ folderId: "1Inbox", replaceFileId: "1Other" }, "not_allowed"],
      [{ folderId: "1Inbox", linkRole: "reader" }, "not_allowed"],
      [{ folderId: "1Inbox", share: { email: "a@example.com" } }, "not_configured"],
    ];
    for (const [input, code] of inputs) {
      const drive = new Drive(source(9));
      const world = createWorld({ caller: "user", secrets, provider: (sent) => drive.react(sent) });
      const response = await world.call(upload, { fileUrl: FILE_URL, ...input });
      expect((await response.json()).code).toBe(code);
      if (code) expect(world.sent).toEqual([]);
    }
  });
});

describe("relatedParts", () => {
  it("keeps bytes as they are, and metadata in one part", () => {
    const { environment } = createWorld();
    const bytes = Uint8Array.of(0, 13, 10, 45, 45, 255);
    const { body, headers } = relatedParts(environment, { name: "a\r\n--x\ud800" }, "image/png", bytes);
    const boundary = headers["content-type"]?.replace("multipart/related; boundary=", "");
    const [before, metadata, media, after] = Buffer.from(body).toString("latin1").split(`--${boundary}`);
    expect([before, after]).toEqual(["", "--\r\n"]);
    expect(JSON.parse(metadata?.split("\r\n\r\n")[1] ?? "")).toEqual({ name: "a\r\n--x\ud800" });
    expect(media).toBe(`\r\nContent-Type: image/png\r\n\r\n${Buffer.from(bytes).toString("latin1")}\r\n`);
  });
});

describe("folderPath", () => {
  it("is names separated by slashes", () => {
    expect(folderNames(" /Invoices//2026 / May/")).toEqual(["Invoices", "2026", "May"]);
    expect(folderNames("..\\a/..")).toEqual(["..\\a", ".."]);
    for (const path of ["", "/", " / ", "a/".repeat(11), "a".repeat(1_001)]) {
      expect(folderPath.safeParse(path).success).toBe(false);
    }
  });
});

it("the connection's token goes to Google and to nobody else", async () => {
  const drive = new Drive(source(9));
  const { world } = await run(drive);
  for (const { url, headers } of world.sent) {
    expect(headers.get("authorization")).toBe(
      url.host === "base44.app" ? null : `Bearer ${PROVIDER_TOKENS[0]}`,
    );
  }
});
