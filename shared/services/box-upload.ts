/**
 * Box's two ways to upload: a form with all of the content, or a session that takes parts of a size that Box
 * chooses.
 *
 * @see https://developer.box.com/guides/uploads/
 * @module
 * @version 0.1.0
 */
import { encodeBase64 } from "../runtime/base64.ts";
import type { Environment } from "../runtime/environment.ts";
import { FunctionError } from "../runtime/errors.ts";
import type { Http } from "../runtime/http.ts";
import { randomHex, toHex } from "../runtime/ids.ts";
import { inputError } from "../runtime/issues.ts";
import { failureMessage } from "../runtime/service.ts";
import { readRetryAfter } from "../runtime/retry.ts";
import type { UploadContext, UploadSession } from "../runtime/uploads.ts";
import { hostMatches, isPlainHttps } from "../runtime/url.ts";
import * as z from "../runtime/zod.ts";
import { ITEM_FIELDS, ItemAnswer } from "./box-items.ts";
import { createSha1 } from "./box-sha1.ts";
import { box } from "./box.ts";

/** Box opens no session for less than 20 MB, and takes no form with more than 50 MB. */
export const MAX_FORM_BYTES = 20 * 1_024 ** 2;
/** A bound for sizes that callers announce. Box itself refuses what is beyond the account's plan. */
export const MAX_BOX_FILE_BYTES = 2 ** 40;
/** Milliseconds for one request with content. */
export const UPLOAD_TIMEOUT = 60_000;
/** A part is held in memory. */
const MAX_PART_BYTES = 64 * 1_024 ** 2;

/** Box answers uploads with a list of one. */
export const FilesAnswer = z.object({ entries: z.tuple([ItemAnswer]) });

export async function sha1Hex(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest("SHA-1", bytes)));
}

/** Where the form of a new file goes, and that of a file's new version. */
export function formPath(
  fileId: string | undefined,
):
  | "https://upload.box.com/api/2.0/files/content"
  | "https://upload.box.com/api/2.0/files/{fileId}/content" {
  return fileId === undefined
    ? "https://upload.box.com/api/2.0/files/content"
    : "https://upload.box.com/api/2.0/files/{fileId}/content";
}

/** The same for content in parts. */
export function sessionPath(
  fileId: string | undefined,
):
  | "https://upload.box.com/api/2.0/files/upload_sessions"
  | "https://upload.box.com/api/2.0/files/{fileId}/upload_sessions" {
  return fileId === undefined
    ? "https://upload.box.com/api/2.0/files/upload_sessions"
    : "https://upload.box.com/api/2.0/files/{fileId}/upload_sessions";
}

/** `FormData` has another boundary each time, and a repeated request has to be the same. */
export function formParts(
  environment: Environment,
  attributes: Record<string, unknown>,
  bytes: Uint8Array<ArrayBuffer>,
): { body: Blob; headers: Record<string, string> } {
  const boundary = randomHex(environment, 16);
  const start =
    `--${boundary}\r\ncontent-disposition: form-data; name="attributes"\r\n\r\n${
      JSON.stringify(attributes)
    }\r\n` +
    `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="file"\r\n` +
    `content-type: application/octet-stream\r\n\r\n`;
  return {
    body: new Blob([start, bytes, `\r\n--${boundary}--\r\n`]),
    headers: { "content-type": `multipart/form-data; boundary=${boundary}` },
  };
}

/** For content whose size the source does not tell: all of it has to fit into one form. */
export function sizeNeeded(error: unknown): never {
  if (!(error instanceof FunctionError) || error.code !== "payload_too_large") throw error;
  const message =
    "expected the number of bytes: Box needs it for more than 20 MB, and this source does not say it";
  throw inputError([{ path: "size", message }]);
}

/** Where content goes: under a name, or into a file that is there. */
export interface Place {
  name: string;
  fileId?: string | undefined;
  etag?: string | undefined;
}

