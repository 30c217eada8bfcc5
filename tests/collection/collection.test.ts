/**
 * The collection keeps its own rules.
 *
 * @module
 */
import { beforeAll, describe, expect, it } from "vitest";
import { CHECKS } from "../../scripts/collection.ts";
import { type Collection, readCollection } from "../../scripts/collection/collection.ts";
import { staleDocs } from "../../scripts/docs.ts";

let collection: Collection;
beforeAll(async () => {
  collection = await readCollection();
});

it("has functions", () => {
  expect(collection.functions.length).toBeGreaterThan(0);
});

describe("the collection's rules hold", () => {
  it.each(Object.entries(CHECKS))("%s", (_, check) => {
    expect(check(collection)).toEqual([]);
  });
});

it("has fresh documents", async () => {
  expect(await staleDocs()).toEqual([]);
});
