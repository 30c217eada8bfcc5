/**
 * Lists the orders of a Wix site's store, newest first.
 *
 * @example
 * const { data } = await base44.functions.invoke("wix-list-orders", { paymentStatus: "PAID", limit: 20 });
 *
 * @see https://dev.wix.com/docs/rest/api-reference/wix-e-commerce/orders/search-orders
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import * as z from "../../shared/runtime/zod.ts";
import {
  OrderAnswer,
  orderFilter,
  orderFilterFields,
  orderShape,
  readOrder,
} from "../../shared/services/wix-orders.ts";
import { siteHeaders, wix } from "../../shared/services/wix.ts";

const Input = z.strictObject({
  ...orderFilterFields,
  limit: z.int().min(1).max(100).default(50).describe("Most orders of a page, 1 to 100"),
  cursor: z.string().min(1).max(16_000).optional().describe(
    "`nextCursor` of the page before, which holds its conditions: the other fields but limit are not used",
  ),
});

const Output = z.object({
  orders: z.array(z.object(orderShape)).describe("Orders of this page"),
  nextCursor: z.string().nullable().describe("For the next page; null on the last"),
});

const Page = z.object({
  orders: z.array(OrderAnswer).default([]),
  metadata: z.object({
    cursors: z.object({ next: z.string().nullish() }).nullish(),
    hasNext: z.boolean().nullish(),
  }).nullish(),
});

export default defineFunction({
  name: "wix-list-orders",
  service: wix,
  scopes: ["SCOPE.DC-STORES.READ-ORDERS"],
  effect: "read",
  access: "admin",
  input: Input,
  output: Output,

  async run({ input, http, ...context }) {
    const { limit, cursor } = input;
    const { orders, metadata } = await http.post("ecom/v1/orders/search", {
      headers: siteHeaders(context),
      json: {
        search: {
          ...(cursor === undefined && {
            filter: orderFilter(input),
            sort: [{ fieldName: "createdDate", order: "DESC" }],
          }),
          cursorPaging: { limit, cursor },
        },
      },
      response: Page,
    });
    const next = metadata?.hasNext === false ? null : metadata?.cursors?.next;
    return { orders: orders.map(readOrder), nextCursor: next || null };
  },
});
