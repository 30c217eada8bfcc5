/**
 * SHA-1 of content that comes in pieces: WebCrypto only takes content as a whole.
 *
 * @see https://www.rfc-editor.org/rfc/rfc3174
 * @module
 * @version 0.1.0
 */

import { mix } from "./box-sha1-rounds.ts";

const BLOCK_SIZE = 64;

export interface Sha1 {
  add(bytes: Uint8Array): void;
  /** Ends it: nothing can be added afterwards. */
  digest(): Uint8Array<ArrayBuffer>;
}

export function createSha1(): Sha1 {
  const state = new Int32Array([0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0]);
  const block = new Uint8Array(BLOCK_SIZE);
  let filled = 0;
  let length = 0;

  function add(bytes: Uint8Array): void {
    length += bytes.length;
    let at = 0;
    if (filled > 0) {
      at = Math.min(BLOCK_SIZE - filled, bytes.length);
      block.set(bytes.subarray(0, at), filled);
      filled += at;
      if (filled < BLOCK_SIZE) return;
      mix(state, new DataView(block.buffer), 0, BLOCK_SIZE);
      filled = 0;
    }
    filled = (bytes.length - at) % BLOCK_SIZE;
    const end = bytes.length - filled;
    mix(state, new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), at, end);
    block.set(bytes.subarray(end));
  }

  return {
    add,
    digest() {
      const size = length;
      const padding = new Uint8Array((filled < 56 ? 56 : 120) - filled + 8);
      padding[0] = 0x80;
      const end = new DataView(padding.buffer);
      end.setUint32(padding.length - 8, Math.floor(size / 2 ** 29));
      end.setUint32(padding.length - 4, (size * 8) % 2 ** 32);
      add(padding);
      const digest = new Uint8Array(20);
      const view = new DataView(digest.buffer);
      state.forEach((word, index) => view.setInt32(index * 4, word));
      return digest;
    },
  };
}
