/**
 * Dropbox's two ways to upload: content in one request, or a session that takes chunks and ends with a name.
 *
 * @see https://www.dropbox.com/developers/documentation/http/documentation#files-upload_session-start
 * @module
 * @version 0.1.0
 */
import { FunctionError } from "../runtime/errors.ts";
import type { Http } from "../runtime/http.ts";
import { toHex } from "../runtime/ids.ts";
import { concatBytes } from "../runtime/bytes.ts";
import type { UploadSession } from "../runtime/uploads.ts";
import * as z from "../runtime/zod.ts";
import { dropboxTime, FileAnswer } from "./dropbox-files.ts";
import { apiArgument, dropbox } from "./dropbox.ts";

/** Dropbox hashes content in blocks of this size, which makes it a good size of chunks as well. */
const BLOCK_SIZE = 4 * 1_024 ** 2;
/** What is sent in one request. On Deno, a body costs several times its size in memory. */
export const MAX_REQUEST_BYTES = BLOCK_SIZE;
/** The most that a file in Dropbox may have. */
export const MAX_DROPBOX_FILE_BYTES = 2 ** 41 - 2 ** 22;
/** Milliseconds for one request with content. */
export const UPLOAD_TIMEOUT = 60_000;

/** Where content goes, and what happens if something is there. */
export interface Target {
  path: string;
  mode: "add" | "overwrite" | { ".tag": "update"; update: string };
  autorename: boolean;
  mute: boolean;
  client_modified?: string | undefined;
}

type OnConflict = "fail" | "replace" | "rename";

interface TargetInput {
  folderPath: string;
  onConflict: OnConflict;
  rev?: string | undefined;
  mute: boolean;
  contentUpdatedAt?: string | undefined;
}

export function uploadTarget(input: TargetInput, name: string): Target {
  const replaces = input.rev === undefined ? "overwrite" : { ".tag": "update" as const, update: input.rev };
  return {
    path: `${input.folderPath === "/" ? "" : input.folderPath}/${name}`,
    mode: input.onConflict === "replace" ? replaces : "add",
    autorename: false,
    mute: input.mute,
    client_modified: dropboxTime(input.contentUpdatedAt),
  };
}

/** For requests with content, or with none. */
export function contentHeaders(argument: object): Record<string, string> {
  return { "content-type": "application/octet-stream", ...apiArgument({ ...argument }) };
}

/**
 * Saves under the name that was asked for, and under another one only where that is taken. The same content
 * under the same name is no conflict, so the first of these may be repeated; the second would make copies.
 */
export async function saveOrRename(
  target: Target,
  onConflict: OnConflict,
  save: (target: Target) => Promise<FileAnswer>,
): Promise<FileAnswer> {
  try {
    return await save(target);
  } catch (error) {
    if (onConflict !== "rename" || !isNameTaken(error)) throw error;
    return await save({ ...target, autorename: true });
  }
}

function isNameTaken(error: unknown): boolean {
  return error instanceof FunctionError && error.details.provider?.code?.startsWith("path/conflict") === true;
}

/** Opens an upload in chunks; what it is called is told at its end. A session that does not end is no file. */
export async function openSession(
  http: Http,
  target: Target,
  onConflict: OnConflict,
): Promise<UploadSession<FileAnswer>> {
  const { session_id } = await http.post("https://content.dropboxapi.com/2/files/upload_session/start", {
    headers: contentHeaders({ close: false }),
    read: true,
    response: z.object({ session_id: z.string() }),
  });
  const hash = contentHash();

  return {
    chunkSize: BLOCK_SIZE,
    async send({ bytes, body, start, end }) {
      if (bytes.length === 0) return { stored: end };
      const hashed = hash.add(bytes, start);
      const stored = await http.post("https://content.dropboxapi.com/2/files/upload_session/append_v2", {
        headers: contentHeaders({ cursor: { session_id, offset: start }, close: false }),
        body,
        idempotent: true, // Bytes that Dropbox has already are refused.
        retry: false,
        timeout: UPLOAD_TIMEOUT,
        response: z.null(),
      }).then(() => end, storedBytes);
      await hashed;
      return { stored };
    },
    finish: (total) =>
      saveOrRename(
        target,
        onConflict,
        async (commit) =>
          total === 0
            ? await http.post("https://content.dropboxapi.com/2/files/upload", {
              headers: contentHeaders(commit),
              body: new Uint8Array(0),
              idempotent: !commit.autorename,
              response: FileAnswer,
            })
            : await http.post("https://content.dropboxapi.com/2/files/upload_session/finish", {
              headers: contentHeaders({ cursor: { session_id, offset: total }, commit }),
              idempotent: true, // A session makes one file: what has ended is refused.
              timeout: UPLOAD_TIMEOUT,
              response: FileAnswer,
            }).catch(madeBefore(http, commit.path, hash)),
      ),
  };
}

/** A chunk whose answer got lost is refused for its offset when it is sent again, and Dropbox says where it is. */
function storedBytes(error: unknown): number {
  if (!(error instanceof FunctionError)) throw error;
  const { correctOffset } = error.details.params ?? {};
  if (typeof correctOffset === "number") return correctOffset;
  throw withSessionWords(error);
}

/** Dropbox's own words for `not_found` are about files. */
function withSessionWords(error: FunctionError): FunctionError {
  if (!/^(lookup_failed\/)?not_found$/.test(error.details.provider?.code ?? "")) return error;
  return new FunctionError(
    "not_found",
    `${dropbox.name} no longer has this upload, start it again`,
    error.details,
  );
}

interface ContentHash {
  add(bytes: Uint8Array<ArrayBuffer>, start: number): Promise<void>;
  hex(): Promise<string>;
}

/** Hashes of blocks, hashed (https://www.dropbox.com/developers/reference/content-hash). */
export function contentHash(): ContentHash {
  const blocks: Uint8Array[] = [];
  return {
    async add(bytes, start) {
      if (start % BLOCK_SIZE === 0) blocks[start / BLOCK_SIZE] = await sha256(bytes);
    },
    hex: async () => toHex(await sha256(concatBytes(blocks, blocks.length * 32))),
  };
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

/** For `catch`: where the session may have ended before, Dropbox is asked whether the file is there. */
function madeBefore(http: Http, path: string, hash: ContentHash): (error: unknown) => Promise<FileAnswer> {
  return async (error) => {
    if (!(error instanceof FunctionError)) throw error;
    if (error.outcome === "not_done") throw withSessionWords(error);
    const found = await http.post("files/get_metadata", { json: { path }, read: true, response: FileAnswer })
      .catch(() => undefined);
    if (found && found.content_hash === await hash.hex()) return found;
    throw error;
  };
}
