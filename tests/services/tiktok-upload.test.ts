/**
 * Uploads to TikTok beyond what the examples record: several chunks, answers that get lost, hosts of others.
 *
 * @module
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import publish from "../../functions/tiktok-publish-video/entry.ts";
import { uploadPlan } from "../../shared/services/tiktok-upload.ts";
import type { Reaction, Sent } from "../support/provider.ts";
import { createWorld } from "../support/world.ts";

const MIB = 1_024 ** 2;
const UPLOAD_URL = "https://open-upload.tiktokapis.com/upload?upload_id=1&upload_token=2";

describe("the plan", () => {
  it("follows TikTok's rules for every size", () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 4 * 1_024 ** 3 }), (size) => {
      const { video_size, chunk_size, total_chunk_count } = uploadPlan({ size });
      const last = size - (total_chunk_count - 1) * chunk_size;
      expect(video_size).toBe(size);
      expect(total_chunk_count).toBe(Math.floor(size / chunk_size));
      expect(total_chunk_count).toBeLessThanOrEqual(1_000);
      expect(last).toBeGreaterThanOrEqual(chunk_size);
      expect(last).toBeLessThanOrEqual(128_000_000);
      if (total_chunk_count > 1) expect(chunk_size).toBeGreaterThanOrEqual(5 * MIB);
      expect(chunk_size).toBeLessThanOrEqual(64_000_000);
    }));
  });
});

/** What TikTok does, as far as uploads need it; `on` may answer in its place. */
class TikTok {
  stored = Buffer.alloc(0);
  puts: { range: string; token: string | null }[] = [];
  source: unknown;
  uploadUrl = UPLOAD_URL;
  #video: Uint8Array<ArrayBuffer>;
  #on: (put: number, take: () => Reaction) => Reaction | undefined;

  constructor(
    video: Uint8Array<ArrayBuffer>,
    on: (put: number, take: () => Reaction) => Reaction | undefined = () => undefined,
  ) {
    this.#video = video;
    this.#on = on;
  }

  react(sent: Sent): Reaction {
    const { url, method, body, headers } = sent;
    const error = { code: "ok", message: "", log_id: "1" };
    if (url.host === "base44.app") {
      return new Response(this.#video, {
        headers: { "content-type": "video/mp4", "content-length": String(this.#video.length) },
      });
    }
    if (method === "PUT") {
      this.puts.push({
        range: headers.get("content-range") ?? "none",
        token: headers.get("authorization"),
      });
      return this.#on(this.puts.length, () => this.#take(sent)) ?? this.#take(sent);
    }
    if (url.pathname.endsWith("/creator_info/query/")) {
      return Response.json({ data: { privacy_level_options: ["SELF_ONLY"] }, error });
    }
    this.source = JSON.parse(new TextDecoder().decode(body)).source_info;
    return Response.json({ data: { publish_id: "v_pub_1", upload_url: this.uploadUrl }, error });
  }

  #take({ headers, body }: Sent): Reaction {
    const [, first, last, total] = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(headers.get("content-range") ?? "") ??
      [];
    if (Number(last) - Number(first) + 1 !== body.length) return new Response(null, { status: 400 });
    if (Number(first) !== this.stored.length) {
      const range = `bytes 0-${this.stored.length - 1}/${total}`;
      return new Response(null, { status: 416, headers: { "content-range": range } });
    }
    this.stored = Buffer.concat([this.stored, body]);
    return new Response(null, { status: this.stored.length === Number(total) ? 201 : 206 });
  }

  async publish() {
    const world = createWorld({ provider: (sent) => this.react(sent) });
    const response = await world.call(publish, {
      fileUrl: "https://base44.app/files/clip.mp4",
      privacyLevel: "SELF_ONLY",
      confirm: true,
    });
    return { status: response.status, body: await response.json(), waits: world.clock.waits };
  }
}

