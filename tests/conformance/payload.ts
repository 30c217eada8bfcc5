/**
 * What the body of a recorded request or answer holds, whichever way the example spells it.
 *
 * @module
 */
import { parseMultipart, type Part } from "./multipart.ts";
import { jsonReading } from "./readings.ts";

/** The body as an example spells it. */
export interface Spelling {
  json?: unknown;
  text?: string | undefined;
  base64?: string | undefined;
  form?: Record<string, string | string[]> | undefined;
}

export interface Payload {
  /** Without parameters, in lower case. */
  mediaType: string;
  bytes: number;
  /** One value per thing that the body may mean, the plainest first; empty where JSON was due and is not there. */
  content:
    | { kind: "json"; value: unknown }
    | { kind: "fields"; fields: Record<string, string | string[]> }
    | { kind: "parts"; parts: Part[] }
    | { kind: "bytes"; text: string };
}

/** `undefined` where there is no body. */
export function payloadOf(spelling: Spelling, headers: Headers): Payload | undefined {
  const contentType = headers.get("content-type");
  if ("json" in spelling) {
    const bytes = new TextEncoder().encode(JSON.stringify(spelling.json) ?? "").length;
    return { mediaType: essence(contentType ?? "application/json"), bytes, content: { kind: "json", value: spelling.json } };
  }
  if (spelling.form) {
    const mediaType = essence(contentType ?? "application/x-www-form-urlencoded");
    const bytes = new URLSearchParams(Object.entries(spelling.form).flatMap(pairs)).toString().length;
    return { mediaType, bytes, content: { kind: "fields", fields: spelling.form } };
  }
  if (spelling.text !== undefined) {
    const body = new TextEncoder().encode(spelling.text);
    return body.length === 0 ? undefined : rawPayload(body, contentType ?? "text/plain");
  }
  if (spelling.base64 !== undefined) {
    return rawPayload(Uint8Array.from(Buffer.from(spelling.base64, "base64")), contentType ?? "application/octet-stream");
  }
  return undefined;
}

function rawPayload(body: Uint8Array, contentType: string): Payload {
  const mediaType = essence(contentType);
  const text = new TextDecoder().decode(body);
  return { mediaType, bytes: body.length, content: rawContent() };

  function rawContent(): Payload["content"] {
    if (mediaType.startsWith("multipart/")) return { kind: "parts", parts: parseMultipart(body, contentType) };
    if (mediaType === "application/x-www-form-urlencoded") return { kind: "fields", fields: formFields(text) };
    if (!/[/+]json$/.test(mediaType)) return { kind: "bytes", text };
    const [value] = jsonReading(text);
    return value === undefined ? { kind: "bytes", text } : { kind: "json", value };
  }
}

function formFields(text: string): Record<string, string | string[]> {
  const params = new URLSearchParams(text);
  return Object.fromEntries([...new Set(params.keys())].map((name) => {
    const values = params.getAll(name);
    return [name, values.length === 1 ? values[0] ?? "" : values];
  }));
}

function pairs([name, value]: [string, string | string[]]): string[][] {
  return [value].flat().map((item) => [name, item]);
}

function essence(contentType: string): string {
  return contentType.split(";", 1)[0]?.trim().toLowerCase() ?? "";
}
