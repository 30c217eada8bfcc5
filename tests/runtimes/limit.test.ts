/** @module */
import { expect, it } from "vitest";
import { createLimit } from "./limit.ts";

it("lets in so many at once, and the others in their order", async () => {
  const limit = createLimit(2);
  const entered: number[] = [];
  const leave = [await limit(), await limit()];
  const waiting = [1, 2].map(async (nth) => {
    const done = await limit();
    entered.push(nth);
    return done;
  });
  await Promise.resolve();
  expect(entered).toEqual([]);

  leave[0]?.();
  await waiting[0];
  expect(entered).toEqual([1]);
  leave[1]?.();
  await waiting[1];
  expect(entered).toEqual([1, 2]);
});

it("counts a place that is given up twice once", async () => {
  const limit = createLimit(1);
  const leave = await limit();
  leave();
  leave();
  await limit();
  let hasEntered = false;
  limit().then(() => hasEntered = true);
  await new Promise(setImmediate);
  expect(hasEntered).toBe(false);
});
