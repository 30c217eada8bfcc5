/**
 * Finds rows by what a column holds. Google Sheets has no search of its own for values.
 *
 * @module
 * @version 0.1.0
 */
import * as z from "../runtime/zod.ts";
import type { Cell } from "./google-sheets.ts";

export const match = z.enum(["equals", "contains", "startsWith"]).default("equals");

interface Wanted {
  value: string | number | boolean;
  match: z.output<typeof match>;
  caseSensitive: boolean;
}

/** Whether a cell is what is wanted. The number 7 and the text "7" are the same here. */
export function isMatch(cell: Cell | undefined, { value, match, caseSensitive }: Wanted): boolean {
  const [held, wanted] = [cellText(cell), cellText(value)].map((text) =>
    caseSensitive ? text : text.toLowerCase()
  );
  if (held === undefined || wanted === undefined || held === "") return false;
  switch (match) {
    case "equals":
      return held === wanted;
    case "contains":
      return held.includes(wanted);
    case "startsWith":
      return held.startsWith(wanted);
  }
}

export function cellText(cell: Cell | undefined): string {
  return String(cell ?? "").trim();
}
