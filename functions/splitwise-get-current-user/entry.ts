/**
 * Tells whose Splitwise account is connected.
 *
 * @example
 * const { data } = await base44.functions.invoke("splitwise-get-current-user", {});
 *
 * @see https://dev.splitwise.com/#tag/users/paths/~1get_current_user/get
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import * as z from "../../shared/runtime/zod.ts";
import { splitwise } from "../../shared/services/splitwise.ts";

const Input = z.strictObject({});

const Output = z.object({
  id: z.number().describe("User ID"),
  firstName: z.string().nullable().describe("First name"),
  lastName: z.string().nullable().describe("Last name"),
  email: z.string().nullable().describe("Email address"),
  defaultCurrency: z.string().nullable().describe("Currency, such as EUR"),
  locale: z.string().nullable().describe("Language, such as en"),
});

const Answer = z.object({
  user: z.object({
    id: z.number(),
    first_name: z.string().nullish(),
    last_name: z.string().nullish(),
    email: z.string().nullish(),
    default_currency: z.string().nullish(),
    locale: z.string().nullish(),
  }),
});

export default defineFunction({
  name: "splitwise-get-current-user",
  service: splitwise,
  scopes: [],
  effect: "read",
  access: "admin",
  input: Input,
  output: Output,

  async run({ http }) {
    const { user } = await http.get("get_current_user", { response: Answer });
    return {
      id: user.id,
      firstName: user.first_name ?? null,
      lastName: user.last_name ?? null,
      email: user.email ?? null,
      defaultCurrency: user.default_currency ?? null,
      locale: user.locale ?? null,
    };
  },
});
