/**
 * Bytes that are sent from where they are.
 *
 * @module
 * @version 0.1.0
 */

/**
 * The same bytes, for the body of one request, during which they must not change. `fetch` would copy them, and
 * Deno, which does that with `slice`, lets go of such copies so late that those of large chunks add up to 100 MB:
 * these bytes say that they are their own copy
 * (https://github.com/denoland/deno/blob/v2.9.6/ext/fetch/22_body.js,
 * https://tc39.es/ecma262/#typedarray-species-create).
 */
export function sentInPlace(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const copy = function (length: number): Uint8Array<ArrayBuffer> {
    return length === bytes.length ? bytes : new Uint8Array(length);
  };
  return Object.defineProperty(bytes.subarray(), "constructor", { value: { [Symbol.species]: copy } });
}
