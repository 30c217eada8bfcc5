/**
 * File content from wherever a caller has it: a form's `File`, an address in Base44's storage, a private
 * Base44 file, text, base64, or the raw body of the request.
 *
 * @module
 */
import { decodeBase64, decodedLength } from "./base64.ts";
import type { RawBody } from "./body.ts";
import { abortable, concatBytes, identityLength } from "./bytes.ts";
import type { Base44 } from "./connection.ts";
import type { Environment } from "./environment.ts";
import { FunctionError } from "./errors.ts";
import { inputError } from "./issues.ts";
import { hostMatches, isPlainHttps } from "./url.ts";
import * as z from "./zod.ts";

/** Hosts of Base44's own file storage. A function that fetched any address would be open to misuse. */
export const FILE_HOSTS = ["base44.app", "media.base44.com", "qtrypzzcjebvfcihiynt.supabase.co"];
/** The most decoded bytes of `text` and `base64`, which are held in memory. */
export const MAX_INLINE_BYTES = 5_000_000;
/** The most bytes of a `File`, which multipart holds in memory twice. Larger files come as `fileUrl`. */
export const MAX_FILE_BYTES = 20_000_000;
/** For `limits.body` of functions that take files. */
export const FILE_BODY_LIMIT = MAX_FILE_BYTES + 100_000;
const MAX_HOPS = 3;
/** Fit for a header line. */
const MEDIA_TYPE = /^[\w.+-]{1,127}\/[\w.+-]{1,127}$/;

/** The input fields of every function that takes content; exactly one of the first five is needed. */
export const contentFields = {
  file: z.file().max(MAX_FILE_BYTES).optional().describe("A form's File, as a top-level value, up to 20 MB"),
  fileUrl: z.url().optional().describe("`file_url` of a file in Base44's storage"),
  fileUri: z.string().min(1).optional().describe(
    "`file_uri` of a private Base44 file that the caller may read",
  ),
  text: z.string().optional().describe("The content as text, up to 5 MB"),
  base64: z.string().optional().describe("The content as base64, up to 5 MB decoded"),
  name: z.string().min(1).max(255).optional().describe("File name; by default that of `file` or `fileUrl`"),
  mimeType: z.string().regex(MEDIA_TYPE).optional().describe("By default the source's own type"),
  size: z.int().min(0).optional().describe("Bytes, where the source does not say how many it has"),
};

const ContentInput = z.object(contentFields);
export type ContentInput = z.output<typeof ContentInput>;

const SOURCES = ["file", "fileUrl", "fileUri", "text", "base64"] as const;
type Source = typeof SOURCES[number];

export interface Content {
  name: string;
  mimeType: string;
  /** Bytes; `undefined` where the source does not say. */
  size: number | undefined;
  /** Can be read once. */
  stream: ReadableStream<Uint8Array>;
}

/** As much of a function's context as opening content takes. */
export interface ContentContext {
  environment: Environment;
  base44: Base44;
  signal: AbortSignal;
  raw: RawBody | undefined;
}

/** Opens the one source of `input`; `path` names its place in messages, such as `attachments[0]`. */
export async function openContent(
  context: ContentContext,
  input: ContentInput,
  maxBytes: number,
  path = "",
): Promise<Content> {
  const content = await openSource(context, input, path);
  const size = input.size ?? content.size;
  if (size !== undefined && size > maxBytes) throw tooLarge(maxBytes);
  return {
    ...content,
    name: fileName(input.name ?? content.name),
    mimeType: input.mimeType ?? mediaType(content.mimeType),
    size,
  };
}

/** Opens content, and closes its source even where `use` fails before it has read anything. */
export async function withContent<T>(
  context: ContentContext,
  input: ContentInput,
  maxBytes: number,
  use: (content: Content) => Promise<T>,
): Promise<T> {
  const content = await openContent(context, input, maxBytes);
  try {
    return await use(content);
  } finally {
    if (!content.stream.locked) content.stream.cancel().catch(() => {});
  }
}

async function openSource(context: ContentContext, input: ContentInput, path: string): Promise<Content> {
  const sources = SOURCES.filter((source) => input[source] !== undefined);
  const [source] = sources;
  if (sources.length + (context.raw ? 1 : 0) !== 1) {
    throw inputError([{ path, message: `expected exactly one of ${SOURCES.join(", ")}` }]);
  }
  const at = (name: Source) => path ? `${path}.${name}` : name;
  if (input.file) return fromBlob(input.file, input.file.name, input.file.type);
  if (input.text !== undefined) {
    return fromBytes(new TextEncoder().encode(input.text), "text.txt", "text/plain", at("text"));
  }
  if (input.base64 !== undefined) return fromBase64(input.base64, at("base64"));
  if (context.raw) return fromRaw(context.raw);
  const address = source === "fileUri"
    ? await signed(context, input.fileUri ?? "", at("fileUri"))
    : input.fileUrl ?? "";
  return fromUrl(context, address, source === "fileUri", at(source === "fileUri" ? "fileUri" : "fileUrl"));
}

