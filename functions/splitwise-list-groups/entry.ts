/**
 * Lists the groups of the connected Splitwise account, with members, balances and debts.
 *
 * @example
 * const { data } = await base44.functions.invoke("splitwise-list-groups", {});
 *
 * @see https://dev.splitwise.com/#tag/groups/paths/~1get_groups/get
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import * as z from "../../shared/runtime/zod.ts";
import {
  splitwise,
  SplitwisePerson,
  splitwisePerson,
  splitwisePersonFields,
} from "../../shared/services/splitwise.ts";

const Input = z.strictObject({});

const Output = z.object({
  groups: z.array(z.object({
    id: z.number().describe("ID of the group"),
    name: z.string().describe("Name of the group"),
    type: z.string().nullable().describe("Kind, such as home or trip"),
    isNonGroup: z.boolean().describe("Stands for all expenses outside of groups"),
    updatedAt: z.string().nullable().describe("ISO 8601 time"),
    members: z.array(z.object(splitwisePersonFields)).describe("Members"),
    debts: z.array(z.object({
      from: z.number().describe("User ID of who owes"),
      to: z.number().describe("User ID of who is owed"),
      amount: z.string().describe("Decimal text"),
      currencyCode: z.string().describe("Currency, such as EUR"),
    })).describe("Who owes whom"),
  })).describe("All groups"),
});

const Debts = z.array(
  z.object({ from: z.number(), to: z.number(), amount: z.string(), currency_code: z.string() }),
)
  .default([]);

const Groups = z.object({
  groups: z.array(z.object({
    id: z.number(),
    name: z.string(),
    group_type: z.string().nullish(),
    updated_at: z.string().nullish(),
    simplify_by_default: z.boolean().nullish(),
    members: z.array(SplitwisePerson).default([]),
    simplified_debts: Debts,
    original_debts: Debts,
  })),
});

export default defineFunction({
  name: "splitwise-list-groups",
  service: splitwise,
  scopes: [],
  effect: "read",
  access: "admin",
  input: Input,
  output: Output,

  async run({ http }) {
    const { groups } = await http.get("get_groups", { response: Groups });
    return {
      groups: groups.map((group) => ({
        id: group.id,
        name: group.name,
        type: group.group_type ?? null,
        isNonGroup: group.id === 0,
        updatedAt: group.updated_at ?? null,
        members: group.members.map(splitwisePerson),
        debts: (group.simplify_by_default ? group.simplified_debts : group.original_debts)
          .map(({ from, to, amount, currency_code }) => ({ from, to, amount, currencyCode: currency_code })),
      })),
    };
  },
});
