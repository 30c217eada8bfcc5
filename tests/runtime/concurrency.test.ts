import { describe, expect, it } from "vitest";
import { mapConcurrent } from "../../shared/runtime/concurrency.ts";

/** Work that ends when the test says so. */
function work() {
  const started: number[] = [];
  const endings = new Map<number, { resolve(value: string): void; reject(error: Error): void }>();
  const map = (item: number) => {
    started.push(item);
    return new Promise<string>((resolve, reject) => endings.set(item, { resolve, reject }));
  };
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  return { started, endings, map, turn };
}

describe("mapConcurrent", () => {
  it("has at most so many under way, and keeps the order of the items", async () => {
    const { started, endings, map, turn } = work();
    const mapped = mapConcurrent([1, 2, 3, 4], 2, map);
    await turn();
    expect(started).toEqual([1, 2]);
    endings.get(2)?.resolve("two");
    await turn();
    expect(started).toEqual([1, 2, 3]);
    endings.get(3)?.resolve("three");
    await turn();
    endings.get(4)?.resolve("four");
    endings.get(1)?.resolve("one");
    expect(await mapped).toEqual(["one", "two", "three", "four"]);
  });

  it("starts nothing after a failure", async () => {
    const { started, endings, map, turn } = work();
    const mapped = mapConcurrent([1, 2, 3, 4], 2, map);
    mapped.catch(() => {});
    await turn();
    endings.get(1)?.reject(new Error("one"));
    await expect(mapped).rejects.toThrow("one");
    endings.get(2)?.resolve("two");
    await turn();
    expect(started).toEqual([1, 2]);
  });

  it("takes no items at all", async () => {
    expect(await mapConcurrent([], 8, () => Promise.reject(new Error("called")))).toEqual([]);
  });
});
