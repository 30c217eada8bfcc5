/**
 * Lists items of a collection in a Wix site's CMS, with conditions, order and paging.
 *
 * @example
 * const { data } = await base44.functions.invoke("wix-query-data", {
 *   collectionId: "Tasks", where: [{ field: "done", value: false }], sort: [{ field: "dueDate" }],
 * });
 *
 * @see https://dev.wix.com/docs/rest/business-solutions/cms/data-items/query-data-items
 * @module
 * @version 0.1.0
 */
import { offsetCursor, readOffset } from "../../shared/runtime/cursor.ts";
import { defineFunction } from "../../shared/runtime/define.ts";
import { atMostOne } from "../../shared/runtime/rules.ts";
import * as z from "../../shared/runtime/zod.ts";
import { fieldPath, filterFields, wixFilter } from "../../shared/services/wix-filter.ts";
import { ItemAnswer, itemShape, readItem } from "../../shared/services/wix-items.ts";
import { collectionId, siteHeaders, wix, WIX_ALLOWED_COLLECTIONS } from "../../shared/services/wix.ts";

const MAX_BY_CURSOR = 100;
/**
 * Collections of external databases take no larger pages unless they say so, so a page of this size may be cut
 * (https://dev.wix.com/docs/rest/business-solutions/cms/data-collections/data-collection-object).
 */
const COMMON_PAGE = 50;

const Input = z.strictObject({
  collectionId,
  ...filterFields,
  sort: z.array(z.strictObject({
    field: fieldPath.describe("Key of the field"),
    direction: z.enum(["asc", "desc"]).default("asc").describe("Ascending or descending"),
  })).min(1).max(10).optional().describe("What to sort by, the most important first; keeps pages in order"),
  fields: z.array(fieldPath).min(1).max(500).optional().describe(
    "Keys of the fields to read; by default all",
  ),
  includeReferences: z.array(fieldPath).min(1).max(50).optional().describe(
    "Reference fields to fill with the items referred to, whatever their collection; for admins",
  ),
  includeTotal: z.boolean().default(false).describe("Count all items that fit; not with CURSOR"),
  consistent: z.boolean().default(false).describe("Slower, and sees what was written a moment ago"),
  pagingMode: z.enum(["OFFSET", "CURSOR"]).default("OFFSET").describe(
    "How Wix pages; CURSOR for collections that take no other, with a limit of at most 100",
  ),
  limit: z.int().min(1).max(1_000).default(50).describe(
    "Most items of a page; collections of Wix apps take 100, those of external databases what they set",
  ),
  cursor: z.string().min(1).max(16_000).optional().describe(
    "`nextCursor` of the page before; the other fields stay as they were",
  ),
}).refine(...atMostOne("where", "filter"))
  .refine(({ pagingMode, limit }) => pagingMode === "OFFSET" || limit <= MAX_BY_CURSOR, {
    path: ["limit"],
    error: `expected at most ${MAX_BY_CURSOR} with CURSOR`,
  });

const Output = z.object({
  items: z.array(itemShape).describe("Items of this page"),
  total: z.number().nullable().describe("How many items fit in all; null where Wix did not count them"),
  nextCursor: z.string().nullable().describe("For the next page, which may be empty; null on the last"),
});

const Page = z.object({
  dataItems: z.array(ItemAnswer).default([]),
  pagingMetadata: z.object({
    total: z.number().nullish(),
    tooManyToCount: z.boolean().nullish(),
    cursors: z.object({ next: z.string().nullish() }).nullish(),
  }).nullish(),
});

export default defineFunction({
  name: "wix-query-data",
  service: wix,
  scopes: ["SCOPE.DC-DATA.READ"],
  effect: "read",
  access: "user",
  bounds: { collectionId: WIX_ALLOWED_COLLECTIONS },
  adminOnly: ["filter", "includeReferences"],
  input: Input,
  output: Output,

  async run({ input, http, ...context }) {
    const { limit, cursor } = input;
    const isByCursor = input.pagingMode === "CURSOR";
    const offset = isByCursor ? 0 : readOffset(cursor);
    // A cursor holds the filter and the order of its first page.
    const query = isByCursor && cursor !== undefined ? {} : {
      filter: wixFilter(input),
      sort: input.sort?.map(({ field, direction }) => ({ fieldName: field, order: direction.toUpperCase() })),
    };
    const { dataItems, pagingMetadata } = await http.post("wix-data/v2/items/query", {
      headers: siteHeaders(context),
      json: {
        dataCollectionId: input.collectionId,
        query: {
          ...query,
          fields: input.fields,
          ...(isByCursor ? { cursorPaging: { limit, cursor } } : { paging: { limit, offset } }),
        },
        includeReferences: input.includeReferences?.map((field) => ({ field })),
        returnTotalCount: input.includeTotal,
        consistentRead: input.consistent,
      },
      response: Page,
    });
    const total = pagingMetadata?.tooManyToCount ? null : pagingMetadata?.total ?? null;
    const end = offset + dataItems.length;
    const isLast = total === null ? dataItems.length < Math.min(limit, COMMON_PAGE) : end >= total;
    const nextOffset = isLast || dataItems.length === 0 ? null : offsetCursor(end);
    const nextCursor = isByCursor ? pagingMetadata?.cursors?.next || null : nextOffset;
    return { items: dataItems.map(readItem), total, nextCursor };
  },
});
