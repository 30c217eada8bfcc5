/**
 * The secrets of a function, each with what it is for.
 *
 * @module
 */
import type { DocumentedFunction } from "../docs/page.ts";

export interface Secret {
  name: string;
  /** The input fields whose values it lists or sets. */
  fields: string[];
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
  const own = files.filter((path) => !path.startsWith("shared/runtime/")).map((path) =>
    sources.get(path) ?? ""
  );
  const descriptions = new Map(
    own.flatMap((source) => [...source.matchAll(CONSTANT)]).map((
      [, text = "", name = ""],
    ) => [name, flat(text)]),
  );
  const secrets = new Map<string, Secret>();
  const add = (name: string, role: Secret["role"], field?: string): void => {
    const description = descriptions.get(name);
    const secret = secrets.get(name) ?? { name, role, fields: [], ...(description && { description }) };
    if (field !== undefined) secret.fields.push(field);
    secrets.set(name, secret);
  };
  for (const [field, bound] of Object.entries(spec.bounds ?? {})) {
    add(typeof bound === "string" ? bound : bound.secret, "bounds", field);
  }
  for (const [field, name] of Object.entries(spec.fixed ?? {})) add(name, "fixes", field);
  const read = own.flatMap((source) => [...source.matchAll(READ)].map(([, name = ""]) => name));
  for (const name of read.sort()) {
    if (descriptions.has(name) && !secrets.has(name)) add(name, "settings");
  }
  return [...secrets.values()];
}

function flat(comment: string): string {
  return comment.split("\n").map((line) => line.replace(/^\s*\*? ?/, "")).join(" ").replace(/\s+/g, " ")
    .trim();
}