function fromBlob(blob: Blob, name: string, type: string): Content {
  return { name, mimeType: type, size: blob.size, stream: blob.stream() };
}

function fromBytes(bytes: Uint8Array<ArrayBuffer>, name: string, type: string, path: string): Content {
  if (bytes.byteLength > MAX_INLINE_BYTES) throw inlineTooLarge(path);
  return fromBlob(new Blob([bytes]), name, type);
}

function fromBase64(text: string, path: string): Content {
  if (decodedLength(text) > MAX_INLINE_BYTES) throw inlineTooLarge(path);
  const bytes = decodeBase64(text);
  if (!bytes) throw inputError([{ path, message: "expected base64" }]);
  return fromBytes(bytes, "file", "", path);
}

function fromRaw({ stream, type, size }: RawBody): Content {
  return { name: "file", mimeType: type, size, stream: stream ?? new Blob([]).stream() };
}

/** As the caller, so that nobody reads a private file that is not theirs. */
async function signed({ base44, signal }: ContentContext, fileUri: string, path: string): Promise<string> {
  try {
    return await abortable(base44.signFile(fileUri), signal);
  } catch {
    throw inputError([{ path, message: "no private file that you may read has this address" }]);
  }
}

async function fromUrl(
  { environment, signal }: ContentContext,
  address: string,
  isSigned: boolean,
  path: string,
): Promise<Content> {
  let url = new URL(address);
  for (let hop = 0; hop <= MAX_HOPS; hop++) {
    const trusted = isSigned && hop === 0; // Base44 itself named it.
    if (!isPlainHttps(url) || !(trusted || hostMatches(url.host, FILE_HOSTS))) {
      throw inputError([{ path, message: `expected an https address on ${FILE_HOSTS.join(", ")}` }]);
    }
    // Deno asks for compressed bodies by default, and their Content-Length is not the file's size.
    const response = await fetchFile(environment, url, signal, { "accept-encoding": "identity" });
    const location = response.headers.get("location");
    if (response.status >= 300 && response.status < 400 && location !== null && URL.canParse(location, url)) {
      await response.body?.cancel();
      url = new URL(location, url);
      continue;
    }
    if (!response.ok || !response.body) {
      throw inputError([{ path, message: `expected a file at this address: it answers ${response.status}` }]);
    }
    return {
      name: lastSegment(url),
      mimeType: response.headers.get("content-type") ?? "",
      size: identityLength(response.headers),
      stream: response.body,
    };
  }
  throw inputError([{ path, message: "expected an address with fewer redirects" }]);
}

async function fetchFile(
  environment: Environment,
  url: URL,
  signal: AbortSignal,
  headers: Record<string, string>,
): Promise<Response> {
  try {
    return await abortable(environment.fetch(url.href, { headers, redirect: "manual", signal }), signal);
  } catch {
    throw new FunctionError("platform_unavailable", "The file's storage did not answer, try again later");
  }
}

/** What a source says of its own type, where that is a type at all. */
function mediaType(type: string): string {
  const essence = type.split(";", 1)[0]?.trim() ?? "";
  return MEDIA_TYPE.test(essence) ? essence : "application/octet-stream";
}

function lastSegment(url: URL): string {
  const segment = url.pathname.split("/").pop() ?? "";
  try {
    return decodeURIComponent(segment) || "file";
  } catch {
    return segment || "file";
  }
}

/** No path and no control characters. */
function fileName(name: string): string {
  // deno-lint-ignore no-control-regex -- control characters are what is removed
  return name.replace(/[\u0000-\u001f\u007f]/g, "").split(/[/\\]/).pop() || "file";
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
  content: Content,
  chunkSize: number,
  maxBytes: number,
  signal: AbortSignal,
): AsyncGenerator<Chunk> {
  const reader = content.stream.getReader();
  const buffer = new Uint8Array(chunkSize);
  let filled = 0;
  let start = 0;
  try {
    for (;;) {
      const { done, value } = await readSource(reader, signal);
      if (done) break;
      if (start + filled + value.byteLength > Math.min(maxBytes, content.size ?? Infinity)) {
        throw content.size === undefined ? tooLarge(maxBytes) : wrongSize(content.size);
      }
      for (let rest = value; rest.byteLength > 0;) {
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

async function readSource(reader: ReadableStreamDefaultReader<Uint8Array>, signal: AbortSignal) {
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

/** All bytes of content that is small enough for memory. */
export async function readContent(
  content: Content,
  maxBytes: number,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const { bytes } of readChunks(content, 65_536, maxBytes, signal)) {
    chunks.push(bytes.slice());
    length += bytes.byteLength;
  }
  return concatBytes(chunks, length);
}

function tooLarge(limit: number): FunctionError {
  return new FunctionError("payload_too_large", `Expected content of at most ${limit} bytes`, {
    params: { limit },
  });
}

function inlineTooLarge(path: string): FunctionError {
  return new FunctionError(
    "payload_too_large",
    `Expected at most ${MAX_INLINE_BYTES} bytes in ${path}: use fileUrl`,
    {
      params: { limit: MAX_INLINE_BYTES },
    },
  );
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
