/**
 * Uploads to Box in parts, beyond what the examples record.
 *
 * @module
 */
import { describe, expect, it } from "vitest";
import upload from "../../functions/box-upload/entry.ts";
import { sha1Hex } from "../../shared/services/box-upload.ts";
import { formParts, otherName } from "../../shared/services/box-upload.ts";
import { box } from "../../shared/services/box.ts";
import { toHex } from "../../shared/runtime/ids.ts";
import type { Reaction, Sent } from "../support/provider.ts";
import { createWorld } from "../support/world.ts";

const FILE_URL = "https://base44.app/files/video.mp4";
const PART = 8 * 1_024 ** 2;
const SIZE = 2 * PART + 5_000_000;
const SESSION = "https://upload.app.box.com/api/2.0/files/upload_sessions/F97";

type On = (step: string, sent: Sent) => Reaction | undefined | Promise<Reaction | undefined>;

interface Part {
  part_id: string;
  offset: number;
  size: number;
  sha1: string;
}

/** What Box does, as far as uploads in parts need it; `on` may answer in its place. */
class Box {
  parts: Part[] = [];
  steps: string[] = [];
  endpoint = SESSION;
  opened: unknown[] = [];
  commits: { digest: string | null; json: { parts: Part[]; attributes: object } }[] = [];
  #on: On;
  #size: number;

  constructor(on: On = () => undefined, size = SIZE) {
    this.#on = on;
    this.#size = size;
  }

