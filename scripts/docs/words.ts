/**
 * A definition's terms in plain words.
 *
 * @module
 */
import type { FunctionSpec } from "../../shared/runtime/spec.ts";

export interface Documented {
  name: string;
  spec: FunctionSpec;
}

const EFFECTS = {
  read: "Reads",
  write: "Writes",
  send: "Sends to people",
  delete: "Deletes",
} satisfies Record<FunctionSpec["effect"], string>;

export function effectInWords({ effect }: FunctionSpec): string {
  return EFFECTS[effect];
}

export function accessInWords({ access, bounds, connection, fixed }: FunctionSpec): string {
  const secrets = [
    ...new Set(Object.values(bounds ?? {}).map((bound) => typeof bound === "string" ? bound : bound.secret)),
  ];
  const within = secrets.length > 0 ? `, within ${secrets.map(code).join(" and ")}` : "";
  if (access === "public") {
    return `everybody, with ${Object.keys(fixed ?? {}).map(code).join(", ")} set by secrets`;
  }
  if (access === "user") return `signed-in users${within}`;
  const own = typeof connection === "object" && connection.kind === "app-user"
    ? ", on their own account"
    : "";
  return access === "admin" ? `admins${within}${own}` : `admins and ${access.roles.join(", ")}${within}`;
}

export function code(text: string): string {
  return `\`${text}\``;
}

/** Text that is fit for a cell of a Markdown table. */
export function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
