/**
 * File content from wherever a caller has it: a form's `File`, an address in Base44's storage, a private
 * Base44 file, text, base64, or the raw body of the request.
 *
 * @module
 * @version 0.1.0
 */
import { decodeBase64, decodedLength } from "./base64.ts";
import type { RawBody } from "./body.ts";
import { abortable, concatBytes, identityLength } from "./bytes.ts";
import { contentTooLarge, readChunks } from "./chunks.ts";
import { type Base44, rejection } from "./connection.ts";
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
  const size = input.size ?? lengthOf(content.size);
  if (size !== undefined && size > maxBytes) {
    content.stream.cancel().catch(() => {});
    throw contentTooLarge(maxBytes);
  }
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
  path = "",
): Promise<T> {
  const content = await openContent(context, input, maxBytes, path);
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
  const address = await abortable(base44.signFile(fileUri), signal).catch((error) => {
    const { status = 500 } = rejection(error);
    if (status >= 500 || status === 429) throw unreachable();
    throw inputError([{ path, message: "no private file that you may read has this address" }]);
  });
  if (!URL.canParse(address)) throw unreachable();
  return address;
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
    const { status, ok, headers, body } = await fetchFile(environment, url, signal);
    const location = headers.get("location");
    if (!ok) body?.cancel().catch(() => {});
    if (status >= 300 && status < 400 && location !== null && URL.canParse(location, url)) {
      url = new URL(location, url);
      continue;
    }
    if (status >= 500 || status === 429) throw unreachable();
    if (!ok) throw inputError([{ path, message: `expected a file at this address: it answers ${status}` }]);
    return {
      name: lastSegment(url),
      mimeType: headers.get("content-type") ?? "",
      size: identityLength(headers),
      stream: body ?? new Blob([]).stream(),
    };
  }
  throw inputError([{ path, message: "expected an address with fewer redirects" }]);
}

async function fetchFile(environment: Environment, url: URL, signal: AbortSignal): Promise<Response> {
  // Deno asks for compressed bodies by default, and their Content-Length is not the file's size.
  const headers = { "accept-encoding": "identity" };
  try {
    return await abortable(environment.fetch(url.href, { headers, redirect: "manual", signal }), signal);
  } catch {
    throw unreachable();
  }
}

function unreachable(): FunctionError {
  return new FunctionError("platform_unavailable", "The file's storage did not answer, try again later");
}

/** Bytes, where that is a number of bytes at all. */
function lengthOf(size: number | undefined): number | undefined {
  return size !== undefined && Number.isSafeInteger(size) && size >= 0 ? size : undefined;
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
  const segment = name.replace(/[\u0000-\u001f\u007f]/g, "").split(/[/\\]/).pop() ?? "";
  return /^\.{0,2}$/.test(segment) ? "file" : segment;
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

function inlineTooLarge(path: string): FunctionError {
  return new FunctionError(
    "payload_too_large",
    `Expected at most ${MAX_INLINE_BYTES} bytes in ${path}: use fileUrl`,
    {
      params: { limit: MAX_INLINE_BYTES },
    },
  );
}
