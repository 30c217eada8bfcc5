/**
 * Several requests side by side, but not all at once.
 *
 * @module
 * @version 0.1.0
 */

/** Maps in the order of the items with at most `limit` of them under way; after a failure none is started. */
export async function mapConcurrent<T, R>(
  items: readonly T[],
  limit: number,
  map: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const waiting = items.entries();
  let failed = false;
  async function work(): Promise<void> {
    for (const [index, item] of waiting) {
      if (failed) return;
      results[index] = await map(item);
    }
  }
  const workers = Array.from({ length: Math.min(limit, items.length) }, work);
  try {
    await Promise.all(workers);
  } catch (error) {
    failed = true;
    throw error;
  }
  return results;
}
