/**
 * SHA-1 of content that comes in pieces: WebCrypto only takes content as a whole.
 *
 * @see https://www.rfc-editor.org/rfc/rfc3174
 * @module
 * @version 0.1.0
 */

const BLOCK_SIZE = 64;

export interface Sha1 {
  add(bytes: Uint8Array): void;
  /** Ends it: nothing can be added afterwards. */
  digest(): Uint8Array<ArrayBuffer>;
}

export function createSha1(): Sha1 {
  const state = new Int32Array([0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0]);
  const words = new Int32Array(80);
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
      mix(state, words, block, 0);
      filled = 0;
    }
    for (; at + BLOCK_SIZE <= bytes.length; at += BLOCK_SIZE) mix(state, words, bytes, at);
    block.set(bytes.subarray(at));
    filled = bytes.length - at;
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

/** Takes in one block. Names as in the standard. */
function mix(state: Int32Array, words: Int32Array, bytes: Uint8Array, offset: number): void {
  for (let t = 0; t < 16; t++) {
    const at = offset + t * 4;
    words[t] = ((bytes[at] ?? 0) << 24) | ((bytes[at + 1] ?? 0) << 16) | ((bytes[at + 2] ?? 0) << 8) |
      (bytes[at + 3] ?? 0);
  }
  for (let t = 16; t < 80; t++) {
    const mixed = word(words, t - 3) ^ word(words, t - 8) ^ word(words, t - 14) ^ word(words, t - 16);
    words[t] = (mixed << 1) | (mixed >>> 31);
  }
  let a = word(state, 0);
  let b = word(state, 1);
  let c = word(state, 2);
  let d = word(state, 3);
  let e = word(state, 4);
  for (let t = 0; t < 80; t++) {
    let f: number;
    if (t < 20) f = ((b & c) | (~b & d)) + 0x5a827999;
    else if (t < 40) f = (b ^ c ^ d) + 0x6ed9eba1;
    else if (t < 60) f = ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc;
    else f = (b ^ c ^ d) + 0xca62c1d6;
    const next = (((a << 5) | (a >>> 27)) + f + e + word(words, t)) | 0;
    e = d;
    d = c;
    c = (b << 30) | (b >>> 2);
    b = a;
    a = next;
  }
  state[0] = word(state, 0) + a;
  state[1] = word(state, 1) + b;
  state[2] = word(state, 2) + c;
  state[3] = word(state, 3) + d;
  state[4] = word(state, 4) + e;
}

function word(words: Int32Array, index: number): number {
  return words[index] ?? 0;
}
