/**
 * Finds functions: every word has to occur in a name, a service, a purpose or a field's name.
 *
 * @module
 */
import type { AccessKind, Effect, FunctionSummary } from "../data/types.ts";
import type { Search } from "./route.ts";

export interface Match {
  found: FunctionSummary;
  /** Fields that made it a match. */
  fields: string[];
}

export const EFFECTS: readonly { value: Effect; label: string }[] = [
  { value: "read", label: "Reads" },
  { value: "write", label: "Writes" },
  { value: "send", label: "Sends" },
  { value: "delete", label: "Deletes" },
];

export const ACCESS: readonly { value: AccessKind; label: string }[] = [
  { value: "admin", label: "Admins" },
  { value: "roles", label: "Certain roles" },
  { value: "user", label: "Signed-in users" },
  { value: "public", label: "Everybody" },
];

/** Stands for functions that need no service. */
export const NO_SERVICE = "none";

/** Best first where there are words, else in the given order. */
export function findFunctions(functions: readonly FunctionSummary[], search: Search): Match[] {
  const words = search.q.toLowerCase().split(/[\s,]+/).filter(Boolean);
  const kept = functions.filter((found) =>
    (!search.service || (found.connector ?? NO_SERVICE) === search.service) &&
    (!search.effect || found.effect === search.effect) &&
    (!search.access || found.access === search.access)
  );
  if (words.length === 0) return kept.map((found) => ({ found, fields: [] }));
  return kept.flatMap((found) => {
    const scores = words.map((word) => score(found, word));
    if (scores.includes(0)) return [];
    const fields = found.fields.filter((field) => words.some((word) => field.toLowerCase().includes(word)));
    return [{ match: { found, fields }, score: scores.reduce((sum, value) => sum + value, 0) }];
  }).sort((a, b) => b.score - a.score).map(({ match }) => match);
}

function score(found: FunctionSummary, word: string): number {
  const parts = found.name.split("-");
  if (parts.includes(word)) return 10;
  if (parts.some((part) => part.startsWith(word)) || found.name.startsWith(word)) return 8;
  if (found.name.includes(word)) return 6;
  if (found.service?.toLowerCase().includes(word)) return 5;
  if (found.purpose.toLowerCase().includes(word)) return 3;
  return found.fields.some((field) => field.toLowerCase().includes(word)) ? 1 : 0;
}
