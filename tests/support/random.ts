/**
 * Random sources that give the same values in every run. Ids and boundaries count up from 00, so that an example
 * can spell them: the first UUID is 00010203-0405-4607-8809-0a0b0c0d0e0f.
 *
 * @module
 */

export function countingBytes(): (length: number) => Uint8Array<ArrayBuffer> {
  let next = 0;
  return (length) => Uint8Array.from({ length }, () => next++ & 0xff);
}

/** Numbers from 0 up to 1 (mulberry32). */
export function seededNumbers(seed = 1): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
