/**
 * What the shadcn CLI prints after it added an item.
 *
 * @module
 */
import type { DocumentedFunction } from "../docs/page.ts";
import { accessInWords } from "../docs/words.ts";
import { secretsOf } from "./secrets.ts";
import type { BuildSource } from "./source.ts";
import { addAtRootCommand, addCommand, frontEndCall, keepCommand, overwriteCommand } from "./words.ts";

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
    "Add it from the app's folder, in every app:",
    `  ${addCommand(source, name)}`,
    'or, only where components.json says "tsx": true or is not there:',
    `  ${addAtRootCommand(source, name)}`,
    "Where a file of the app differs and there is no terminal, both write nothing and still exit with 0. Commit,",
    "then keep the app's files:",
    `  ${keepCommand(source, name)}`,
    "or replace them:",
    `  ${overwriteCommand(source, name)}`,
  ].join("\n");
}

/** Printed once, with whatever function is added. */
export function runtimeDocs({ shadcn }: BuildSource): string {
  return [
    "## Shared files of the connector functions",
    "",
    "base44/shared/runtime, families and services are copied from the collection: edit functions, not these.",
    "",
    `Traps of shadcn ${shadcn}:`,
    "- Commit before you add or update.",
    '- Where components.json says "tsx": false, as in Base44\'s template, it renames every .ts to .js, and nothing',
    "  works any more. Items below base44/, added with `--cwd base44`, come as they are: there is no",
    "  components.json in that folder.",
    "- Without a terminal, `add -y` writes nothing and exits with 0 as soon as one file differs, not even the new",
    "  function. `yes n | npx shadcn add ...` without `-y` keeps the app's files and adds the missing ones.",
    "- `--overwrite` replaces your own edits without a copy of them.",
    "- Never use `--path`: it puts all entries into one folder, where each replaces the one before.",
    "- `--dry-run` and `--diff` need a components.json and the network.",
    "- Items name their shared files by addresses of their own release: add functions of one release together, and",
    "  update all functions when you update one.",
  ].join("\n");
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length > 0 ? [title, ...lines] : [];
}