function videoOf(size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  for (let index = 0; index < size; index++) bytes[index] = (index * 31 + (index >> 12)) & 0xff;
  return bytes;
}

const SIZE = 12 * MIB + 1;
const HALF = 6 * MIB;
const RANGES = [`bytes 0-${HALF - 1}/${SIZE}`, `bytes ${HALF}-${SIZE - 1}/${SIZE}`];
const VIDEO = videoOf(SIZE);
const lost = (take: () => Reaction): Reaction => {
  take();
  return "reset";
};

describe("a video of several chunks", () => {
  it.each([[12 * MIB, 2], [SIZE, 2], [15 * MIB + 2, 3]])("arrives whole: %i bytes", async (size, count) => {
    const tiktok = new TikTok(videoOf(size));
    expect(await tiktok.publish()).toMatchObject({ status: 200, body: { publishId: "v_pub_1" } });
    expect(tiktok.stored.equals(videoOf(size))).toBe(true);
    expect(tiktok.puts).toHaveLength(count);
    expect(tiktok.source).toEqual({ source: "FILE_UPLOAD", ...uploadPlan({ size }) });
  });

  it("is never sent with the token", async () => {
    const tiktok = new TikTok(VIDEO);
    await tiktok.publish();
    expect(tiktok.puts).toEqual(RANGES.map((range) => ({ range, token: null })));
  });

  it.each([1, 2])("goes on after the answer to chunk %i got lost", async (which) => {
    const tiktok = new TikTok(VIDEO, (put, take) => put === which ? lost(take) : undefined);
    expect(await tiktok.publish()).toMatchObject({ status: 200 });
    expect(tiktok.stored.equals(VIDEO)).toBe(true);
    expect(tiktok.puts).toHaveLength(3);
  });

  it.each([1, 2])("sends chunk %i again that TikTok could not take", async (which) => {
    const tiktok = new TikTok(
      VIDEO,
      (put) => put === which ? new Response(null, { status: 503 }) : undefined,
    );
    const { status, waits } = await tiktok.publish();
    expect(status).toBe(200);
    expect(waits).toHaveLength(1);
    expect(tiktok.stored.equals(VIDEO)).toBe(true);
  });

  it("ends with the publishId where TikTok stays away", async () => {
    const tiktok = new TikTok(VIDEO, (put) => put > 1 ? new Response(null, { status: 503 }) : undefined);
    const { status, body } = await tiktok.publish();
    expect(status).toBe(503);
    expect(body).toMatchObject({
      code: "provider_unavailable",
      outcome: "partial",
      retryable: false,
      done: { publishId: "v_pub_1" },
    });
    expect(tiktok.puts).toHaveLength(6);
  });

  it("ends where TikTok has lost what it had", async () => {
    const gone = new Response(null, { status: 416, headers: { "content-range": `bytes 0-9/${SIZE}` } });
    const tiktok = new TikTok(VIDEO, (put) => put === 2 ? gone : undefined);
    expect(await tiktok.publish()).toMatchObject({ status: 503, body: { outcome: "partial" } });
  });
});

describe("the upload address", () => {
  it.each([
    "https://open.tiktokapis.com/upload",
    "https://tiktokapis.com/upload",
    "https://tiktokapis.com.example.com/upload",
    "https://eviltiktokapis.com/upload",
    "http://open-upload.tiktokapis.com/upload",
    "https://open-upload.tiktokapis.com:8443/upload",
    "https://a@open-upload.tiktokapis.com/upload",
    "https://example.com/?.tiktokapis.com",
    "/upload",
    "",
  ])("is TikTok's own, not %s", async (address) => {
    const tiktok = new TikTok(VIDEO);
    tiktok.uploadUrl = address;
    expect(await tiktok.publish()).toMatchObject({
      status: 503,
      body: { code: "provider_invalid_response" },
    });
    expect(tiktok.puts).toEqual([]);
  });
});
