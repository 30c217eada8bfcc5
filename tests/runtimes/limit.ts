/**
 * A bound on what happens at the same time. Whoever only waits gives up the place early.
 *
 * @module
 */

/** Waits for a place; the answer gives it up, once however often it is called. */
export type Limit = () => Promise<() => void>;

export function createLimit(places: number): Limit {
  const waiting: (() => void)[] = [];
  let free = places;
  return async () => {
    if (free > 0) free--;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      const next = waiting.shift();
      if (next) next();
      else free++;
    };
  };
}