/** Puts something under the name that was asked for; where that is taken, where `onConflict` says. */
export async function putInPlace<T>(
  name: string,
  onConflict: "fail" | "replace" | "rename",
  now: number,
  put: (place: Place) => Promise<T>,
): Promise<{ answer: T; replaced: boolean }> {
  try {
    return { answer: await put({ name }), replaced: false };
  } catch (error) {
    if (!isNameTaken(error)) throw error;
    const file = existingFile(error);
    // An attempt whose answer got lost may have made what Box does not describe.
    const mayBeOwn = error.outcome !== "not_done" && error.details.params?.existing === undefined;
    if (onConflict === "rename" && !mayBeOwn) {
      return { answer: await put({ name: otherName(name, now) }), replaced: false };
    }
    if (onConflict !== "replace" || !file) throw withoutDigest(error, file?.id);
    return { answer: await put({ name, fileId: file.id, etag: file.etag ?? undefined }), replaced: true };
  }
}

/** For `catch`: the name is taken by the same content, maybe of this very upload, whose answer got lost. */
export function madeBefore(http: Http, sha1: string): (error: unknown) => Promise<ItemAnswer> {
  return async (error) => {
    const file = isNameTaken(error) ? existingFile(error) : undefined;
    if (file?.sha1 !== sha1) throw error;
    return await http.get("files/{fileId}", {
      path: { fileId: file.id },
      query: { fields: ITEM_FIELDS },
      response: ItemAnswer,
    });
  };
}

const ExistingFile = z.object({
  existing: z.object({
    id: z.string(),
    type: z.literal("file"),
    etag: z.string().nullish(),
    sha1: z.string().optional(),
  }),
});

/** The file that has the name already; `undefined` where that is a folder, or Box does not tell. */
function existingFile(error: FunctionError): z.output<typeof ExistingFile>["existing"] | undefined {
  return ExistingFile.safeParse(error.details.params).data?.existing;
}

/** The digest would tell callers who may only upload what is in a file. */
function withoutDigest(error: FunctionError, fileId: string | undefined): FunctionError {
  const { existing: _, ...params } = error.details.params ?? {};
  return error.with({ params: { ...params, ...(fileId !== undefined && { fileId }) } });
}

function isNameTaken(error: unknown): error is FunctionError {
  return isRefusedWith(error, "item_name_in_use");
}

/** `a.pdf` as `a (2026-03-12 07.33.08.120).pdf`: Box has no way to ask for a free name. */
export function otherName(name: string, now: number): string {
  const time = new Date(now).toISOString().replace("T", " ").replaceAll(":", ".").slice(0, -1);
  const dot = name.lastIndexOf(".");
  const [start, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ""];
  const added = ` (${time})`;
  return start.slice(0, Math.max(1, 255 - added.length - ending.length)) + added + ending;
}

export const SessionAnswer = z.object({
  id: z.string(),
  part_size: z.int().min(1).max(MAX_PART_BYTES),
  session_endpoints: z.object({
    upload_part: z.string(),
    commit: z.string(),
    abort: z.string(),
    list_parts: z.string(),
  }).partial().default({}),
});

const Part = z.object({ part_id: z.string(), offset: z.number(), size: z.number(), sha1: z.string() });
type Part = z.output<typeof Part>;

const MAX_COMMITS = 12;
const COMMIT_DELAY_SECONDS = 10;
const MAX_COMMIT_DELAY_SECONDS = 60;

