/**
 * Dropbox's uploads: a session that takes chunks at the offset it has come to, and gets its name at the end. The
 * chunk that is refused has arrived all the same.
 *
 * @see https://www.dropbox.com/developers/documentation/http/documentation#files-upload_session-start
 * @module
 */
import { type Call, readBody, sendEmpty, sendJson } from "./http.ts";

export async function dropbox(call: Call): Promise<void> {
  const { request, response, url, upload } = call;
  const step = url.pathname.split("/").at(-1);
  if (step === "append_v2") return await append(call);
  const body = await readBody(request);
  if (step === "start") return sendJson(response, { session_id: "1" });
  if (step === "upload") upload.takeWhole(body);
  else if (offsetOf(call) !== upload.received) return sendOffset(call);
  upload.complete = true;
  const id = { id: "id:1", rev: "016500000000000000000000000abc1" };
  sendJson(response, { ...id, name: "file", path_display: "/file", size: upload.received });
}

async function append(call: Call): Promise<void> {
  const { request, response, upload } = call;
  const offset = offsetOf(call);
  const isNext = offset === upload.received;
  const { refuses } = await upload.take(request, offset, 1);
  if (refuses) sendEmpty(response, 503);
  else if (isNext) sendJson(response, null);
  else sendOffset(call);
}

function offsetOf({ request }: Call): number {
  const { cursor } = JSON.parse(String(request.headers["dropbox-api-arg"])) as { cursor: { offset: number } };
  return cursor.offset;
}

function sendOffset({ response, upload }: Call): void {
  const error = { ".tag": "incorrect_offset", correct_offset: upload.received };
  sendJson(response, { error_summary: "incorrect_offset/..", error }, 409);
}
