/**
 * OneDrive's uploads: a session whose address takes ranges in order. Of a range that is refused, nothing is there.
 *
 * @see https://learn.microsoft.com/graph/api/driveitem-createuploadsession
 * @module
 */
import { type Call, contentRange, readBody, sendEmpty, sendJson } from "./http.ts";

const SESSION = "https://my.microsoftpersonalcontent.com/personal/ab12/uploadSession?tempauth=v1e.made.up";
const RANGE_UNIT = 320 * 1_024;

export async function onedrive(call: Call): Promise<void> {
  const { request, response, url, upload } = call;
  if (url.pathname.endsWith("/uploadSession")) return await answerSession(call);
  const body = await readBody(request);
  if (url.pathname.endsWith("/createUploadSession")) {
    return sendJson(response, { uploadUrl: SESSION, nextExpectedRanges: ["0-"] });
  }
  upload.takeWhole(body);
  sendFile(call);
}

async function answerSession(call: Call): Promise<void> {
  const { request, response, upload } = call;
  if (request.method === "DELETE") return sendEmpty(response, 204);
  if (request.method === "GET") {
    upload.asked++;
    return sendNext(call, 200);
  }
  const range = contentRange(request);
  const isLast = range !== undefined && range.end === Number(range.total);
  const fits = range !== undefined && range.start === upload.received &&
    (isLast || (range.end - range.start) % RANGE_UNIT === 0) && request.headers.authorization === undefined;
  if (!fits) return sendJson(response, { error: { code: "invalidRange" } }, 400);
  const { refuses } = await upload.take(request, range.start, 0);
  if (refuses) return sendEmpty(response, 503);
  upload.complete = isLast;
  if (isLast) sendFile(call);
  else sendNext(call, 202);
}

function sendNext({ response, upload }: Call, status: number): void {
  sendJson(response, { nextExpectedRanges: [`${upload.received}-`] }, status);
}

function sendFile({ response, upload }: Call): void {
  sendJson(response, { id: "AB12!1", name: "file", size: upload.received, file: {} }, 201);
}
