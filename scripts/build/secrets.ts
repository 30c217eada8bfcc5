/**
 * The secrets of a function, each with what it is for.
 *
 * @module
 */
import type { DocumentedFunction } from "../docs/page.ts";

export interface Secret {
  name: string;
  /** The input field whose values it lists or sets. */
  field?: string;
  role: "bounds" | "fixes" | "settings";
  description?: string;
}

/** A secret's name stands in a constant of the same name. */
const CONSTANT = /(?:\/\*\*((?:(?!\*\/)[^])*)\*\/\n)?export const ([A-Z][A-Z0-9_]*) = "\2";/g;
const READ = /\b(?:secret|optionalSecret)\(([A-Z][A-Z0-9_]*)\)/g;

export function secretsOf(
  { spec, files }: DocumentedFunction,
  sources: ReadonlyMap<string, string>,
): Secret[] {
  const own = files.filter((path) => !path.startsWith("shared/runtime/")).map((path) => sources.get(path) ?? "");
  const descriptions = new Map(
    own.flatMap((source) => [...source.matchAll(CONSTANT)]).map(([, text = "", name = ""]) => [name, flat(text)]),
  );
  const limited = Object.entries(spec.bounds ?? {}).map(([field, bound]) => ({
    name: typeof bound === "string" ? bound : bound.secret,
    field,
    role: "bounds" as const,
  }));
  const fixed = Object.entries(spec.fixed ?? {}).map(([field, name]) => ({ name, field, role: "fixes" as const }));
  const named = new Set([...limited, ...fixed].map(({ name }) => name));
  const read = own.flatMap((source) => [...source.matchAll(READ)].map(([, name = ""]) => name));
  const settings = [...new Set(read)].filter((name) => descriptions.has(name) && !named.has(name)).sort();
  return [...limited, ...fixed, ...settings.map((name) => ({ name, role: "settings" as const }))].map((secret) => {
    const description = descriptions.get(secret.name);
    return { ...secret, ...(description && { description }) };
  });
}

function flat(comment: string): string {
  return comment.split("\n").map((line) => line.replace(/^\s*\*? ?/, "")).join(" ").replace(/\s+/g, " ").trim();
}
