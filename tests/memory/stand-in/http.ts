/**
 * What all parts of the stand-in need to read requests and to answer them.
 *
 * @module
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Upload } from "./upload.ts";

export interface Call {
  request: IncomingMessage;
  response: ServerResponse;
  /** The address that was asked for before it was sent here. */
  url: URL;
  /** What the request belongs to. */
  upload: Upload;
}

export function sendJson(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
}

export function sendEmpty(response: ServerResponse, status: number, headers: Record<string, string> = {}) {
  response.writeHead(status, headers).end();
}

/** All of a body that is small. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request as AsyncIterable<Buffer>) pieces.push(piece);
  return Buffer.concat(pieces);
}

export async function readJson<T>(request: IncomingMessage): Promise<T> {
  return JSON.parse((await readBody(request)).toString());
}

export interface Range {
  start: number;
  end: number;
  /** `*` where it is not known. */
  total: string;
}

/** `bytes 0-41/100`; `undefined` where the range is a question, or absent. */
export function contentRange(request: IncomingMessage): Range | undefined {
  const [, first, last, total = "*"] =
    /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(String(request.headers["content-range"])) ?? [];
  return first === undefined ? undefined : { start: Number(first), end: Number(last) + 1, total };
}
