/**
 * Box's uploads: a session that takes parts, each with its digest, and ends with the list of them and the digest
 * of all. A part that is refused is not there.
 *
 * @see https://developer.box.com/guides/uploads/chunked/
 * @module
 */
import { type Call, contentRange, readBody, sendEmpty, sendJson } from "./http.ts";

const SESSION = "https://upload.app.box.com/api/2.0/files/upload_sessions/F97";
/** As in Box's guide. */
const PART_SIZE = 8 * 1_024 ** 2;

interface Part {
  part_id: string;
  offset: number;
  size: number;
  sha1: string;
}

export async function box(call: Call): Promise<void> {
  const { request, response, url, upload } = call;
  if (request.method === "PUT") return await takePart(call);
  if (request.method === "DELETE") return sendEmpty(response, 204);
  if (request.method === "GET") {
    upload.asked++;
    return sendJson(response, { entries: [] });
  }
  const body = await readBody(request);
  if (url.pathname.endsWith("/upload_sessions")) return openSession(call);
  if (url.pathname.endsWith("/commit")) return commit(call, body);
  upload.takeWhole(body);
  sendFile(call);
}

function openSession({ response }: Call): void {
  const session_endpoints = {
    upload_part: SESSION,
    commit: `${SESSION}/commit`,
    abort: SESSION,
    list_parts: `${SESSION}/parts`,
  };
  sendJson(response, { id: "F97", part_size: PART_SIZE, session_endpoints }, 201);
}

async function takePart({ request, response, upload }: Call): Promise<void> {
  const range = contentRange(request);
  if (!range || range.start % PART_SIZE !== 0 || range.end - range.start > PART_SIZE) {
    return sendJson(response, { type: "error", status: 416, code: "range_not_satisfiable" }, 416);
  }
  const { refuses } = await upload.take(request, range.start, 0);
  upload.addDigest({ ...range, base64: String(request.headers.digest) });
  if (refuses) return sendEmpty(response, 503);
  sendJson(response, { part: part(range.start, range.end - range.start) });
}

function part(offset: number, size: number): Part {
  return { part_id: `P${offset}`, offset, size, sha1: "0".repeat(40) };
}

function commit(call: Call, body: Buffer): void {
  const { request, response, upload } = call;
  const { parts } = JSON.parse(body.toString()) as { parts: Part[] };
  let end = 0;
  for (const { part_id, offset, size } of parts) {
    if (offset === end && part_id === `P${offset}`) end += size;
  }
  if (end !== upload.received) {
    return sendJson(response, { type: "error", status: 400, code: "parts_mismatch" }, 400);
  }
  upload.addDigest({ start: 0, end, base64: String(request.headers.digest) });
  upload.complete = true;
  sendFile(call);
}

function sendFile({ response, upload }: Call): void {
  sendJson(response, { entries: [{ id: "9", type: "file", name: "file", size: upload.received }] }, 201);
}
