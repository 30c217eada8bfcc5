/**
 * What the shadcn CLI prints after it added an item.
 *
 * @module
 */
import type { DocumentedFunction } from "../docs/page.ts";
import { accessInWords } from "../docs/words.ts";
import { secretsOf } from "./secrets.ts";
import type { BuildSource } from "./source.ts";
import { addCommand, frontEndCall } from "./words.ts";

export function functionDocs(found: DocumentedFunction, source: BuildSource): string {
  const { name, spec, comment } = found;
  const { service } = spec;
  const extra = Object.entries(spec.extraScopes ?? {}).map(([scope, use]) => `  ${scope} ${use}`);
  const secrets = secretsOf(found, source.files).map((secret) =>
    `  ${secret.name}${secret.description ? `: ${secret.description}` : ""}`
  );
  return [
    `## ${name}`,
    "",
    comment.purpose,
    "",
    service ? `Connector: ${service.connector} (${service.name})` : "Connector: none",
    `Scopes: ${spec.scopes.join(" ") || "none"}`,
    ...section("Further scopes, for some inputs:", extra),
    `Who may call: ${accessInWords(spec).replaceAll("`", "")}`,
    ...section("Only for admins:", (spec.adminOnly ?? []).map((field) => `  ${field}`)),
    ...section("Secrets:", secrets),
    "",
    "Deploy it alone:",
    `  base44 functions deploy ${name}`,
    "A plain `base44 deploy` removes the connectors that were made in the dashboard and are not in the app's",
    "files; run `base44 connectors pull` before it.",
    "",
    "Call it from a front end:",
    ...frontEndCall(found).split("\n").map((line) => `  ${line}`),
    "",
    "Add it again, after a commit:",
    `  ${addCommand(source, name)}`,
    "Where a file differs and there is no terminal, this writes nothing and still exits with 0: see the runtime's",
    "notes.",
  ].join("\n");
}

/** Printed once, with whatever function is added. */
export function runtimeDocs(source: BuildSource): string {
  return [
    "## Shared files of the connector functions",
    "",
    "base44/shared/runtime, families and services are copied from the collection: edit functions, not these.",
    "",
    "- Commit before you add or update.",
    "- Without a terminal, `add -y` writes nothing and exits with 0 as soon as one file differs, not even the new",
    "  function. Look into the answer for the files that it names, and then choose for all of them:",
    `  keep yours:   yes n | npx shadcn@${source.shadcn} add <address>`,
    `  take ours:    npx shadcn@${source.shadcn} add <address> -y --overwrite`,
    "- `--overwrite` replaces your own edits without a copy of them.",
    "- Never use `--path`: it puts all entries into one folder, where each replaces the one before.",
    "- `--dry-run` and `--diff` need a components.json and the network.",
    "- Every item names its shared files by full addresses of its own release: add functions of one release, then",
    "  they share the same files.",
  ].join("\n");
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length > 0 ? [title, ...lines] : [];
}
