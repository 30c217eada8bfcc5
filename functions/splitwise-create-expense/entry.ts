/**
 * Enters an expense in Splitwise, paid by and shared among whom you say; Splitwise notifies them.
 *
 * @example
 * const { data } = await base44.functions.invoke("splitwise-create-expense", {
 *   description: "Dinner", cost: "25.00", currencyCode: "EUR", groupId: 4012, splitEqually: true,
 * });
 *
 * @see https://dev.splitwise.com/#tag/expenses/paths/~1create_expense/post
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import { exactlyOne } from "../../shared/runtime/rules.ts";
import * as z from "../../shared/runtime/zod.ts";
import {
  splitwise,
  SPLITWISE_ALLOWED_GROUPS,
  splitwiseAmount,
  SplitwiseExpense,
  splitwiseExpense,
  splitwiseExpenseFields,
  splitwiseGroupId,
  splitwiseId,
} from "../../shared/services/splitwise.ts";
import {
  addsUp,
  shareMembers,
  splitEqually,
  splitwiseShares,
} from "../../shared/services/splitwise-shares.ts";

const Input = z.strictObject({
  description: z.string().min(1).max(500).describe("What it was for"),
  cost: splitwiseAmount.refine((cost) => Number(cost) > 0, "Expected more than 0").describe(
    "Amount as decimal text, such as 25.00",
  ),
  groupId: splitwiseGroupId.default(0).describe("ID of the group; 0 for none"),
  splitEqually: z.literal(true).optional().describe(
    "The connected account paid, all members of the group owe the same",
  ),
  splitWith: z.array(splitwiseId).min(1).max(49).optional().describe(
    "User IDs: the connected account paid, it and these people owe the same",
  ),
  shares: splitwiseShares.optional().describe("What each person paid and owes; both add up to cost"),
  currencyCode: z.string().regex(/^[A-Z]{3}$/).optional().describe("Currency, by default the account's own"),
  date: z.iso.datetime({ offset: true }).optional().describe("ISO 8601 time, by default now"),
  details: z.string().max(5_000).optional().describe("Notes"),
  categoryId: splitwiseId.optional().describe("ID of a subcategory, such as 13 for dining out"),
  repeatInterval: z.enum(["never", "weekly", "fortnightly", "monthly", "yearly"]).optional().describe(
    "Repetition",
  ),
}).refine(...exactlyOne("splitEqually", "splitWith", "shares")).refine(addsUp, {
  path: ["shares"],
  error: "expected paid and owed amounts that add up to cost",
}).refine(({ splitEqually, groupId }) => !splitEqually || groupId > 0, {
  path: ["groupId"],
  error: "expected a group for splitEqually",
});

export default defineFunction({
  name: "splitwise-create-expense",
  service: splitwise,
  scopes: [],
  effect: "send",
  access: "user",
  bounds: { groupId: SPLITWISE_ALLOWED_GROUPS },
  adminOnly: ["shares.email"],
  input: Input,
  output: z.object(splitwiseExpenseFields),

  async run({ input, http }) {
    const me = input.splitWith && await http.get("get_current_user", {
      response: z.object({ user: z.object({ id: z.number() }) }),
    });
    const shares = me
      ? splitEqually(input.cost, [...new Set([me.user.id, ...input.splitWith ?? []])])
      : input.shares;

    const { expenses: [expense] } = await http.post("create_expense", {
      json: {
        cost: input.cost,
        description: input.description,
        group_id: input.groupId,
        split_equally: input.splitEqually,
        currency_code: input.currencyCode,
        date: input.date,
        details: input.details,
        category_id: input.categoryId,
        repeat_interval: input.repeatInterval,
        ...shareMembers(shares ?? []),
      },
      response: z.object({ expenses: z.tuple([SplitwiseExpense], z.unknown()) }),
    });
    return splitwiseExpense(expense);
  },
});
