/**
 * How deeply JSON may be nested, so that nothing that walks through it runs out of stack.
 *
 * @module
 * @version 0.1.0
 */

const MAX_DEPTH = 250;

export function isTooDeep(value: unknown): boolean {
  let level = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) return true;
    level = level.flatMap((item) => typeof item === "object" && item !== null ? Object.values(item) : []);
  }
  return false;
}
