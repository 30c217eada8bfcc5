/**
 * SHA-1 in pieces against WebCrypto's of the whole.
 *
 * @module
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toHex } from "../../shared/runtime/ids.ts";
import { createSha1 } from "../../shared/services/box-sha1.ts";
import { sha1Hex } from "../../shared/services/box-upload.ts";

function inPieces(pieces: readonly Uint8Array[]): string {
  const sha1 = createSha1();
  for (const piece of pieces) sha1.add(piece);
  return toHex(sha1.digest());
}

describe("createSha1", () => {
  it.each([
    ["", "da39a3ee5e6b4b0d3255bfef95601890afd80709"],
    ["abc", "a9993e364706816aba3e25717850c26c9cd0d89d"],
    ["abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "84983e441c3bd26ebaae4aa1f95129e5e54670f1"],
  ])("knows the standard's digest of %j", (text, digest) => {
    expect(inPieces([new TextEncoder().encode(text)])).toBe(digest);
  });

  it("pads content of every length around a block", async () => {
    for (let length = 0; length <= 130; length++) {
      const bytes = Uint8Array.from({ length }, (_, index) => index);
      expect(inPieces([bytes])).toBe(await sha1Hex(bytes));
    }
  });

  it("does not depend on how the content is cut", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 8 }), async (pieces) => {
        const whole = Uint8Array.from(pieces.flatMap((piece) => [...piece]));
        expect(inPieces(pieces)).toBe(await sha1Hex(whole));
      }),
    );
  });

  it("takes pieces of more than a block from anywhere in their memory", async () => {
    const memory = Uint8Array.from({ length: 1_000 }, (_, index) => index * 7);
    expect(inPieces([memory.subarray(3, 70), memory.subarray(70, 991)])).toBe(
      await sha1Hex(memory.slice(3, 991)),
    );
  });

  it("takes pieces that reuse their memory", async () => {
    const memory = new Uint8Array(100);
    const sha1 = createSha1();
    for (const value of [1, 2, 3]) sha1.add(memory.fill(value));
    const whole = Uint8Array.from({ length: 300 }, (_, index) => Math.floor(index / 100) + 1);
    expect(toHex(sha1.digest())).toBe(await sha1Hex(whole));
  });
});
