/**
 * What the body of a recorded request or answer holds, whichever way the example spells it.
 *
 * @module
 */
import { parseMultipart, type Part } from "./multipart.ts";
import { jsonReading } from "./readings.ts";

export type Fields = Record<string, string | string[]>;

/** The body as an example spells it. */
export interface Spelling {
  json?: unknown;
  text?: string | undefined;
  base64?: string | undefined;
  form?: Fields | undefined;
}

export type Content =
  | { kind: "json"; value: unknown }
  | { kind: "fields"; fields: Fields }
  | { kind: "parts"; parts: Part[] }
  | { kind: "text"; text: string };

export interface Payload {
  /** Without parameters, in lower case. */
  mediaType: string;
  /** Whether the example itself names the media type. */
  isStated: boolean;
  bytes: number;
  content: Content;
}

/** `undefined` where there is no body. */
export function payloadOf(spelling: Spelling, headers: Headers): Payload | undefined {
  const stated = headers.get("content-type") ?? undefined;
  if ("json" in spelling) {
    const bytes = encode(JSON.stringify(spelling.json) ?? "").length;
    return payload(stated, "application/json", bytes, { kind: "json", value: spelling.json });
  }
  if (spelling.form) {
    const bytes = new URLSearchParams(Object.entries(spelling.form).flatMap(pairs)).toString().length;
    return payload(stated, "application/x-www-form-urlencoded", bytes, {
      kind: "fields",
      fields: spelling.form,
    });
  }
  if (spelling.base64 !== undefined) {
    const body = Uint8Array.from(atob(spelling.base64), (character) => character.charCodeAt(0));
    return payload(stated, "application/octet-stream", body.length, contentOf(body, stated));
  }
  if (!spelling.text) return undefined;
  const body = encode(spelling.text);
  return payload(stated, "text/plain", body.length, contentOf(body, stated));
}

function payload(stated: string | undefined, usual: string, bytes: number, content: Content): Payload {
  return { mediaType: essence(stated ?? usual), isStated: stated !== undefined, bytes, content };
}

function contentOf(body: Uint8Array, contentType = ""): Content {
  const mediaType = essence(contentType);
  const text = new TextDecoder().decode(body);
  if (mediaType.startsWith("multipart/")) return { kind: "parts", parts: parseMultipart(text, contentType) };
  if (mediaType === "application/x-www-form-urlencoded") return { kind: "fields", fields: formFields(text) };
  const [value] = /[/+]json$/.test(mediaType) ? jsonReading(text) : [];
  return value === undefined ? { kind: "text", text } : { kind: "json", value };
}

function formFields(text: string): Fields {
  return groupValues([...new URLSearchParams(text)]);
}

/** Repeated names become lists. */
export function groupValues(entries: readonly [string, string][]): Fields {
  return Object.fromEntries(entries.map(([name, value]) => {
    const values = entries.filter(([other]) => other === name).map(([, item]) => item);
    return [name, values.length > 1 ? values : value];
  }));
}

function pairs([name, value]: [string, string | string[]]): string[][] {
  return [value].flat().map((item) => [name, item]);
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function essence(contentType: string): string {
  return (contentType.split(";", 1)[0] ?? "").trim().toLowerCase();
}
