/**
 * What a condition such as `{ field, op, value }` needs beside its operator, for services that filter by them.
 *
 * @module
 * @version 0.1.0
 */
import type * as z from "./zod.ts";

export interface Comparison {
  op: string;
  value?: unknown;
  /** Instead of `value`, where a service tells dates from text. */
  date?: string | undefined;
}

/** Operators that look into a text. */
const TEXT_OPERATORS = new Set(["contains", "notContains", "startsWith", "like"]);

/** For `.superRefine(...)`: complains at `value`. */
export function checkComparison(comparison: Comparison, context: z.RefinementCtx): void {
  const message = misfit(comparison);
  if (message) context.addIssue({ code: "custom", path: ["value"], message });
}

function misfit({ op, value, date }: Comparison): string | undefined {
  const hasDate = date !== undefined;
  if (op === "isEmpty" || op === "isNotEmpty") {
    return value === undefined && !hasDate ? undefined : `expected no value with ${op}`;
  }
  if (op === "in" || op === "notIn") {
    return Array.isArray(value) && !hasDate ? undefined : `expected a list with ${op}`;
  }
  if (op === "between") {
    return Array.isArray(value) && value.length === 2 && !hasDate
      ? undefined
      : "expected two values with between";
  }
  if (TEXT_OPERATORS.has(op)) {
    return typeof value === "string" && !hasDate ? undefined : `expected text with ${op}`;
  }
  if ((value === undefined) !== hasDate) return "expected either value or date";
  return Array.isArray(value) ? `expected a single value with ${op}: use in or notIn` : undefined;
}
