/**
 * Uploads to Dropbox in a session, beyond what the examples record.
 *
 * @module
 */
import { describe, expect, it } from "vitest";
import upload from "../../functions/dropbox-upload/entry.ts";
import { platformHeaders, PROVIDER_TOKENS } from "../support/base44.ts";
import type { Reaction, Sent } from "../support/provider.ts";
import { createWorld } from "../support/world.ts";

const FILE_URL = "https://base44.app/files/video.mp4";
const CHUNK = 4 * 1_024 ** 2;

const NOT_FOUND = { error_summary: "not_found/..", error: { ".tag": "not_found" } };

/** What Dropbox does, as far as uploads need it; `on` may answer in its place. */
class Dropbox {
  received = 0;
  steps: string[] = [];
  #source: () => Response;
  #on: (step: string, sent: Sent) => Reaction | undefined;

  constructor(
    source: () => Response,
    on: (step: string, sent: Sent) => Reaction | undefined = () => undefined,
  ) {
    this.#source = source;
    this.#on = on;
  }

  react(sent: Sent): Reaction {
    if (sent.url.host === "base44.app") return this.#source();
    const argument = JSON.parse(sent.headers.get("dropbox-api-arg") ?? "{}");
    const name = sent.url.pathname.split("/").at(-1);
    const step = [name, argument.cursor?.offset, argument.commit?.autorename].filter((part) =>
      part !== undefined
    ).join(" ");
    this.steps.push(step);
    return this.#on(step, sent) ?? this.take(name ?? "", argument, sent);
  }

  take(name: string, argument: { cursor?: { offset: number }; path?: string }, { body }: Sent): Reaction {
    if (name === "start") return Response.json({ session_id: "secret-session" });
    if (name === "upload") return Response.json(made(argument.path, body.length));
    if (argument.cursor?.offset !== this.received) {
      const error = { ".tag": "incorrect_offset", correct_offset: this.received };
      return Response.json({ error_summary: "incorrect_offset/..", error }, { status: 409 });
    }
    this.received += body.length;
    return Response.json(name === "finish" ? made("/video.mp4", this.received) : null);
  }
}

function made(path = "/video.mp4", size = 0) {
  return { id: "id:New", name: path.slice(1), path_display: path, size };
}

function source(size: number): () => Response {
  return () => new Response(new Uint8Array(size), { headers: { "content-type": "video/mp4" } });
}

async function run(dropbox: Dropbox, input: object = {}) {
  const world = createWorld({ provider: (sent) => dropbox.react(sent) });
  const response = await world.call(upload, { fileUrl: FILE_URL, ...input });
  const body = await response.json();
  expect(JSON.stringify([body, world.logs])).not.toMatch(/secret-session|provider-token/);
  return { world, status: response.status, body };
}

describe("an upload session", () => {
  it("takes chunks of 4 MiB, and the name at its end", async () => {
    const dropbox = new Dropbox(source(2 * CHUNK + 9));
    expect(await run(dropbox)).toMatchObject({ status: 200, body: { size: 2 * CHUNK + 9 } });
    expect(dropbox.steps).toEqual([
      "start",
      "append_v2 0",
      `append_v2 ${CHUNK}`,
      `append_v2 ${2 * CHUNK}`,
      `finish ${2 * CHUNK + 9} false`,
    ]);
  });

  it("is not used for a file without bytes", async () => {
    const dropbox = new Dropbox(source(0));
    expect(await run(dropbox)).toMatchObject({ status: 200, body: { size: 0 } });
    expect(dropbox.steps).toEqual(["start", "upload"]);
  });

  it("goes on where Dropbox says that it is", async () => {
    let lost = false;
    const dropbox: Dropbox = new Dropbox(source(CHUNK + 9), (step, sent) => {
      if (step !== "append_v2 0" || lost) return undefined;
      lost = true;
      dropbox.received = sent.body.length;
      return "timeout";
    });
    expect(await run(dropbox)).toMatchObject({ status: 200, body: { size: CHUNK + 9 } });
    expect(dropbox.steps).toEqual([
      "start",
      "append_v2 0",
      "append_v2 0",
      `append_v2 ${CHUNK}`,
      `finish ${CHUNK + 9} false`,
    ]);
  });

  it("ends under another name where the first is taken, without the content again", async () => {
    const error = { ".tag": "path", path: { ".tag": "conflict", conflict: { ".tag": "file" } } };
    const dropbox = new Dropbox(
      source(9),
      (step) =>
        step === "finish 9 false"
          ? Response.json({ error_summary: "path/conflict/file/..", error }, { status: 409 })
          : undefined,
    );
    expect((await run(dropbox)).status).toBe(200);
    expect(dropbox.steps).toEqual(["start", "append_v2 0", "finish 9 false", "finish 9 true"]);
  });

  it("that Dropbox has dropped is no missing file", async () => {
    const dropbox = new Dropbox(
      source(9),
      (step) => step.startsWith("append_v2") ? Response.json(NOT_FOUND, { status: 409 }) : undefined,
    );
    expect((await run(dropbox)).body).toMatchObject({
      code: "not_found",
      error: "Dropbox no longer has this upload, start it again",
      outcome: "not_done",
    });
  });

  it("does not end where the source does not", async () => {
    const dropbox = new Dropbox(source(9));
    const { body } = await run(dropbox, { size: CHUNK + 1 });
    expect(body).toMatchObject({ code: "invalid_request", outcome: "not_done" });
    expect(dropbox.steps).toEqual(["start"]);
  });

  it("that ends without an answer leaves the outcome open, unless the file is there", async () => {
    const dropbox = new Dropbox(source(9), (step) => {
      if (step.startsWith("finish")) return new Response(null, { status: 503 });
      return step === "get_metadata"
        ? Response.json({ ...made("/video.mp4", 9), content_hash: "0".repeat(64) })
        : undefined;
    });
    expect((await run(dropbox)).body).toMatchObject({ code: "provider_unavailable", outcome: "unknown" });
    expect(dropbox.steps.at(-1)).toBe("get_metadata");
  });
});

describe("sources", () => {
  it("take a raw body, with the other fields in the query", async () => {
    const dropbox = new Dropbox(source(0));
    const world = createWorld({ provider: (sent) => dropbox.react(sent) });
    const response = await upload.with(world.environment)(
      new Request("https://app.example.com/functions/dropbox-upload?name=a.bin&folderPath=/In", {
        method: "POST",
        headers: { ...platformHeaders(), "content-type": "application/octet-stream" },
        body: new Uint8Array(5),
      }),
    );
    expect(await response.json()).toMatchObject({ name: "video.mp4", size: 5 });
    expect(world.sent.map(({ headers }) => headers.get("authorization"))).toEqual(
      world.sent.map(() => `Bearer ${PROVIDER_TOKENS[0]}`),
    );
  });

  it("lie on Base44's own hosts, which do not get the token", async () => {
    const dropbox = new Dropbox(source(3));
    const { world } = await run(dropbox);
    const [file] = world.sent;
    expect(file?.url.host).toBe("base44.app");
    expect(file?.headers.get("authorization")).toBeNull();
    const other = await run(new Dropbox(source(3)), { fileUrl: "https://internal.example.com/x" });
    expect(other.body.code).toBe("invalid_input");
    expect(other.world.sent).toEqual([]);
  });
});
