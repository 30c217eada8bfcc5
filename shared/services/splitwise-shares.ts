/**
 * Who pays and who owes what of an expense, in cents, so that it adds up.
 *
 * @module
 * @version 0.1.0
 */
import * as z from "../runtime/zod.ts";
import { splitwiseAmount, splitwiseId } from "./splitwise.ts";

const MAX_SHARES = 50;

const Share = z.strictObject({
  userId: splitwiseId.optional().describe("User ID"),
  email: z.email().optional().describe(
    "Email address of somebody who is no friend in Splitwise yet; invites them",
  ),
  firstName: z.string().min(1).max(100).optional().describe("First name, with email"),
  lastName: z.string().min(1).max(100).optional().describe("Last name, with email"),
  paid: splitwiseAmount.default("0").describe("What they paid"),
  owed: splitwiseAmount.default("0").describe("What they owe"),
}).refine(
  ({ userId, email, firstName }) =>
    (userId === undefined) === (email !== undefined && firstName !== undefined),
  {
    error: "expected either userId, or email with firstName",
  },
);

export const splitwiseShares = z.array(Share).min(1).max(MAX_SHARES);
export type SplitwiseShares = z.output<typeof splitwiseShares>;

export function toCents(amount: string): number {
  const [whole = "0", fraction = ""] = amount.split(".");
  return Number(whole) * 100 + Number(fraction.padEnd(2, "0"));
}

export function fromCents(cents: number): string {
  return `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}`;
}

/** Whether the shares add up to the cost, for `.refine(...)`: Splitwise's own answer does not say what is wrong. */
export function addsUp({ cost, shares }: { cost: string; shares?: SplitwiseShares | undefined }): boolean {
  if (!shares) return true;
  const sum = (part: "paid" | "owed") => shares.reduce((total, share) => total + toCents(share[part]), 0);
  return sum("paid") === toCents(cost) && sum("owed") === toCents(cost);
}

/** The first of `userIds` paid, all owe the same; the cents that are left over go to the first ones. */
export function splitEqually(cost: string, userIds: readonly number[]): SplitwiseShares {
  const cents = toCents(cost);
  const part = Math.floor(cents / userIds.length);
  const leftOver = cents % userIds.length;
  return userIds.map((userId, index) => ({
    userId,
    paid: index === 0 ? fromCents(cents) : "0.00",
    owed: fromCents(part + (index < leftOver ? 1 : 0)),
  }));
}

/** Splitwise takes no nested shares, only flat names such as `users__0__user_id`. */
export function shareMembers(shares: SplitwiseShares): Record<string, string | number> {
  const members = shares.flatMap((share, index) =>
    Object.entries({
      user_id: share.userId,
      email: share.email,
      first_name: share.firstName,
      last_name: share.lastName,
      paid_share: fromCents(toCents(share.paid)),
      owed_share: fromCents(toCents(share.owed)),
    }).flatMap(([name, value]) => value === undefined ? [] : [[`users__${index}__${name}`, value] as const])
  );
  return Object.fromEntries(members);
}
