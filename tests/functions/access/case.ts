/**
 * One call of a function: who makes it, with what, and what the rules say about it.
 *
 * @module
 */
import type { Refusal } from "../../support/base44.ts";
import type { Ask, Secrets } from "./inputs.ts";
import type { Person } from "./people.ts";
import type { Verdict } from "./rules.ts";

export interface AccessCase {
  /** The row of the table that it counts in. */
  row: string;
  /** Which of the row's cases. */
  variant: string;
  visit: Visit;
  verdict: Verdict;
  /** How much Base44 may be asked: nothing where no credentials can count. */
  asks: "nothing" | "no user" | "anything";
  /** The choice of a connection that Base44 has to be asked for. */
  connection?: object;
}

export interface Visit {
  person: Person;
  ask: Ask;
  secrets: Secrets;
  /** @default the input as JSON */
  body?: Body;
  query?: string;
  /** Beside those of the platform, which `null` takes away. */
  headers?: Readonly<Record<string, string | null>>;
  connectionError?: Refusal;
  /** Somebody whom the same function has just answered. */
  before?: Person;
}

export type Body =
  | { json: unknown }
  | { text: string }
  | { form: Readonly<Record<string, unknown>> }
  | { bytes: string };
