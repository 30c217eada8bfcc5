/**
 * Reads content of any size in chunks, with one chunk in memory.
 *
 * @module
 * @version 0.1.0
 */
import { abortable } from "./bytes.ts";
import { FunctionError } from "./errors.ts";

/** As much of content as reading it takes. */
interface Bytes {
  stream: ReadableStream<Uint8Array>;
  /** `undefined` where the source does not say. */
  size: number | undefined;
}

export interface Chunk {
  bytes: Uint8Array<ArrayBuffer>;
  /** Where in the content the first byte is. */
  start: number;
  isLast: boolean;
}

/**
 * The content in pieces of `chunkSize` bytes, the last one shorter. Holds one piece at a time and reuses its
 * memory, so a piece is only good until the next is asked for. Content without bytes is one empty piece.
 *
 * Throws where the content ends before its announced size, or goes beyond that or `maxBytes`; the last piece
 * is then not handed out.
 */
export async function* readChunks(
  content: Bytes,
  chunkSize: number,
  maxBytes: number,
  signal: AbortSignal,
): AsyncGenerator<Chunk> {
  const reader = openReader(content.stream);
  const buffer = new Uint8Array(chunkSize);
  let filled = 0;
  let start = 0;
  try {
    for (;;) {
      const piece = await readPiece(reader, signal);
      if (!piece) break;
      if (start + filled + piece.byteLength > Math.min(maxBytes, content.size ?? Infinity)) {
        throw content.size === undefined ? contentTooLarge(maxBytes) : wrongSize(content.size);
      }
      for (let rest = piece; rest.byteLength > 0;) {
        if (filled === chunkSize) {
          yield { bytes: buffer, start, isLast: false };
          start += filled;
          filled = 0;
        }
        const part = rest.subarray(0, chunkSize - filled);
        buffer.set(part, filled);
        filled += part.byteLength;
        rest = rest.subarray(part.byteLength);
      }
    }
    if (content.size !== undefined && start + filled !== content.size) throw wrongSize(content.size);
    yield { bytes: buffer.subarray(0, filled), start, isLast: true };
  } finally {
    reader.cancel().catch(() => {});
  }
}

interface PieceReader {
  /** The next bytes, good until the next call; `undefined` at the end. */
  read(): Promise<Uint8Array | undefined>;
  cancel(): Promise<void>;
}

/** Deno drops its copies of request bodies late, and earlier the more small garbage there is. */
const PIECE_SIZE = 4_096;

/** Into the same memory again and again, where the stream can do that: what Deno leaves behind adds up. */
function openReader(stream: ReadableStream<Uint8Array>): PieceReader {
  const reader = byteReader(stream);
  if (!reader) {
    const pieces = stream.getReader();
    return { read: async () => (await pieces.read()).value, cancel: () => pieces.cancel() };
  }
  let memory = new ArrayBuffer(PIECE_SIZE);
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

async function readPiece(reader: PieceReader, signal: AbortSignal): Promise<Uint8Array | undefined> {
  try {
    return await abortable(reader.read(), signal);
  } catch {
    throw new FunctionError(
      "platform_unavailable",
      signal.aborted
        ? "The file did not arrive within the time that this function has"
        : "The file broke off while it was read, try again later",
    );
  }
}

export function contentTooLarge(limit: number): FunctionError {
  return new FunctionError("payload_too_large", `Expected content of at most ${limit} bytes`, {
    params: { limit },
  });
}

function wrongSize(size: number): FunctionError {
  return new FunctionError(
    "invalid_request",
    `Expected ${size} bytes of content: the source has another number`,
    {
      params: { size },
    },
  );
}