/** Takes the parts of a session that is open, all of them in order. */
export function partsSession(
  http: Http,
  { environment, signal }: UploadContext,
  { id, part_size, session_endpoints: own }: z.output<typeof SessionAnswer>,
  attributes: Record<string, unknown>,
): UploadSession<ItemAnswer> {
  const path = { id };
  const uploadPart = sessionAddress(own.upload_part) ??
    "https://upload.box.com/api/2.0/files/upload_sessions/{id}";
  const commit = sessionAddress(own.commit) ??
    "https://upload.box.com/api/2.0/files/upload_sessions/{id}/commit";
  const abort = sessionAddress(own.abort) ?? "https://upload.box.com/api/2.0/files/upload_sessions/{id}";
  const listParts = sessionAddress(own.list_parts) ??
    "https://upload.box.com/api/2.0/files/upload_sessions/{id}/parts";
  const parts: Part[] = [];
  const sha1 = createSha1();
  let hashed = 0;

  /** A part is there as a whole or not at all. */
  async function ask({ start, end }: { start: number; end: number }) {
    const { entries } = await http.get(listParts, {
      path,
      query: { offset: parts.length, limit: 1_000 },
      retry: false,
      response: z.object({ entries: z.array(Part) }),
    });
    const part = entries.find(({ offset, size }) => offset === start && offset + size === end);
    if (part) parts.push(part);
    return { stored: part ? end : start };
  }

  return {
    chunkSize: part_size,
    async send({ bytes, body, start, end, total }) {
      const ofPart = crypto.subtle.digest("SHA-1", bytes); // Not in this thread.
      if (start === hashed) {
        sha1.add(bytes);
        hashed = end;
      }
      const digest = encodeBase64(new Uint8Array(await ofPart));
      try {
        const { part } = await http.put(uploadPart, {
          path,
          headers: {
            "content-type": "application/octet-stream",
            "content-range": `bytes ${start}-${end - 1}/${total}`,
            digest: `sha=${digest}`,
          },
          body,
          retry: false,
          timeout: UPLOAD_TIMEOUT,
          response: z.object({ part: Part }),
        });
        parts.push(part);
        return { stored: end };
      } catch (error) {
        if (!isRefusedWith(error, "range_overlaps_existing_part")) throw error;
        return await ask({ start, end });
      }
    },
    ask,
    async finish() {
      const digest = encodeBase64(sha1.digest());
      for (let tries = 1; tries <= MAX_COMMITS; tries++) {
        const { status, headers, body } = await http.send("POST", commit, {
          path,
          headers: { digest: `sha=${digest}` },
          json: { parts, attributes },
          idempotent: true, // A session makes one file: what has ended is refused.
          timeout: UPLOAD_TIMEOUT,
        }).catch(notReady);
        if (status !== 202) return madeFile(body);
        const asked = readRetryAfter(headers.get("retry-after"), environment.clock.now());
        const seconds = Math.min(asked ?? COMMIT_DELAY_SECONDS, MAX_COMMIT_DELAY_SECONDS);
        await environment.clock.wait(seconds * 1_000, signal).catch(() => {
          throw stillBusy();
        });
      }
      throw stillBusy();
    },
    cancel: () => http.delete(abort, { path, retry: false, cleanup: true }),
  };
}

/** The token goes there, so it must be Box's own; where it is not, the documented address is used. */
function sessionAddress(address: string | undefined): string | undefined {
  const url = address !== undefined && URL.canParse(address) ? new URL(address) : undefined;
  const isOwn = url && isPlainHttps(url) && hostMatches(url.host, ["*.box.com"]) &&
    /^\/api\/2\.0\/files\/upload_sessions\/[\w-]+(\/\w+)?$/.test(url.pathname);
  return isOwn ? url.href : undefined;
}

/** For `catch`: straight after the last part, Box may not know all parts yet. */
function notReady(error: unknown): { status: number; headers: Headers; body: unknown } {
  if (!isRefusedWith(error, "parts_mismatch")) throw error;
  return { status: 202, headers: new Headers(), body: undefined };
}

function isRefusedWith(error: unknown, code: string): error is FunctionError {
  return error instanceof FunctionError && error.details.provider?.code === code;
}

function madeFile(body: unknown): ItemAnswer {
  const { data } = FilesAnswer.safeParse(body);
  if (data) return data.entries[0];
  const message = failureMessage(box.name, "provider_invalid_response");
  throw new FunctionError("provider_invalid_response", message, { outcome: "done" });
}

function stillBusy(): FunctionError {
  return new FunctionError(
    "provider_unavailable",
    `${box.name} has not finished the file yet, look for it later`,
    {
      outcome: "unknown",
      params: { service: box.name },
    },
  );
}
