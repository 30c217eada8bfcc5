/**
 * Reads content of any size in chunks, with one chunk in memory, or two.
 *
 * @module
 * @version 0.1.0
 */
import { openPieces } from "./bytes.ts";
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
 * The content in pieces of `chunkSize` bytes, the last one shorter. Holds as many pieces at a time as `held` says
 * and reuses their memory, so a piece is only good until the next is asked for, or with two the next but one.
 * Content without bytes is one empty piece.
 *
 * Throws where the content ends before its announced size, or goes beyond that or `maxBytes`; the last piece
 * is then not handed out.
 */
export async function* readChunks(
  content: Bytes,
  chunkSize: number,
  maxBytes: number,
  signal: AbortSignal,
  held: 1 | 2 = 1,
): AsyncGenerator<Chunk> {
  const reader = openReader(content.stream, signal);
  let buffer = new Uint8Array(chunkSize);
  let other = held === 1 ? buffer : undefined;
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
          [buffer, other] = [other ?? new Uint8Array(chunkSize), buffer];
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
    reader.close();
  }
}

interface PieceReader {
  /** The next bytes, good until the next call; `undefined` at the end. Rejects as soon as the signal aborts. */
  read(): Promise<Uint8Array | undefined>;
  close(): void;
}

/** As much as Deno has of a response at a time. */
const PIECE_SIZE = 65_536;

function openReader(stream: ReadableStream<Uint8Array>, signal: AbortSignal): PieceReader {
  const { read, cancel } = openPieces(stream, PIECE_SIZE);
  let interrupt = (_: unknown) => {};
  const abort = () => interrupt(signal.reason);
  // Not every runtime's streams listen to a signal, and a listener for each piece would cost more than the piece.
  signal.addEventListener("abort", abort);
  return {
    read: () =>
      new Promise((resolve, reject) => {
        if (signal.aborted) reject(signal.reason);
        interrupt = reject;
        read().then(resolve, reject);
      }),
    close() {
      signal.removeEventListener("abort", abort);
      cancel().catch(() => {});
    },
  };
}

async function readPiece(reader: PieceReader, signal: AbortSignal): Promise<Uint8Array | undefined> {
  try {
    return await reader.read();
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
