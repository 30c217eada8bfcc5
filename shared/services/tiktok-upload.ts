/**
 * Uploads a video to TikTok: in one request where it fits into one chunk, else chunk by chunk.
 *
 * @see https://developers.tiktok.com/doc/content-posting-api-media-transfer-guide
 * @module
 * @version 0.1.0
 */
import { concatBytes } from "../runtime/bytes.ts";
import { FunctionError } from "../runtime/errors.ts";
import { type Content, readContent } from "../runtime/files.ts";
import type { Http } from "../runtime/http.ts";
import { inputError } from "../runtime/issues.ts";
import { mediaTypeOf } from "../runtime/media-types.ts";
import { type Progress, uploadChunks, type UploadContext, type UploadSession } from "../runtime/uploads.ts";
import { isPlainHttps } from "../runtime/url.ts";
import { API_HOST, tiktok } from "./tiktok.ts";

/** The most that a video may have. */
export const MAX_TIKTOK_VIDEO_BYTES = 4 * 1_024 ** 3;
/** The least that TikTok takes as a chunk of several. On Deno, a chunk costs several times its size in memory. */
const MIN_CHUNK_SIZE = 5 * 1_024 ** 2;
/** Milliseconds for one request with content. */
const UPLOAD_TIMEOUT = 60_000;
const VIDEO_TYPES = ["video/mp4", "video/quicktime", "video/webm"];

/** How a video is cut. */
export interface UploadPlan {
  video_size: number;
  chunk_size: number;
  total_chunk_count: number;
}

/** A video that TikTok takes, as far as that can be told before it is read. */
export interface Video extends Content {
  size: number;
}

/** TikTok has to know size and type beforehand. */
export function asVideo(content: Content): Video {
  const type = VIDEO_TYPES.includes(content.mimeType) ? content.mimeType : mediaTypeOf(content.name);
  if (type === undefined || !VIDEO_TYPES.includes(type)) {
    throw inputError([{
      path: "mimeType",
      message: `expected ${VIDEO_TYPES.join(", ")}: TikTok takes no other`,
    }]);
  }
  if (content.size === undefined) {
    throw inputError([{
      path: "size",
      message: "expected the bytes of the video: its source does not say them",
    }]);
  }
  if (content.size === 0) throw inputError([{ path: "", message: "expected a video: it is empty" }]);
  return { ...content, mimeType: type, size: content.size };
}

/** Chunks of nearly the least size. What does not fill one more is sent with the last, as TikTok wants it. */
export function uploadPlan({ size }: Pick<Video, "size">): UploadPlan {
  const count = Math.max(1, Math.floor(size / MIN_CHUNK_SIZE));
  return { video_size: size, chunk_size: Math.floor(size / count), total_chunk_count: count };
}

/** Ends when TikTok has all of the video. What it makes of it, is asked for later. */
export async function uploadVideo(
  context: UploadContext & { http: Http },
  uploadUrl: string,
  video: Video,
  plan: UploadPlan,
): Promise<void> {
  const address = uploadAddress(uploadUrl);
  const put = (start: number, bytes: Uint8Array<ArrayBuffer>, retry: boolean) =>
    putBytes(context.http, address, video, start, bytes, retry);
  if (plan.total_chunk_count > 1) {
    await uploadChunks(context, uploadSession(put, plan), video, MAX_TIKTOK_VIDEO_BYTES);
    return;
  }
  const bytes = await readContent(video, plan.video_size, context.signal);
  const stored = await put(0, bytes, true);
  if (stored < bytes.length) {
    throw new FunctionError("provider_unavailable", `${tiktok.name} lost the upload, try again later`);
  }
}

/** The address alone is the permission to upload. The API's own host, which gets the token, is none of its hosts. */
function uploadAddress(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isUpload = url && isPlainHttps(url) && url.host.endsWith(".tiktokapis.com") &&
    url.host !== API_HOST;
  if (isUpload) return url.href;
  throw new FunctionError(
    "provider_invalid_response",
    `${tiktok.name} pointed to an address that is not its own`,
  );
}

type Put = (start: number, bytes: Uint8Array<ArrayBuffer>, retry: boolean) => Promise<number>;

/** The bytes that TikTok has by then. */
async function putBytes(
  http: Http,
  address: string,
  { mimeType, size }: Video,
  start: number,
  bytes: Uint8Array<ArrayBuffer>,
  retry: boolean,
): Promise<number> {
  const end = start + bytes.length;
  const { status, headers } = await http.send("PUT", address, {
    headers: { "content-type": mimeType, "content-range": `bytes ${start}-${end - 1}/${size}` },
    body: bytes,
    accept: [416], // Sent before, or out of turn: TikTok says what it has.
    retry,
    timeout: UPLOAD_TIMEOUT,
  }).catch(withUploadWords);
  return status === 416 ? storedBytes(headers.get("content-range")) : end;
}

/** `bytes 0-41/100` is 42 bytes. */
function storedBytes(range: string | null): number {
  const [, last] = /^bytes 0-(\d+)\/\d+$/.exec(range ?? "") ?? [];
  return last === undefined ? 0 : Number(last) + 1;
}

/** The content comes in pieces of one size and a rest, which is sent together with the piece before. */
export function uploadSession(put: Put, plan: UploadPlan): UploadSession<true> {
  const { video_size: total, chunk_size: chunkSize } = plan;
  const lastStart = (plan.total_chunk_count - 1) * chunkSize;
  let held: Uint8Array<ArrayBuffer> | undefined;

  return {
    chunkSize,
    async send({ start, end, bytes, body }): Promise<Progress<true>> {
      if (start === lastStart && end < total) {
        held = bytes.slice();
        return { stored: end };
      }
      const from = held ? lastStart : start;
      const whole = held ? concatBytes([held, bytes], held.length + bytes.length) : body;
      const stored = await put(from, whole, false);
      if (stored === total) return { stored, file: true };
      return { stored: held && stored === lastStart ? start : stored };
    },
  };
}

/** The status alone says nothing of uploads. */
function withUploadWords(error: unknown): never {
  const isGone = error instanceof FunctionError &&
    (error.code === "not_found" || error.code === "provider_denied");
  if (!isGone) throw error;
  throw new FunctionError(error.code, `${tiktok.name} no longer takes this upload, publish the video again`, {
    ...error.details,
    hint: "An upload has to begin within an hour after TikTok has been asked to publish",
  });
}
