/**
 * What a provider has of an upload. Nothing is kept: what arrives is compared with what it has to be.
 *
 * @module
 */
import type { IncomingMessage } from "node:http";
import { patternAt, patternSha1, PIECE } from "./pattern.ts";

/** What became of an upload. */
export interface Report {
  /** Bytes that the provider has. */
  received: number;
  /** Bytes that arrived, whether the provider took them or not, that are not the file's at their place. */
  differing: number;
  /** Bytes that were sent, also those that the provider did not take. */
  sent: number;
  /** Bytes of the chunk that was answered 503. */
  refused: number;
  /** Questions how far the provider has come. */
  asked: number;
  /** Digests that came with the content, and how many of them are wrong. */
  digests: number;
  wrongDigests: number;
  /** Whether there is a file. */
  complete: boolean;
}

interface Digest {
  start: number;
  end: number;
  base64: string;
}

/** The name of a file of which one chunk is answered 503. */
export const REFUSED = "refused";
/** That chunk begins here or later. */
const REFUSED_FROM = 40 * PIECE;

export class Upload {
  received = 0;
  complete = false;
  asked = 0;
  #sent = 0;
  #differing = 0;
  #refused = 0;
  #digests: Digest[] = [];

  #name: string;

  constructor(name: string) {
    this.#name = name;
  }

  /** Content that comes whole, in whatever form around it. */
  takeWhole(body: Buffer): void {
    this.received = body.length;
    this.complete = body.includes(patternAt(0, 20));
  }

  /**
   * Takes the bytes of a request whose first belongs at `start`, or as much of them as `share` says if this is
   * the chunk to be refused. Tells whether it is.
   */
  async take(
    request: IncomingMessage,
    start: number,
    share: number,
    contentAt = patternAt,
  ): Promise<{ refuses: boolean }> {
    const refuses = this.#name === REFUSED && this.#refused === 0 && start >= REFUSED_FROM;
    let at = start;
    for await (const piece of request as AsyncIterable<Buffer>) {
      if (!isContent(piece, at, contentAt)) this.#differing += piece.length;
      at += piece.length;
    }
    const length = at - start;
    this.#sent += length;
    if (refuses) this.#refused = length;
    if (start === this.received) this.received += refuses ? length * share : length;
    return { refuses };
  }

  /** Digests are checked with the report, outside of what is measured. */
  addDigest(digest: Digest): void {
    this.#digests.push(digest);
  }

  report(): Report {
    const wrong = this.#digests.filter(({ start, end, base64 }) =>
      base64 !== `sha=${patternSha1(start, end, "base64")}`
    );
    return {
      received: this.received,
      differing: this.#differing,
      sent: this.#sent,
      refused: this.#refused,
      asked: this.asked,
      digests: this.#digests.length,
      wrongDigests: wrong.length,
      complete: this.complete,
    };
  }
}

function isContent(piece: Buffer, start: number, contentAt: typeof patternAt): boolean {
  for (let at = 0; at < piece.length; at += PIECE) {
    const part = piece.subarray(at, at + PIECE);
    if (!part.equals(contentAt(start + at, part.length))) return false;
  }
  return true;
}
