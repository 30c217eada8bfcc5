/**
 * Lists expenses of the connected Splitwise account, newest first, page by page.
 *
 * @example
 * const { data } = await base44.functions.invoke("splitwise-list-expenses", { groupId: 4012, limit: 50 });
 *
 * @see https://dev.splitwise.com/#tag/expenses/paths/~1get_expenses/get
 * @module
 * @version 0.1.0
 */
import { offsetCursor, readOffset } from "../../shared/runtime/cursor.ts";
import { defineFunction } from "../../shared/runtime/define.ts";
import { atMostOne } from "../../shared/runtime/rules.ts";
import * as z from "../../shared/runtime/zod.ts";
import {
  splitwise,
  SPLITWISE_ALLOWED_GROUPS,
  SplitwiseExpense,
  splitwiseExpense,
  splitwiseExpenseFields,
  splitwiseGroupId,
  splitwiseId,
} from "../../shared/services/splitwise.ts";

const time = z.iso.datetime({ offset: true }).optional();

const Input = z.strictObject({
  groupId: splitwiseGroupId.optional().describe("Only expenses of this group; 0 for those outside of groups"),
  friendId: splitwiseId.optional().describe("Only expenses with this person, by user ID"),
  datedAfter: time.describe("Only expenses dated after this ISO 8601 time"),
  datedBefore: time.describe("Only expenses dated before this ISO 8601 time"),
  updatedAfter: time.describe("Only expenses changed after this ISO 8601 time"),
  updatedBefore: time.describe("Only expenses changed before this ISO 8601 time"),
  includeDeleted: z.boolean().default(false).describe("Deleted ones too; they have deletedAt"),
  limit: z.int().min(1).max(100).default(20).describe("Most expenses of a page; deleted ones count too"),
  cursor: z.string().min(1).optional().describe("`nextCursor` of the page before"),
}).refine(...atMostOne("groupId", "friendId"));

const Output = z.object({
  expenses: z.array(z.object(splitwiseExpenseFields)).describe("Expenses of this page"),
  nextCursor: z.string().nullable().describe("For the next page; null on the last"),
});

export default defineFunction({
  name: "splitwise-list-expenses",
  service: splitwise,
  scopes: [],
  effect: "read",
  access: "user",
  bounds: { groupId: SPLITWISE_ALLOWED_GROUPS },
  input: Input,
  output: Output,

  async run({ input, http }) {
    const offset = readOffset(input.cursor);
    const { expenses } = await http.get("get_expenses", {
      query: {
        group_id: input.groupId,
        friend_id: input.friendId,
        dated_after: input.datedAfter,
        dated_before: input.datedBefore,
        updated_after: input.updatedAfter,
        updated_before: input.updatedBefore,
        limit: input.limit,
        offset,
      },
      response: z.object({ expenses: z.array(SplitwiseExpense) }),
    });
    return {
      expenses: expenses.filter(({ deleted_at }) => input.includeDeleted || !deleted_at).map(
        splitwiseExpense,
      ),
      nextCursor: expenses.length < input.limit ? null : offsetCursor(offset + expenses.length),
    };
  },
});
