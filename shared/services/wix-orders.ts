/**
 * Orders of a Wix site: conditions on them, and what of them is answered.
 *
 * @see https://dev.wix.com/docs/rest/api-reference/wix-e-commerce/orders/search-orders
 * @module
 * @version 0.1.0
 */
import { instant } from "../runtime/time.ts";
import * as z from "../runtime/zod.ts";

export const orderFilterFields = {
  status: z.enum(["APPROVED", "CANCELED", "PENDING", "REJECTED"]).optional().describe(
    "Only orders in this state; those that are PENDING or REJECTED come only when asked for",
  ),
  paymentStatus: z.enum([
    ...["NOT_PAID", "PAID", "PARTIALLY_PAID", "PENDING", "PENDING_MERCHANT"] as const,
    ...["PARTIALLY_REFUNDED", "FULLY_REFUNDED", "CANCELED", "DECLINED"] as const,
  ]).optional().describe("Only orders with this state of payment"),
  fulfillmentStatus: z.enum(["NOT_FULFILLED", "PARTIALLY_FULFILLED", "FULFILLED"]).optional().describe(
    "Only orders with this state of delivery",
  ),
  createdAfter: instant.optional().describe("Only orders from this ISO 8601 time on"),
  createdBefore: instant.optional().describe("Only orders before this ISO 8601 time"),
  email: z.email().max(254).optional().describe("Only orders of the buyer with this address"),
};

const OrderFilter = z.object(orderFilterFields);

/** `undefined` where there are no conditions. */
export function orderFilter(input: z.output<typeof OrderFilter>): Record<string, unknown> | undefined {
  const { createdAfter, createdBefore } = input;
  const equal = {
    status: input.status,
    paymentStatus: input.paymentStatus,
    fulfillmentStatus: input.fulfillmentStatus,
    "buyerInfo.email": input.email,
  };
  const conditions: [string, unknown][] = Object.entries(equal)
    .filter(([, value]) => value !== undefined)
    .map(([field, value]) => [field, { $eq: value }]);
  if (createdAfter !== undefined || createdBefore !== undefined) {
    conditions.push(["createdDate", { $gte: utc(createdAfter), $lt: utc(createdBefore) }]);
  }
  return conditions.length > 0 ? Object.fromEntries(conditions) : undefined;
}

function utc(time: string | undefined): string | undefined {
  return time === undefined ? undefined : new Date(time).toISOString();
}

const Price = z.object({ amount: z.string().nullish(), formattedAmount: z.string().nullish() }).nullish();

export const OrderAnswer = z.object({
  id: z.string(),
  number: z.union([z.string(), z.number()]).nullish(),
  createdDate: z.string().nullish(),
  status: z.string().nullish(),
  paymentStatus: z.string().nullish(),
  fulfillmentStatus: z.string().nullish(),
  currency: z.string().nullish(),
  priceSummary: z.object({ total: Price }).nullish(),
  buyerInfo: z.object({ email: z.string().nullish(), contactId: z.string().nullish() }).nullish(),
  lineItems: z.array(z.object({
    productName: z.object({ original: z.string().nullish() }).nullish(),
    quantity: z.number().nullish(),
    price: Price,
  })).nullish(),
  buyerNote: z.string().nullish(),
});

export const orderShape = {
  id: z.string().describe("ID of the order"),
  number: z.string().nullable().describe("Number that people see"),
  createdAt: z.string().nullable().describe("When it was placed, ISO 8601"),
  status: z.string().nullable().describe("APPROVED, CANCELED, PENDING or REJECTED"),
  paymentStatus: z.string().nullable().describe("Such as PAID or NOT_PAID"),
  fulfillmentStatus: z.string().nullable().describe("NOT_FULFILLED, PARTIALLY_FULFILLED or FULFILLED"),
  currency: z.string().nullable().describe("Currency, such as EUR"),
  total: z.string().nullable().describe("Sum as decimal text"),
  totalText: z.string().nullable().describe("Sum as people see it, such as €29.99"),
  buyer: z.object({
    email: z.string().nullable(),
    contactId: z.string().nullable().describe("ID of the contact"),
  }).describe("Who ordered"),
  items: z.array(z.object({
    name: z.string().nullable(),
    quantity: z.number().nullable().describe("How many"),
    price: z.string().nullable().describe("Price of one, as decimal text"),
  })).describe("What was ordered"),
  note: z.string().nullable().describe("The buyer's note"),
};

export function readOrder(order: z.output<typeof OrderAnswer>) {
  const { priceSummary, buyerInfo, lineItems } = order;
  return {
    id: order.id,
    number: order.number === null || order.number === undefined ? null : String(order.number),
    createdAt: order.createdDate ?? null,
    status: order.status ?? null,
    paymentStatus: order.paymentStatus ?? null,
    fulfillmentStatus: order.fulfillmentStatus ?? null,
    currency: order.currency ?? null,
    total: priceSummary?.total?.amount ?? null,
    totalText: priceSummary?.total?.formattedAmount ?? null,
    buyer: { email: buyerInfo?.email ?? null, contactId: buyerInfo?.contactId ?? null },
    items: (lineItems ?? []).map(({ productName, quantity, price }) => ({
      name: productName?.original ?? null,
      quantity: quantity ?? null,
      price: price?.amount ?? null,
    })),
    note: order.buyerNote ?? null,
  };
}
