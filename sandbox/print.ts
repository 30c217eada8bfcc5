/**
 * How the sandbox looks in a terminal.
 *
 * @module
 */
import type { ProviderRequest } from "./calls.ts";
import type { CollectedFunction } from "./collection.ts";
import { type Connections, tokenVariable } from "./connections.ts";
import type { Emulators } from "./emulators.ts";
import { exchangesOf } from "./example.ts";

/** Rows as aligned columns; the first row is the head. */
export function formatTable(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const lines = rows.map((row) =>
    row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ").trimEnd()
  );
  lines.splice(1, 0, widths.map((width) => "─".repeat(width)).join("  "));
  return lines.join("\n");
}

export function functionRows(
  functions: Iterable<CollectedFunction>,
  emulators: Emulators,
  connections: Connections,
): string[][] {
  const rows = [...functions].map((entry) => [
    entry.name,
    entry.spec.effect,
    typeof entry.spec.access === "string" ? entry.spec.access : entry.spec.access.roles.join(", "),
    servedFrom(entry, emulators, connections),
  ]);
  return [["Function", "Effect", "Access", "Served from"], ...rows];
}

/** A token may be set for other reasons, so the sandbox says what it does with it. */
export function realNotes(functions: Iterable<CollectedFunction>, connections: Connections): string[] {
  const services = [...functions].flatMap(({ spec }) => spec.service ?? []);
  const real = services.filter(({ connector }) => connections.isReal(connector));
  const notes = real.map(({ connector, name }) => {
    const variable = tokenVariable(connector);
    return `${variable} is set: calls reach the real ${name}. Unset it to stay on this machine`;
  });
  return [...new Set(notes)];
}

function servedFrom(
  { spec, examples }: CollectedFunction,
  emulators: Emulators,
  connections: Connections,
): string {
  if (!spec.service) return "Base44 alone";
  const provider = connections.provider(spec.service.connector);
  if (provider) return provider.origin;
  if (connections.isReal(spec.service.connector)) return `the real ${spec.service.name}`;
  const success = examples.find((example) => "output" in example);
  if (!success) return "nothing: it has no example that succeeds";
  const servers = exchangesOf(success).map(({ request }) =>
    emulators.find(request.method, new URL(request.url)) ?? "examples"
  );
  return [...new Set(servers)].join(" and ");
}

export function formatRequest({ method, url, status, servedBy, ms, problem }: ProviderRequest): string {
  return problem ? `${method} ${url} -> ${problem}` : `${method} ${url} -> ${status} (${servedBy}, ${ms} ms)`;
}

/** One line of JSON, cut where it would fill the screen. */
export function shorten(text: string, length = 160): string {
  return text.length > length ? `${text.slice(0, length)}…` : text;
}
