/**
 * Splitwise: where it lives and how it reports failure, inside of 200 answers too.
 *
 * @see https://dev.splitwise.com
 * @module
 * @version 0.1.0
 */
import type { ErrorCode } from "../runtime/errors.ts";
import {
  type Answer,
  defineService,
  type Failure,
  failureMessage,
  statusFailure,
} from "../runtime/service.ts";
import * as z from "../runtime/zod.ts";

const NAME = "Splitwise";

export const splitwise = defineService({
  connector: "splitwise",
  name: NAME,
  baseUrl: "https://secure.splitwise.com/api/v3.0/",
  headers: ({ accessToken }) => ({ authorization: `Bearer ${accessToken}` }),
  failure: splitwiseFailure,
});

/** Callers below admin may only use the groups whose IDs this secret lists; 0 stands for "no group". */
export const SPLITWISE_ALLOWED_GROUPS = "SPLITWISE_ALLOWED_GROUPS";

const Messages = z.union([z.string(), z.array(z.string()), z.record(z.string(), z.array(z.string()))]);

/** Errors stand in `error`, in `errors`, or in the `errors` of the group that was to be made. */
const Refusal = z.object({
  error: z.string().nullish().catch(undefined),
  errors: Messages.optional().catch(undefined),
  group: z.object({ errors: Messages.optional().catch(undefined) }).optional().catch(undefined),
});

function splitwiseFailure({ status, body }: Answer): Failure | undefined {
  const byStatus = statusFailure(NAME, status);
  const { data } = Refusal.safeParse(body);
  const said = [data?.error ?? [], data?.errors, data?.group?.errors].flatMap(messagesOf);
  if (!byStatus && said.length === 0) return undefined;

  const text = said.join("; ");
  const code = byStatus?.code ?? refusalCode(text);
  return {
    code,
    message: code === "provider_rejected" ? `${NAME} refused: ${text}` : failureMessage(NAME, code),
  };
}

function messagesOf(messages: z.output<typeof Messages> | undefined): string[] {
  if (messages === undefined) return [];
  return typeof messages === "string" ? [messages] : Object.values(messages).flat();
}

/** What a message inside of a 200 means. */
function refusalCode(text: string): ErrorCode {
  if (/unknown error/i.test(text)) return "provider_unavailable";
  if (/does not exist|not found/i.test(text)) return "not_found";
  if (/permission/i.test(text)) return "provider_denied";
  return "provider_rejected";
}

export const splitwiseId = z.int().positive();
/** 0 stands for expenses outside of any group. */
export const splitwiseGroupId = z.int().min(0);
/** Decimal text, never a float: sums of floats do not add up. */
export const splitwiseAmount = z.string().regex(/^\d{1,9}(\.\d{1,2})?$/, "Expected an amount such as 12.50");

const Name = z.object({ id: z.number(), first_name: z.string().nullish(), last_name: z.string().nullish() });

export const SplitwiseExpense = z.object({
  id: z.number(),
  group_id: z.number().nullish(),
  description: z.string().nullish(),
  details: z.string().nullish(),
  cost: z.string(),
  currency_code: z.string().nullish(),
  date: z.string().nullish(),
  created_at: z.string().nullish(),
  updated_at: z.string().nullish(),
  deleted_at: z.string().nullish(),
  payment: z.boolean().nullish(),
  category: z.object({ id: z.number(), name: z.string() }).nullish(),
  created_by: Name.nullish(),
  users: z.array(z.object({
    user_id: z.number(),
    paid_share: z.string(),
    owed_share: z.string(),
    net_balance: z.string().nullish(),
    user: Name.nullish(),
  })).default([]),
  repayments: z.array(z.object({ from: z.number(), to: z.number(), amount: z.string() })).default([]),
});

const Person = z.object({ id: z.number(), name: z.string() });

export const splitwiseExpenseFields = {
  id: z.number().describe("ID of the expense"),
  groupId: z.number().nullable().describe("ID of its group; null outside of groups"),
  description: z.string().describe("What it was for"),
  details: z.string().nullable().describe("Notes"),
  cost: z.string().describe("Amount as decimal text"),
  currencyCode: z.string().nullable().describe("Currency, such as EUR"),
  date: z.string().nullable().describe("ISO 8601 time of the expense"),
  createdAt: z.string().nullable().describe("ISO 8601 time"),
  updatedAt: z.string().nullable().describe("ISO 8601 time"),
  deletedAt: z.string().nullable().describe("ISO 8601 time; null for one that stands"),
  isPayment: z.boolean().describe("Somebody settled up"),
  category: z.object({ id: z.number(), name: z.string() }).nullable().describe("Category"),
  createdBy: Person.nullable().describe("Who entered it"),
  shares: z.array(z.object({
    userId: z.number().describe("User ID"),
    name: z.string(),
    paid: z.string().describe("What they paid"),
    owed: z.string().describe("What they owe"),
    netBalance: z.string().nullable().describe("The difference"),
  })).describe("Who paid and who owes how much"),
  repayments: z.array(z.object({
    from: z.number().describe("User ID of who pays"),
    to: z.number().describe("User ID of who gets it"),
    amount: z.string().describe("Decimal text"),
  })).describe("Who pays whom to settle it"),
};

export function splitwiseExpense(expense: z.output<typeof SplitwiseExpense>) {
  const { created_by: author } = expense;
  return {
    id: expense.id,
    groupId: expense.group_id ?? null,
    description: expense.description ?? "",
    details: expense.details ?? null,
    cost: expense.cost,
    currencyCode: expense.currency_code ?? null,
    date: expense.date ?? null,
    createdAt: expense.created_at ?? null,
    updatedAt: expense.updated_at ?? null,
    deletedAt: expense.deleted_at ?? null,
    isPayment: expense.payment ?? false,
    category: expense.category ?? null,
    createdBy: author ? { id: author.id, name: fullName(author) } : null,
    shares: expense.users.map(({ user_id, user, paid_share, owed_share, net_balance }) => ({
      userId: user_id,
      name: user ? fullName(user) : "",
      paid: paid_share,
      owed: owed_share,
      netBalance: net_balance ?? null,
    })),
    repayments: expense.repayments,
  };
}

function fullName({ first_name, last_name }: z.output<typeof Name>): string {
  return [first_name, last_name].filter(Boolean).join(" ");
}

const Balance = z.array(z.object({ currency_code: z.string(), amount: z.string() })).default([]);

export const SplitwisePerson = z.object({
  id: z.number(),
  first_name: z.string().nullish(),
  last_name: z.string().nullish(),
  email: z.string().nullish(),
  registration_status: z.string().nullish(),
  balance: Balance,
});

export const splitwisePersonFields = {
  id: z.number().describe("User ID"),
  firstName: z.string().nullable().describe("First name"),
  lastName: z.string().nullable().describe("Last name"),
  email: z.string().nullable().describe("Email address"),
  registrationStatus: z.string().nullable().describe("confirmed, invited or dummy"),
  balance: z.array(z.object({
    currencyCode: z.string().describe("Currency, such as EUR"),
    amount: z.string().describe("Decimal text; positive is owed to the connected account"),
  })).describe("By currency"),
};

export function splitwisePerson(person: z.output<typeof SplitwisePerson>) {
  return {
    id: person.id,
    firstName: person.first_name ?? null,
    lastName: person.last_name ?? null,
    email: person.email ?? null,
    registrationStatus: person.registration_status ?? null,
    balance: person.balance.map(({ currency_code, amount }) => ({ currencyCode: currency_code, amount })),
  };
}
