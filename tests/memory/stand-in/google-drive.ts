/**
 * Google Drive's uploads: a session that takes chunks in order, and says in `Range` what it has.
 *
 * @see https://developers.google.com/workspace/drive/api/guides/manage-uploads
 * @module
 */
import { type Call, contentRange, readBody, sendEmpty, sendJson } from "./http.ts";

const SESSION = "https://www.googleapis.com/upload/drive/v3/files?uploadType=resumable&upload_id=1";

export async function googleDrive(call: Call): Promise<void> {
  const { request, response, url, upload } = call;
  if (url.pathname.endsWith("/generateIds")) return sendJson(response, { ids: ["1New"] });
  if (request.method === "PUT") return await takeChunk(call);
  const body = await readBody(request);
  if (url.searchParams.get("uploadType") === "resumable") {
    return sendEmpty(response, 200, { location: SESSION });
  }
  upload.takeWhole(body);
  sendFile(call);
}

async function takeChunk(call: Call): Promise<void> {
  const { request, response, upload } = call;
  const range = contentRange(request);
  if (!range) {
    upload.asked++;
    return sendStored(call);
  }
  if (range.start !== upload.received) {
    return sendJson(response, { error: { code: 400, message: "Gap" } }, 400);
  }
  const { refuses } = await upload.take(request, range.start, 0.5);
  if (refuses) return sendEmpty(response, 503);
  upload.complete = upload.received === Number(range.total);
  if (upload.complete) sendFile(call);
  else sendStored(call);
}

function sendStored({ response, upload: { received } }: Call): void {
  sendEmpty(response, 308, received > 0 ? { range: `bytes=0-${received - 1}` } : {});
}

function sendFile({ response, upload: { received } }: Call): void {
  sendJson(response, { id: "1New", name: "file", mimeType: "video/mp4", size: String(received) });
}
