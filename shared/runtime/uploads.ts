/**
 * Sends content of any size in chunks and holds only the one that is sent and the one that is read meanwhile: a
 * chunk whose answer is lost, or that the provider cannot take for now, goes on where the provider says that it
 * stopped.
 *
 * @module
 * @version 0.1.0
 */
import { type Chunk, readChunks } from "./chunks.ts";
import type { Environment } from "./environment.ts";
import { FunctionError, type Outcome } from "./errors.ts";
import type { Content } from "./files.ts";
import { sentInPlace } from "./sent-bytes.ts";

/** A provider's way of taking chunks. Its requests need `retry: false`: what follows a failure is decided here. */
export interface UploadSession<T> {
  /** Bytes of every chunk but the last. */
  chunkSize: number;
  /** Sends a chunk, or the rest of one. */
  send(chunk: UploadChunk): Promise<Progress<T>>;
  /** Asks what has arrived, after a `send` that failed. Without it, the provider tells when it is sent again. */
  ask?(chunk: UploadChunk): Promise<Progress<T>>;
  /** Makes the file, where the last chunk alone does not. */
  finish?(total: number): Promise<T>;
  /** Drops what an upload that is given up has left behind. Its request needs `cleanup: true`. */
  cancel?(): Promise<unknown>;
}

export interface UploadChunk extends Chunk {
  /** The bytes, for the request that sends them, and only for that. */
  body: Uint8Array<ArrayBuffer>;
  /** Where the first byte after it would be. */
  end: number;
  /** Bytes of the whole content; `undefined` as long as nobody knows. */
  total: number | undefined;
}

export interface Progress<T> {
  /** Bytes that the provider has, counted from the start of the content. */
  stored: number;
  /** What the provider made of the content, once it has all of it. */
  file?: T;
}

/** As much of a function's context as an upload takes. */
export interface UploadContext {
  environment: Environment;
  signal: AbortSignal;
}

/** Bytes of a chunk. */
const MAX_READ_AHEAD = 6 * 1_024 ** 2;
const MAX_TRIES = 5;
const BASE_DELAY_MS = 1_000;
/** A longer `Retry-After` is handed to the caller instead of being waited for. */
const MAX_RETRY_AFTER_SECONDS = 60;
const TEMPORARY = new Set(["provider_unavailable", "provider_timeout", "rate_limited"]);

/** Uploads all of the content. The last chunk is not sent before the content has proved to be complete. */
export async function uploadChunks<T>(
  context: UploadContext,
  session: UploadSession<T>,
  content: Content,
  maxBytes: number,
): Promise<T> {
  const ended = new AbortController();
  const signal = AbortSignal.any([context.signal, ended.signal]);
  try {
    for await (const chunk of readAhead(content, session.chunkSize, maxBytes, signal)) {
      const end = chunk.start + chunk.bytes.byteLength;
      const total = content.size ?? (chunk.isLast ? end : undefined);
      const file = await sendChunk(context, session, { ...chunk, end, total });
      if (file !== undefined) return file;
      if (chunk.isLast && session.finish) return await session.finish(end);
    }
  } catch (error) {
    await session.cancel?.().catch(() => {});
    throw error;
  } finally {
    ended.abort();
  }
  throw new TypeError("Expected the upload's last chunk to make the file");
}

/** Reads the next chunk while one is sent, unless two of them take too much memory. */
async function* readAhead(
  content: Content,
  chunkSize: number,
  maxBytes: number,
  signal: AbortSignal,
): AsyncGenerator<Chunk> {
  if (chunkSize > MAX_READ_AHEAD) return yield* readChunks(content, chunkSize, maxBytes, signal);
  const chunks = readChunks(content, chunkSize, maxBytes, signal, 2);
  try {
    for (let next = chunks.next();;) {
      const { value, done } = await next;
      if (done) return;
      next = chunks.next();
      next.catch(() => {}); // Comes up when it is waited for.
      yield value;
    }
  } finally {
    chunks.return(undefined).catch(() => {});
  }
}

/** The file, if the chunk was the last and needs no `finish`. */
async function sendChunk<T>(
  context: UploadContext,
  session: UploadSession<T>,
  chunk: Omit<UploadChunk, "body">,
): Promise<T | undefined> {
  let { start } = chunk;
  let next: "send" | "ask" = "send";
  /** Of what was sent since the provider last said what it has. */
  let outcome: Outcome = "not_done";
  for (let failures = 0;;) {
    const asks = next === "ask" && session.ask !== undefined;
    const bytes = chunk.bytes.subarray(start - chunk.start);
    const rest = { ...chunk, start, bytes, body: sentInPlace(bytes) };
    const answer = await caught(asks && session.ask ? session.ask(rest) : session.send(rest));
    let failure: FunctionError;
    if (answer instanceof FunctionError) {
      failure = answer;
      if (!asks && chunk.isLast && answer.outcome !== "not_done") outcome = answer.outcome;
    } else {
      const { stored, file } = answer;
      if (file !== undefined && chunk.isLast) return file;
      if (file !== undefined) throw madeTooEarly();
      if (stored < chunk.start || stored > chunk.end) throw outOfStep();
      const isWhole = stored === chunk.end;
      const needsFile = chunk.isLast && session.finish === undefined;
      if (isWhole && !needsFile) return undefined;
      outcome = isWhole ? "unknown" : "not_done";
      const moved = stored > start;
      start = stored;
      if (moved || asks) {
        next = "send";
        continue;
      }
      failure = standstill();
    }
    failures++;
    if (failures === MAX_TRIES || !isTemporary(failure)) throw failure.with({ outcome });
    await pause(context, failure, failures).catch(() => {
      throw failure.with({ outcome });
    });
    next = "ask";
  }
}

async function caught<T>(answer: Promise<T>): Promise<T | FunctionError> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof FunctionError) return error;
    throw error;
  }
}

/** An answer that got lost after the work was done counts: the provider can be asked what it has. */
function isTemporary({ code, outcome }: FunctionError): boolean {
  return TEMPORARY.has(code) || outcome === "done";
}

/** Rejects where it is not worth waiting, or no time is left. */
async function pause(
  { environment, signal }: UploadContext,
  { details: { retryAfter } }: FunctionError,
  failures: number,
): Promise<void> {
  if (retryAfter !== undefined && retryAfter > MAX_RETRY_AFTER_SECONDS) throw new Error("too long");
  const backoff = (2 ** (failures - 1) + environment.jitter()) * BASE_DELAY_MS;
  await environment.clock.wait(retryAfter === undefined ? backoff : retryAfter * 1_000, signal);
}

function standstill(): FunctionError {
  return new FunctionError("provider_unavailable", "The upload does not get any further, try again later");
}

function madeTooEarly(): FunctionError {
  return new FunctionError("provider_invalid_response", "The upload ended before all of the file was sent", {
    outcome: "unknown",
  });
}

/** Only one chunk is held, so nothing before it can be sent again. */
function outOfStep(): FunctionError {
  return new FunctionError("provider_unavailable", "The upload lost what it had sent, try again later");
}
