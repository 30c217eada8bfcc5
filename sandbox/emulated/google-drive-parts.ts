/**
 * Drive's uploads of metadata and content in one `multipart/related` body.
 *
 * @module
 */
import { Resource } from "./google-json.ts";

export interface Upload {
  metadata: Resource;
  type: string;
  content: Uint8Array<ArrayBuffer>;
}

/** `undefined` where the body is none of these. */
export function readParts(contentType: string, body: Uint8Array): Upload | undefined {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  // A character for each byte.
  const [, first, second] = Buffer.from(body).toString("latin1").split(`--${boundary}`, 3);
  const metadata = readPart(first);
  const content = readPart(second);
  if (!metadata || !content) return undefined;
  return { metadata: Resource.parse(JSON.parse(metadata.content.toString("utf8"))), ...content };
}

function readPart(part = ""): { type: string; content: Buffer<ArrayBuffer> } | undefined {
  const [, head = "", content] = /^\r\n(?:([^]*?)\r\n)?\r\n([^]*)\r\n$/.exec(part) ?? [];
  const type = /^content-type:[ \t]*([^\r\n]+)/im.exec(head)?.[1] ?? "application/octet-stream";
  return content === undefined ? undefined : { type, content: Buffer.from(content, "latin1") };
}

/**
 * As the emulator understands it: it reads metadata as Latin-1, takes any part of type JSON for metadata,
 * and looks for the boundary in the content.
 */
export function writeParts(
  { metadata, type, content }: Upload,
): { type: string; body: Uint8Array<ArrayBuffer> } {
  const boundary = crypto.randomUUID();
  const json = JSON.stringify({ mimeType: type, ...metadata }).replace(/[^ -~]/g, escapeCharacter);
  const body = Buffer.concat([
    Buffer.from(`--${boundary}\r\nContent-Type: application/json\r\n\r\n${json}\r\n`),
    Buffer.from(`--${boundary}\r\nContent-Type: application/octet-stream\r\n\r\n`),
    content,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
  return { type: `multipart/related; boundary=${boundary}`, body };
}

function escapeCharacter(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
