/**
 * Base44's file storage and Google Drive in one server, as far as uploads need them. Keeps no content: it
 * compares what arrives with what it handed out. Prints its port.
 *
 * @module
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What became of an upload, by the name of its source. */
export interface Report {
  /** Bytes that Drive has. */
  received: number;
  /** Of these, the ones that are not the source's. */
  differing: number;
  /** Bytes that were sent, also those that Drive did not take. */
  sent: number;
  /** Chunks that were answered 503. */
  refused: number;
  /** Questions how far Drive has come. */
  asked: number;
  /** Whether there is a file. */
  complete: boolean;
}

interface Source {
  size: number;
  /** What the storage says of the size, if it does. */
  announced?: number;
}

const MIB = 1_024 ** 2;
const SOURCES: Record<string, Source> = {
  small: { size: 20 },
  large: { size: 300_000_000, announced: 300_000_000 },
  dropped: { size: 12_000_000, announced: 20_000_000 },
  short: { size: 12_000_000 },
};
/** The chunk of the large file that is answered 503, after half of it was taken. */
const REFUSED_FROM = 80 * MIB;
const PIECE = 65_536;

/** No divisor of any chunk's size, so that a chunk in the wrong place is noticed. */
const PATTERN = Buffer.from(
  Uint8Array.from({ length: 1_000_003 }, (_, index) => (index * 131 + (index >> 8)) & 0xff),
);
const REPEATED = Buffer.concat([PATTERN, PATTERN.subarray(0, MIB)]);

const reports = new Map<string, Report>();

const server = createServer((request, response) => {
  answer(request, response).catch(() => response.destroy());
});
server.listen(0, "127.0.0.1", () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://stand-in");
  const [, host, ...path] = pathname.split("/");
  const name = path.at(-1) ?? "";
  if (host === "report") return json(response, reports.get(name));
  if (host === "base44.app") return await sendSource(response, SOURCES[name] ?? { size: 0 });
  if (name === "generateIds") return json(response, { ids: ["1New"] });
  if (request.method === "POST") return await openSession(request, response);
  const session = searchParams.get("upload_id") ?? "";
  const report = reports.get(session);
  if (report) await takeChunk(request, response, report);
  else json(response, { error: { code: 404, message: "No such upload" } }, 404);
}

async function sendSource(response: ServerResponse, { size, announced }: Source): Promise<void> {
  response.writeHead(200, {
    "content-type": "video/mp4",
    ...(announced !== undefined && { "content-length": announced }),
  });
  for (let at = 0; at < size; at += PIECE) {
    const more = response.write(patternAt(at, Math.min(PIECE, size - at)));
    if (!more) await new Promise((resolve) => response.once("drain", resolve));
  }
  if (announced === undefined || announced === size) response.end();
  else response.destroy();
}

/** The session is called like the file. */
async function openSession(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let text = "";
  for await (const piece of request) text += piece;
  const { name } = JSON.parse(text) as { name: string };
  reports.set(name, { received: 0, differing: 0, sent: 0, refused: 0, asked: 0, complete: false });
  const location = `https://www.googleapis.com/upload/drive/v3/files?uploadType=resumable&upload_id=${name}`;
  response.writeHead(200, { location }).end();
}

async function takeChunk(request: IncomingMessage, response: ServerResponse, report: Report): Promise<void> {
  const range = String(request.headers["content-range"]);
  const [, first, last, total] = /^bytes (?:(\d+)-(\d+)|\*)\/(\d+|\*)$/.exec(range) ?? [];
  if (first === undefined) {
    report.asked++;
    return stored(response, report);
  }
  if (Number(first) !== report.received) return json(response, { error: { code: 400, message: "Gap" } }, 400);

  const length = Number(last) - Number(first) + 1;
  const refuses = report.refused === 0 && report.received >= REFUSED_FROM;
  const taken = refuses ? length / 2 : length;
  let arrived = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    const kept = piece.subarray(0, Math.max(0, taken - arrived));
    if (!kept.equals(patternAt(Number(first) + arrived, kept.length))) report.differing += kept.length;
    arrived += piece.length;
  }
  report.sent += arrived;
  report.received += Math.min(arrived, taken);
  if (refuses) {
    report.refused++;
    response.writeHead(503).end("Service Unavailable");
    return;
  }
  report.complete = report.received === Number(total);
  if (!report.complete) return stored(response, report);
  json(response, { id: "1New", name: "file", mimeType: "video/mp4", size: String(report.received) });
}

function stored(response: ServerResponse, { received }: Report): void {
  response.writeHead(308, received > 0 ? { range: `bytes=0-${received - 1}` } : {}).end();
}

function json(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
}

function patternAt(start: number, length: number): Buffer {
  const offset = start % PATTERN.length;
  return REPEATED.subarray(offset, offset + length);
}
