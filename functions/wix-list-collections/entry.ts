/**
 * Lists the collections of a Wix site's CMS, with their fields.
 *
 * @example
 * const { data } = await base44.functions.invoke("wix-list-collections", { limit: 20 });
 *
 * @see https://dev.wix.com/docs/rest/business-solutions/cms/data-collections/list-data-collections
 * @module
 * @version 0.1.0
 */
import { offsetCursor, readOffset } from "../../shared/runtime/cursor.ts";
import { defineFunction } from "../../shared/runtime/define.ts";
import * as z from "../../shared/runtime/zod.ts";
import { siteHeaders, wix } from "../../shared/services/wix.ts";

const Input = z.strictObject({
  limit: z.int().min(1).max(100).default(50).describe("Most collections of a page, 1 to 100"),
  cursor: z.string().min(1).max(100).optional().describe("`nextCursor` of the page before"),
});

const Output = z.object({
  collections: z.array(z.object({
    id: z.string().describe("ID, as wix-query-data and wix-save-data take it"),
    name: z.string().nullable().describe("Name that the CMS shows"),
    type: z.string().nullable().describe("NATIVE (the site's own), WIX_APP, BLOCKS_APP or EXTERNAL"),
    fields: z.array(z.object({
      key: z.string().describe("Key of the field"),
      name: z.string().nullable().describe("Name that the CMS shows"),
      type: z.string().nullable().describe("Such as TEXT, NUMBER, DATETIME or REFERENCE"),
    })).describe("Its fields"),
    maxPageSize: z.number().nullable().describe("Most items of one page"),
    pagingModes: z.array(z.string()).describe("OFFSET, CURSOR or both; empty where Wix does not tell"),
    permissions: z.record(z.string(), z.string()).describe(
      "Who may insert, update, remove and read in Wix itself; the functions here are above them",
    ),
    plugins: z.array(z.string()).describe("Such as PUBLISH, with which drafts are not read"),
  })).describe("Collections of this page, by ID"),
  total: z.number().nullable().describe("How many there are in all; null where Wix did not count them"),
  nextCursor: z.string().nullable().describe("For the next page; null on the last"),
});

const Page = z.object({
  collections: z.array(z.object({
    id: z.string(),
    displayName: z.string().nullish(),
    collectionType: z.string().nullish(),
    fields: z.array(z.object({
      key: z.string(),
      displayName: z.string().nullish(),
      type: z.string().nullish(),
    })).nullish(),
    maxPageSize: z.number().nullish(),
    pagingModes: z.array(z.string()).nullish(),
    permissions: z.record(z.string(), z.string()).nullish(),
    plugins: z.array(z.object({ type: z.string() })).nullish(),
  })).default([]),
  pagingMetadata: z.object({ total: z.number().nullish() }).nullish(),
});

export default defineFunction({
  name: "wix-list-collections",
  service: wix,
  scopes: ["WIX_DATA.LIST_COLLECTIONS"],
  effect: "read",
  access: "admin",
  input: Input,
  output: Output,

  async run({ input, http, ...context }) {
    const offset = readOffset(input.cursor);
    const { collections, pagingMetadata } = await http.get("wix-data/v2/collections", {
      headers: siteHeaders(context),
      query: { "paging.limit": input.limit, "paging.offset": offset },
      response: Page,
    });
    const total = pagingMetadata?.total ?? null;
    const end = offset + collections.length;
    const isLast = collections.length === 0 ||
      (total === null ? collections.length < input.limit : end >= total);
    return {
      collections: collections.map((collection) => ({
        id: collection.id,
        name: collection.displayName ?? null,
        type: collection.collectionType ?? null,
        fields: (collection.fields ?? []).map(({ key, displayName, type }) => ({
          key,
          name: displayName ?? null,
          type: type ?? null,
        })),
        maxPageSize: collection.maxPageSize ?? null,
        pagingModes: collection.pagingModes ?? [],
        permissions: collection.permissions ?? {},
        plugins: (collection.plugins ?? []).map(({ type }) => type),
      })),
      total,
      nextCursor: isLast ? null : offsetCursor(end),
    };
  },
});
