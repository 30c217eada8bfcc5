import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { a1, formatArea } from "../../shared/services/google-sheets-a1.ts";
import {
  cellRange,
  rangeBatches,
  readWindow,
  rowAreas,
  rowCursor,
} from "../../shared/services/google-sheets-window.ts";

const PAGE = { headerRow: 1, limit: 10 };
const shown = (window: ReturnType<typeof readWindow>) => ({
  header: window.header && formatArea(window.header),
  data: window.data && formatArea(window.data),
  first: [window.firstColumn, window.firstRow],
});

describe("readWindow", () => {
  test.each([
    ["a tab", PAGE, true, { header: "1:1", data: "2:12", first: [1, 2] }],
    ["a tab with its header further down", { ...PAGE, headerRow: 4 }, true, {
      header: "4:4",
      data: "5:15",
      first: [1, 5],
    }],
    ["a tab without names", { ...PAGE, headerRow: 4 }, false, { data: "1:11", first: [1, 1] }],
    ["a later page", { ...PAGE, cursor: "20" }, true, { header: "1:1", data: "22:32", first: [1, 22] }],
    ["a range", { ...PAGE, range: "C3:E8" }, true, { header: "C3:E3", data: "C4:E8", first: [3, 4] }],
    ["a range that is open below", { ...PAGE, range: "C3:E" }, true, {
      header: "C3:E3",
      data: "C4:E14",
      first: [3, 4],
    }],
    ["columns", { ...PAGE, range: "B:C", cursor: "5" }, false, { data: "B6:C16", first: [2, 6] }],
    ["a range behind its end", { ...PAGE, range: "A1:B3", cursor: "7" }, true, {
      header: "A1:B1",
      first: [1, 9],
    }],
    ["a range that is only a header", { ...PAGE, range: "A1:B1" }, true, { header: "A1:B1", first: [1, 2] }],
  ])("%s", (_, paging, named, expected) => {
    expect(shown(readWindow(paging, named))).toEqual({ header: undefined, data: undefined, ...expected });
  });

  test("pages follow each other without a gap", () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 0, max: 9 }), (limit, page) => {
      const windows = [page, page + 1].map((number) =>
        readWindow({ headerRow: 1, limit, cursor: String(number * limit) }, true)
      );
      expect(windows[0]?.data?.endRow).toBe(windows[1]?.firstRow);
    }));
  });
});

test("rowAreas puts neighbours together", () => {
  expect(rowAreas([2, 3, 5, 7, 8, 9])).toEqual([
    { startRow: 2, endRow: 3 },
    { startRow: 5, endRow: 5 },
    { startRow: 7, endRow: 9 },
  ]);
  expect(rowAreas([])).toEqual([]);
});

test("rangeBatches fit into an address, and lose nothing", () => {
  const items = fc.array(
    fc.record({ range: fc.string({ maxLength: 100, unit: "grapheme" }).map((t) => a1(t, "1:1")) }),
  );
  fc.assert(fc.property(items, (given) => {
    const batches = rangeBatches(given);
    expect(batches.flat()).toEqual(given);
    for (const batch of batches) {
      const query = new URLSearchParams(batch.map(({ range }) => ["ranges", range])).toString();
      expect(batch.length === 1 || query.length <= 8_000).toBe(true);
    }
  }));
  const long = Array.from({ length: 100 }, (_, row) => ({ range: a1("🙂".repeat(50), `${row}:${row}`) }));
  expect(rangeBatches(long).length).toBeGreaterThan(5);
});

test.each(["Orders!A1:B2", "'x'!A1", "Orders", "A1:B2,C3", "", "A".repeat(201)])(
  "%j is no range of cells",
  (text) => {
    expect(cellRange.safeParse(text).success).toBe(false);
  },
);

test.each(["-1", "1.5", "x", "", "123456789"])("%j is no cursor", (text) => {
  expect(rowCursor.safeParse(text).success).toBe(false);
});
