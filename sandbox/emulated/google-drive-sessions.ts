/**
 * Drive's resumable uploads, which the emulator lacks: chunks are kept until the last one makes the file.
 *
 * @see https://developers.google.com/workspace/drive/api/guides/manage-uploads#resumable
 * @module
 */
import { googleError, readResource, type Resource } from "./google-json.ts";
import type { Upload } from "./google-drive-parts.ts";

const CHUNK_UNIT = 256 * 1_024;

interface Session {
  metadata: Resource;
  type: string;
  /** Who opened it: its address alone is the permission to go on. */
  authorization: string;
  chunks: Uint8Array<ArrayBuffer>[];
  stored: number;
  /** What the last chunk was answered. */
  file?: Response;
}

/** Makes the file of an upload that is whole. */
type Finish = (upload: Upload, authorization: string) => Promise<Response>;

export class UploadSessions {
  #sessions = new Map<string, Session>();

  async open(request: Request): Promise<Response> {
    const id = crypto.randomUUID();
    this.#sessions.set(id, {
      metadata: await readResource(request),
      type: request.headers.get("x-upload-content-type") ?? "application/octet-stream",
      authorization: request.headers.get("authorization") ?? "",
      chunks: [],
      stored: 0,
    });
    const location = new URL(request.url);
    location.searchParams.set("upload_id", id);
    return new Response(null, { headers: { location: location.href } });
  }

  /** `undefined` where no such session was opened here. */
  async put(request: Request, finish: Finish): Promise<Response | undefined> {
    const id = new URL(request.url).searchParams.get("upload_id") ?? "";
    const session = this.#sessions.get(id);
    if (!session || session.file) return session?.file?.clone();
    const bytes = new Uint8Array(await request.arrayBuffer());
    const range = readRange(request.headers.get("content-range"), bytes.length);
    if (!range) return refused("Failed to parse Content-Range header.");
    const { start, total } = range;
    if (start !== undefined && start === session.stored) {
      const isLast = start + bytes.length === total;
      if (!isLast && bytes.length % CHUNK_UNIT !== 0) {
        return refused(`Expected a chunk of a multiple of ${CHUNK_UNIT} bytes.`);
      }
      session.chunks.push(bytes);
      session.stored += bytes.length;
    }
    if (session.stored !== total) return incomplete(session);
    const { metadata, type } = session;
    const response = await finish(
      { metadata, type, content: Buffer.concat(session.chunks) },
      session.authorization,
    );
    if (response.ok) {
      session.file = response.clone();
      session.chunks = [];
    }
    return response;
  }
}

/** `bytes 0-41/42`, `bytes 0-41/*`, `bytes *\/42` or nothing, which is a file in one request. */
function readRange(header: string | null, length: number): { start?: number; total?: number } | undefined {
  if (header === null) return { start: 0, total: length };
  const [, range, start, end, total] = /^bytes ((\d+)-(\d+)|\*)\/(\d+|\*)$/.exec(header) ?? [];
  if (range === undefined) return undefined;
  if (range !== "*" && Number(end) - Number(start) + 1 !== length) return undefined;
  return {
    ...(range !== "*" && { start: Number(start) }),
    ...(total !== "*" && { total: Number(total) }),
  };
}

function incomplete({ stored }: Session): Response {
  return new Response(null, { status: 308, headers: stored > 0 ? { range: `bytes=0-${stored - 1}` } : {} });
}

function refused(message: string): Response {
  return googleError(400, { reason: "badRequest", message });
}
