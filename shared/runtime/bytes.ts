/**
 * Reads bodies with an upper limit.
 *
 * @module
 * @version 0.1.0
 */

export class TooLargeError extends Error {
  override readonly name = "TooLargeError";
}

/** Reads a whole stream; throws `TooLargeError` as soon as it holds more than `limit` bytes. */
export async function readBytes(
  stream: ReadableStream<Uint8Array> | null,
  limit: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const pieces = stream && openPieces(stream, PIECE_SIZE);
  while (pieces) {
    const piece = await pieces.read();
    if (!piece) break;
    length += piece.byteLength;
    if (length > limit) {
      pieces.cancel().catch(() => {});
      throw new TooLargeError(`Expected at most ${limit} bytes`);
    }
    chunks.push(piece.slice());
  }
  return concatBytes(chunks, length);
}

const PIECE_SIZE = 16_384;

export interface Pieces {
  /** The next bytes, good until the next call; `undefined` at the end. */
  read(): Promise<Uint8Array | undefined>;
  cancel(): Promise<void>;
}

/** Reads into the same memory again and again, where the stream can do that: what Deno leaves behind adds up. */
export function openPieces(stream: ReadableStream<Uint8Array>, size: number): Pieces {
  const reader = byteReader(stream);
  if (!reader) {
    const pieces = stream.getReader();
    return { read: async () => (await pieces.read()).value, cancel: () => pieces.cancel() };
  }
  let memory = new ArrayBuffer(size);
  return {
    async read() {
      const { done, value } = await reader.read(new Uint8Array(memory));
      if (done || !value) return undefined;
      memory = value.buffer;
      return value;
    },
    cancel: () => reader.cancel(),
  };
}

function byteReader(stream: ReadableStream<Uint8Array>): ReadableStreamBYOBReader | undefined {
  try {
    return stream.getReader({ mode: "byob" });
  } catch {
    return undefined; // Not a stream of bytes.
  }
}

export function concatBytes(chunks: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}

/** How many bytes a body will have, where its `Content-Length` is not that of a compressed form. */
export function identityLength(headers: Headers): number | undefined {
  const length = headers.get("content-length");
  const encoding = headers.get("content-encoding") ?? "identity";
  return length !== null && /^\d+$/.test(length) && encoding === "identity" ? Number(length) : undefined;
}

/** `promise`, or the signal's reason as soon as it aborts: not every runtime's streams listen to a signal. */
export function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}

/** Provider text that is fit for a log or a message: one line without control characters, at most `max` long. */
export function cleanText(text: string, max = 300): string {
  // deno-lint-ignore no-control-regex -- control characters are what is removed
  const line = text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g, " ")
    .trim();
  return line.length > max ? `${line.slice(0, max - 1)}…` : line;
}
