/**
 * Reads a request's body: JSON, multipart as the SDK sends it, or raw bytes, each up to a limit.
 *
 * @module
 * @version 0.1.0
 */
import { cleanText, readBytes, TooLargeError } from "./bytes.ts";
import { isTooDeep } from "./depth.ts";
import { FunctionError } from "./errors.ts";

export interface Body {
  /** The names and values of the body, or of the query where the body is raw. */
  values: Record<string, unknown>;
  /** Multipart and query values are all text, with JSON for what is structured. */
  isText: boolean;
  /** Bytes, where the body has been read. */
  length?: number;
  /** The unread body of a raw request. */
  raw?: RawBody;
}

export interface RawBody {
  stream: ReadableStream<Uint8Array> | null;
  type: string;
  size?: number;
}

export interface BodyRules {
  /** Bytes. */
  limit: number;
  multipart: boolean;
  raw: boolean;
}

export async function readBody(request: Request, rules: BodyRules): Promise<Body> {
  const encoding = request.headers.get("content-encoding");
  if (encoding !== null && encoding !== "identity") {
    throw new FunctionError("unsupported_media_type", "Expected a body without compression");
  }
  const type = request.headers.get("content-type") ?? "";
  const essence = type.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  if (essence === "" || essence === "application/json" || /^application\/[\w.-]+\+json$/.test(essence)) {
    const bytes = await readLimited(request, rules.limit);
    return { values: parseObject(bytes), isText: false, length: bytes.length };
  }
  if (essence === "multipart/form-data" && rules.multipart) {
    const bytes = await readLimited(request, rules.limit);
    return { values: await readForm(bytes, type), isText: true, length: bytes.length };
  }
  if (rules.raw && essence !== "multipart/form-data") return rawBody(request, essence);
  throw new FunctionError(
    "unsupported_media_type",
    `Expected application/json: the body is ${cleanText(essence, 100)}`,
    {
      params: { accepts: ["application/json", ...(rules.multipart ? ["multipart/form-data"] : [])] },
    },
  );
}

async function readLimited(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  const tooLarge = () =>
    new FunctionError("payload_too_large", `Expected a body of at most ${limit} bytes`, {
      params: { limit },
    });
  if (Number(request.headers.get("content-length")) > limit) throw tooLarge();
  try {
    return await readBytes(request.body, limit);
  } catch (error) {
    if (error instanceof TooLargeError) throw tooLarge();
    throw new FunctionError("invalid_request", "The body broke off before its end");
  }
}

function parseObject(bytes: Uint8Array): Record<string, unknown> {
  const text = new TextDecoder().decode(bytes);
  if (text.trim() === "") return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new FunctionError("invalid_request", "Expected a JSON object: the body is no JSON");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    const found = value === null ? "null" : Array.isArray(value) ? "an array" : `a ${typeof value}`;
    throw new FunctionError("invalid_request", `Expected a JSON object: the body is ${found}`);
  }
  if (isTooDeep(value)) {
    throw new FunctionError("invalid_request", "Expected JSON that is nested less deeply");
  }
  return value as Record<string, unknown>;
}

async function readForm(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<Record<string, unknown>> {
  let form: FormData;
  try {
    form = await new Response(bytes, { headers: { "content-type": type } }).formData();
  } catch {
    throw new FunctionError(
      "invalid_request",
      "Expected multipart/form-data: the body cannot be read as that",
    );
  }
  return uniqueEntries(form.entries());
}

function rawBody(request: Request, type: string): Body {
  const size = request.headers.get("content-length");
  return {
    values: uniqueEntries(new URL(request.url).searchParams.entries()),
    isText: true,
    raw: { stream: request.body, type, ...(size !== null && { size: Number(size) }) },
  };
}

function uniqueEntries(entries: Iterable<[string, unknown]>): Record<string, unknown> {
  const list = [...entries];
  const twice = list.find(([name], index) => list.findIndex(([other]) => other === name) !== index);
  if (twice) {
    throw new FunctionError(
      "invalid_request",
      `Expected one value for ${cleanText(twice[0], 100)}: it is there twice`,
    );
  }
  return Object.fromEntries(list);
}