  async react(sent: Sent): Promise<Reaction> {
    const { method, url, headers } = sent;
    if (url.host === "base44.app") return new Response(content(this.#size));
    const range = headers.get("content-range");
    const step = [method, range ?? url.pathname.split("/").at(-1)].join(" ");
    this.steps.push(step);
    const intercepted = await this.#on(step, sent);
    if (intercepted) return intercepted;
    if (step === "POST upload_sessions") return this.open(sent);
    if (method === "PUT") return Response.json({ part: await this.take(sent) });
    if (step === "GET parts") return Response.json({ entries: this.parts });
    if (method === "DELETE") return new Response(null, { status: 204 });
    const json = JSON.parse(Buffer.from(sent.body).toString());
    this.commits.push({ digest: headers.get("digest"), json });
    return Response.json({ entries: [item(this.#size)] }, { status: 201 });
  }

  open({ body }: Sent): Reaction {
    this.opened.push(JSON.parse(Buffer.from(body).toString()));
    const session_endpoints = {
      upload_part: this.endpoint,
      commit: `${this.endpoint}/commit`,
      abort: this.endpoint,
      list_parts: `${this.endpoint}/parts`,
    };
    return Response.json({ id: "F97", part_size: PART, session_endpoints }, { status: 201 });
  }

  async take({ headers, body }: Sent): Promise<Part> {
    const [, start = ""] = /^bytes (\d+)-/.exec(headers.get("content-range") ?? "") ?? [];
    const sha1 = await sha1Hex(new Uint8Array(body));
    expect(headers.get("digest")).toBe(`sha=${Buffer.from(sha1, "hex").toString("base64")}`);
    const part = { part_id: `P${start}`, offset: Number(start), size: body.length, sha1 };
    this.parts.push(part);
    return part;
  }
}

const CONTENT = new Uint8Array(SIZE);
for (let index = 0; index < SIZE; index += 997) CONTENT[index] = index >> 4;

function content(size: number): Uint8Array<ArrayBuffer> {
  return CONTENT.subarray(0, size);
}

function item(size: number, name = "video.mp4") {
  return { id: "9", type: "file", name, size };
}

async function run(box: Box, input: object = {}) {
  const world = createWorld({ provider: (sent) => box.react(sent) });
  const response = await world.call(upload, { fileUrl: FILE_URL, size: SIZE, ...input });
  const body = await response.json();
  expect(JSON.stringify([body, world.logs])).not.toMatch(/upload_sessions|provider-token/);
  return { world, status: response.status, body };
}

const FIRST = `PUT bytes 0-${PART - 1}/${SIZE}`;
const REST = [
  `PUT bytes ${PART}-${2 * PART - 1}/${SIZE}`,
  `PUT bytes ${2 * PART}-${SIZE - 1}/${SIZE}`,
];

describe("an upload in parts", () => {
  it("has parts of Box's size, and the digests of each and of all", async () => {
    const box = new Box();
    const time = "2026-03-11T17:05:09Z";
    const { status, body } = await run(box, { folderId: "77", contentUpdatedAt: time });
    expect([status, body.size]).toEqual([200, SIZE]);
    expect(box.opened).toEqual([{ file_size: SIZE, folder_id: "77", file_name: "video.mp4" }]);
    expect(box.steps).toEqual(["POST upload_sessions", FIRST, ...REST, "POST commit"]);
    const [commit] = box.commits;
    expect(commit?.json).toEqual({ parts: box.parts, attributes: { content_modified_at: time } });
    const digest = Buffer.from(await sha1Hex(content(SIZE)), "hex").toString("base64");
    expect(commit?.digest).toBe(`sha=${digest}`);
  });

  it("asks for a part whose answer is lost, and does not send it again where it is there", async () => {
    const box: Box = new Box(async (step, sent) => {
      if (step !== FIRST || box.parts.length > 0) return undefined;
      await box.take(sent);
      return "timeout";
    });
    expect((await run(box)).status).toBe(200);
    expect(box.steps).toEqual(["POST upload_sessions", FIRST, "GET parts", ...REST, "POST commit"]);
    expect(box.commits[0]?.json.parts.map(({ offset }) => offset)).toEqual([0, PART, 2 * PART]);
  });

  it("sends a part again that is not there", async () => {
    let refused = 0;
    const box = new Box((step) =>
      step === FIRST && refused++ === 0 ? new Response(null, { status: 503 }) : undefined
    );
    expect((await run(box)).status).toBe(200);
    expect(box.steps).toEqual(["POST upload_sessions", FIRST, "GET parts", FIRST, ...REST, "POST commit"]);
  });

  it("takes a part as sent that Box says is there", async () => {
    const box: Box = new Box(async (step, sent) => {
      if (step !== FIRST) return undefined;
      await box.take(sent);
      return Response.json({ code: "range_overlaps_existing_part", message: "Exists" }, { status: 409 });
    });
    expect((await run(box)).status).toBe(200);
    expect(box.steps.filter((step) => step === FIRST)).toHaveLength(1);
  });

  it("waits while Box is not done with the parts", async () => {
    let commits = 0;
    const box = new Box((step) => {
      if (step !== "POST commit") return undefined;
      commits++;
      if (commits === 1) return new Response(null, { status: 202, headers: { "retry-after": "5" } });
      return commits === 2
        ? Response.json({ code: "parts_mismatch", message: "Not all parts" }, { status: 400 })
        : undefined;
    });
    const { status, world } = await run(box);
    expect([status, commits]).toEqual([200, 3]);
    expect(world.clock.waits).toEqual([5_000, 10_000]);
  });

  it("does not wait for ever", async () => {
    const box = new Box((step) => step === "POST commit" ? new Response(null, { status: 202 }) : undefined);
    const { body } = await run(box);
    expect(body).toMatchObject({ code: "provider_unavailable", outcome: "unknown", retryable: false });
    expect(box.steps.at(-1)).toBe("DELETE F97");
  });

  it("is cancelled where the source ends early or a part is refused", async () => {
    const short = new Box(undefined, PART + 1);
    expect((await run(short)).body).toMatchObject({ code: "invalid_request", outcome: "not_done" });
    expect(short.steps).toEqual(["POST upload_sessions", FIRST, "DELETE F97"]);

    const gone = new Box((step) =>
      step === FIRST ? Response.json({ code: "session_expired" }, { status: 410 }) : undefined
    );
    expect((await run(gone)).body).toMatchObject({
      code: "not_found",
      error: "Box no longer has this upload, start it again",
    });
    expect(gone.steps).toEqual(["POST upload_sessions", FIRST, "DELETE F97"]);
  });

  it.each([
    "https://upload.box.com.evil.example/api/2.0/files/upload_sessions/F97",
    "https://dl.boxcloud.com/api/2.0/files/upload_sessions/F97",
    "http://upload.box.com/api/2.0/files/upload_sessions/F97",
    "https://api.box.com/2.0/users/me",
  ])("does not send the token to %s", async (endpoint) => {
    const box = new Box((step) => step === FIRST ? new Response(null, { status: 400 }) : undefined);
    box.endpoint = endpoint;
    const { world } = await run(box);
    expect(box.steps).toEqual(["POST upload_sessions", FIRST, "DELETE F97"]);
    const hosts = new Set(world.sent.map(({ url }) => url.host));
    expect([...hosts]).toEqual(["base44.app", "upload.box.com"]);
  });

  it("gets another name before anything is sent where the first is taken", async () => {
    const box: Box = new Box((step) =>
      step === "POST upload_sessions" && box.steps.length === 1
        ? Response.json({ code: "item_name_in_use" }, { status: 409 })
        : undefined
    );
    expect((await run(box)).status).toBe(200);
    expect(box.opened).toEqual([
      { file_size: SIZE, folder_id: "0", file_name: "video (2026-08-01 10.00.00.000).mp4" },
    ]);
  });
});

describe("content without a size", () => {
  it("goes as a form where it is small", async () => {
    const box = new Box(
      (step) => step === "POST content" ? Response.json({ entries: [item(9)] }, { status: 201 }) : undefined,
      9,
    );
    expect(await run(box, { size: undefined })).toMatchObject({ status: 200, body: { size: 9 } });
  });

  it("has to come with one where it is large", async () => {
    const box = new Box(undefined, 21_000_000);
    const { body } = await run(box, { size: undefined });
    expect(body).toMatchObject({ code: "invalid_input", issues: [{ path: "size" }] });
    expect(box.steps).toEqual([]);
  });
});

it("keeps endings and the limit of names", () => {
  const now = Date.parse("2026-03-12T07:33:08.120Z");
  expect(otherName("a.tar.gz", now)).toBe("a.tar (2026-03-12 07.33.08.120).gz");
  expect(otherName(".env", now)).toBe(".env (2026-03-12 07.33.08.120)");
  expect(otherName("Makefile", now)).toBe("Makefile (2026-03-12 07.33.08.120)");
  expect(otherName(`${"a".repeat(300)}.pdf`, now)).toHaveLength(255);
});

it("puts names into JSON, never into a header of the form", async () => {
  const { environment } = createWorld();
  const name = 'a"\r\n--x\r\nContent-Disposition: form-data; name="file"\r\n.pdf';
  const { body, headers } = formParts(environment, { name }, new Uint8Array([1, 2]));
  const form = await new Response(body, { headers }).formData();
  expect([...form.keys()]).toEqual(["attributes", "file"]);
  expect(JSON.parse(String(form.get("attributes")))).toEqual({ name });
  const file = form.get("file");
  expect(file instanceof File && toHex(new Uint8Array(await file.arrayBuffer()))).toBe("0102");
});

it.each([
  [409, { code: "operation_blocked_temporary" }, "rate_limited"],
  [403, { code: "insufficient_scope" }, "missing_scope"],
  [403, { code: "file_size_limit_exceeded" }, "payload_too_large"],
  [409, { code: "storage_limit_exceeded" }, "quota_exceeded"],
  [401, undefined, "connection_expired"],
  [405, undefined, "provider_rejected"],
  [412, { code: "precondition_failed" }, "conflict"],
  [400, { code: "made_up", message: "Bad", context_info: { conflicts: 7 } }, "provider_rejected"],
])("reads the refusal %i %j as %s", (status, body, code) => {
  expect(box.failure({ status, headers: new Headers(), body })?.code).toBe(code);
});
