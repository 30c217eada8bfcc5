/**
 * Drive's two ways to upload: metadata and content in one multipart request, or a session that takes chunks.
 *
 * @see https://developers.google.com/workspace/drive/api/guides/manage-uploads
 * @module
 * @version 0.1.0
 */
import { concatBytes } from "../runtime/bytes.ts";
import type { Environment } from "../runtime/environment.ts";
import { FunctionError } from "../runtime/errors.ts";
import type { Content } from "../runtime/files.ts";
import type { Http } from "../runtime/http.ts";
import { randomHex } from "../runtime/ids.ts";
import { failureMessage } from "../runtime/service.ts";
import type { Progress, UploadSession } from "../runtime/uploads.ts";
import { isPlainHttps } from "../runtime/url.ts";
import { FILE_QUERY, FileAnswer } from "./google-drive-files.ts";
import { googleDrive } from "./google-drive.ts";

/** The most that one multipart request takes. */
export const MAX_MULTIPART_BYTES = 5_000_000;
/** The most that a file in Drive may have: 5,120 GB. */
export const MAX_DRIVE_FILE_BYTES = 5_120 * 1_024 ** 3;
/** Milliseconds for one request with content. */
export const UPLOAD_TIMEOUT = 60_000;
/** Drive takes multiples of 256 KiB. On Deno, a chunk costs several times its size in memory. */
const CHUNK_SIZE = 4 * 1_024 ** 2;

/** Drive takes `multipart/related` only, which `FormData` cannot make. */
export function relatedParts(
  environment: Environment,
  metadata: Record<string, unknown>,
  mimeType: string,
  bytes: Uint8Array,
): { body: Uint8Array<ArrayBuffer>; headers: Record<string, string> } {
  const boundary = randomHex(environment, 16);
  const start = new TextEncoder().encode(
    `--${boundary}\r\nContent-Type: application/json; charset=UTF-8\r\n\r\n${JSON.stringify(metadata)}\r\n` +
      `--${boundary}\r\nContent-Type: ${mimeType}\r\n\r\n`,
  );
  const end = new TextEncoder().encode(`\r\n--${boundary}--\r\n`);
  return {
    body: concatBytes([start, bytes, end], start.length + bytes.length + end.length),
    headers: { "content-type": `multipart/related; boundary=${boundary}` },
  };
}

/** Where new files go, and where a file's new content goes. */
export function uploadPath(
  fileId: string | undefined,
): "/upload/drive/v3/files" | "/upload/drive/v3/files/{fileId}" {
  return fileId === undefined ? "/upload/drive/v3/files" : "/upload/drive/v3/files/{fileId}";
}

/** Opens an upload in chunks: of a new file, or of a file's new content. */
export async function openSession(
  http: Http,
  fileId: string | undefined,
  metadata: Record<string, unknown>,
  content: Content,
): Promise<UploadSession<FileAnswer>> {
  const { headers } = await http.send(fileId === undefined ? "POST" : "PATCH", uploadPath(fileId), {
    path: { fileId: fileId ?? "" },
    query: { uploadType: "resumable", ...FILE_QUERY },
    headers: {
      "x-upload-content-type": content.mimeType,
      ...(content.size !== undefined && { "x-upload-content-length": String(content.size) }),
    },
    json: metadata,
    read: true, // A session that is not completed is no file, and lapses.
  });
  return uploadSession(http, headers.get("location"));
}

/** There is no request that drops a session. */
function uploadSession(http: Http, location: string | null): UploadSession<FileAnswer> {
  let address = sessionAddress(location);

  async function put(
    range: string | undefined,
    body?: Uint8Array<ArrayBuffer>,
  ): Promise<Progress<FileAnswer>> {
    const { status, headers, body: answer } = await http.send("PUT", address, {
      headers: {
        "content-type": "application/octet-stream",
        ...(range !== undefined && { "content-range": `bytes ${range}` }),
      },
      ...(body?.length && { body }),
      accept: [308],
      retry: false,
      timeout: UPLOAD_TIMEOUT,
    }).catch(withSessionWords);
    if (status !== 308) return { stored: 0, file: finishedFile(answer) };
    if (headers.has("location")) address = sessionAddress(headers.get("location"));
    return { stored: storedBytes(headers.get("range")) };
  }

  return {
    chunkSize: CHUNK_SIZE,
    send({ body, start, end, total = "*" }) {
      if (body.length > 0) return put(`${start}-${end - 1}/${total}`, body);
      return put(end === 0 ? undefined : `*/${total}`);
    },
    ask: ({ total = "*" }) => put(`*/${total}`),
  };
}

/** The address alone is the permission to upload, so it must be Drive's own. It is neither logged nor handed out. */
function sessionAddress(location: string | null): string {
  const url = location !== null && URL.canParse(location) ? new URL(location) : undefined;
  const isOwn = url && isPlainHttps(url) && url.host === "www.googleapis.com" &&
    /^\/upload\/drive\/v3\/files(\/[\w-]+)?$/.test(url.pathname) && url.searchParams.has("upload_id");
  if (isOwn) return url.href;
  throw new FunctionError(
    "provider_invalid_response",
    `${googleDrive.name} pointed to an address that is not its own`,
  );
}

/** `bytes=0-41` is 42 bytes, and no header is none. */
function storedBytes(range: string | null): number {
  const [, last] = /^bytes=0-(\d+)$/.exec(range ?? "") ?? [];
  return last === undefined ? 0 : Number(last) + 1;
}

/** Drive's own words for 404 are about files. */
function withSessionWords(error: unknown): never {
  if (!(error instanceof FunctionError) || error.code !== "not_found") throw error;
  const { hint: _, ...details } = error.details;
  throw new FunctionError(
    "not_found",
    `${googleDrive.name} no longer has this upload, start it again`,
    details,
  );
}

function finishedFile(answer: unknown): FileAnswer {
  const parsed = FileAnswer.safeParse(answer);
  if (parsed.success) return parsed.data;
  const message = failureMessage(googleDrive.name, "provider_invalid_response");
  throw new FunctionError("provider_invalid_response", message, { outcome: "done" });
}
