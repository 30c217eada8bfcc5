/**
 * Bytes that are sent from where they are.
 *
 * @module
 */
import { describe, expect, it } from "vitest";
import { sentInPlace } from "../../shared/runtime/sent-bytes.ts";

const MEMORY = Uint8Array.from({ length: 20 }, (_, index) => index);

describe("sentInPlace", () => {
  it("is the same bytes in a request", async () => {
    const bytes = MEMORY.slice().subarray(5, 15);
    const request = new Request("https://example.com", { method: "PUT", body: sentInPlace(bytes) });
    expect(new Uint8Array(await request.arrayBuffer())).toEqual(MEMORY.slice(5, 15));
  });

  it("is its own copy as a whole", () => {
    const bytes = MEMORY.slice().subarray(5, 15);
    const copy = sentInPlace(bytes).slice();
    expect([copy.buffer, copy.byteOffset]).toEqual([bytes.buffer, 5]);
    expect(bytes).toEqual(MEMORY.slice(5, 15));
  });

  it("lets nobody who copies a part change it", () => {
    const bytes = MEMORY.slice().subarray(5, 15);
    const part = sentInPlace(bytes).slice(2, 4);
    expect([...part.fill(99)]).toEqual([99, 99]);
    expect(bytes).toEqual(MEMORY.slice(5, 15));
  });
});
