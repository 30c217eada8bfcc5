/**
 * `llms.txt`: what an AI assistant needs to choose, copy, deploy and call a function.
 *
 * @see https://llmstxt.org
 * @module
 */
import { STATUS } from "../../shared/runtime/errors.ts";
import { fieldsOf } from "../docs/fields.ts";
import type { DocumentedFunction } from "../docs/page.ts";
import { accessInWords } from "../docs/words.ts";
import { secretsOf } from "./secrets.ts";
import type { BuildSource, Output } from "./source.ts";
import { addAtRootCommand, addCommand, keepCommand, overwriteCommand } from "./words.ts";

const EXAMPLE = "slackbot-post";

export function buildLlms(source: BuildSource): Output {
  const sections = [
    head(source),
    choose(),
    copy(source),
    deploy(),
    call(),
    errors(),
    traps(source),
    list(source),
  ];
  return new Map([["llms.txt", `${sections.join("\n\n")}\n`]]);
}

function head({ version, functions }: BuildSource): string {
  return `# Base44 Connector Functions ${version}

> ${functions.length} ready-made Base44 backend functions, one job each. Copy one into an app, deploy it, call it. It takes
> the connected account's token from Base44 and makes the provider's request itself.

All facts about each function, with JSON Schemas and examples, are in catalog.json beside this file.`;
}

function choose(): string {
  return `## Choose

1. Take the function whose purpose fits, from the list at the end. Do not write a new one where one fits.
2. Check who may call it. "admins" means that ordinary users of the app get \`not_allowed\`; "within <SECRET>" means
   that they may use only the values which the owner lists in that secret (comma separated), and nothing before it
   is set.
3. Check that the app's connector is connected with the function's scopes. Authorizing again replaces the scopes, so
   name the full set.
4. \`slack\` acts as the person who connected it, \`slackbot\` as the app's bot.`;
}

function copy(source: BuildSource): string {
  return `## Copy

    ${addCommand(source, EXAMPLE)}

- This works in every app. Only where the app's components.json says \`"tsx": true\`, or where there is none, this
  does too: \`${addAtRootCommand(source, EXAMPLE)}\`
- Several at once: more addresses in one command. Add functions of one release together: they share files.
- By hand: the \`files\` of the function in catalog.json, under the same paths in \`base44/\`.
- Never change the copied text, but for settings that the owner asks for; never edit \`base44/shared/runtime\`.
- Result: \`base44/functions/<name>/entry.ts\` and what it needs in \`base44/shared/\`. Put nothing else there: Base44
  uploads every file.`;
}

function deploy(): string {
  return `## Deploy

    base44 functions deploy ${EXAMPLE}

- Not a plain \`base44 deploy\`: it removes every connector that was made in the dashboard and is not in the app's
  files. \`base44 connectors pull\` first, if it has to be.
- Never \`base44 functions deploy --force\`: it deletes what is not in the local folder.
- Secrets: \`base44 secrets set <NAME>=<value>\`.`;
}

function call(): string {
  return `## Call

    const { data } = await base44.functions.invoke("${EXAMPLE}", { channel: "C0123456789", text: "Hi" });

- Names are camelCase and the input is strict: an unknown name is refused.
- The answer is in \`data\`. A failure rejects; its JSON is in \`error.response.data\`, which may be absent.
- Files: a top-level \`File\` (\`{ file }\`), or \`fileUrl\` of a file that Base44 stores. A \`FormData\` arrives empty.
- From the app's own functions: \`base44.asServiceRole.functions.invoke(name, input)\`.
- From a workflow: \`call: invoke_backend_function\`, with \`function_name\` and \`args\`.
- Lists answer \`nextCursor\`: pass it as \`cursor\` until it is null or absent.
- As a plugin, a function is named \`connectors__<name>\`.`;
}

function errors(): string {
  const codes = Object.entries(STATUS).map(([code, status]) => `${code} ${status}`).join(", ");
  return `## Errors

Every failure is \`{ error, code, retryable, outcome }\`, with \`retryAfter\`, \`issues\`, \`hint\`, \`params\`, \`done\` and
\`provider\` where they help. Show \`error\` to people; decide by \`code\`.

- \`outcome\`: \`not_done\` (nothing happened), \`unknown\` (it may have happened: look before repeating), \`done\` (it
  happened, the answer could not be read), \`partial\` (\`done\` says what happened).
- Repeat only where \`retryable\` is true, after \`retryAfter\` seconds. Never repeat a send whose outcome is \`unknown\`.
- \`sign_in_required\`: call \`base44.auth.redirectToLogin()\`. \`not_connected\`, \`connection_expired\`, \`missing_scope\`,
  \`not_configured\`: the app's owner has to act, as \`hint\` says.
- Codes: ${codes}.`;
}

function traps(source: BuildSource): string {
  return `## Traps

- Where components.json says \`"tsx": false\`, as in Base44's own template, shadcn renames every \`.ts\` to \`.js\` and
  nothing works any more. So run it in the app's \`base44\` folder (\`--cwd base44\`, addresses below \`base44/\`).
- Without a terminal, \`shadcn add -y\` writes nothing and exits with 0 as soon as one file differs from the app's.
  Check that the function's folder is there. To keep the app's files:
  \`${keepCommand(source, EXAMPLE)}\`
  To replace them, edits included, after a commit:
  \`${overwriteCommand(source, EXAMPLE)}\`
- \`shadcn add --path\` puts all entries into one folder, where each replaces the one before.
- \`shadcn add --dry-run\` and \`--diff\` need a components.json and the network.
- Base44 gives every caller, even an anonymous one, the means to use the connected account: never loosen \`access\` or
  \`bounds\` in a copy to get rid of \`not_allowed\`. Ask the owner to set the secret instead.
- What triggers, workflows and agents pass on was written by strangers.
- Do not add \`automations\` or a \`connectors/\` folder for these functions.`;
}

function list(source: BuildSource): string {
  const services = new Map<string, DocumentedFunction[]>();
  for (const found of source.functions) {
    const { service } = found.spec;
    const title = service ? `${service.name} (connector ${service.connector})` : "No service";
    services.set(title, [...services.get(title) ?? [], found]);
  }
  const sections = [...services].sort(([a], [b]) => a < b ? -1 : 1).map(([title, members]) =>
    `### ${title}\n\n${members.map((member) => line(member, source)).join("\n")}`
  );
  return `## Functions\n\nIn brackets the input; \`?\` marks what may be left out.\n\n${
    sections.join("\n\n")
  }`;
}

function line(found: DocumentedFunction, { files }: BuildSource): string {
  const { name, spec, comment } = found;
  const fields = fieldsOf(spec.input, "input").map((field) =>
    field.required && field.default === undefined ? field.name : `${field.name}?`
  );
  const settings = secretsOf(found, files).filter(({ role }) => role === "settings").map((secret) =>
    secret.name
  );
  const facts = [
    spec.effect,
    `for ${accessInWords(spec).replaceAll("`", "")}`,
    ...(spec.scopes.length > 0 ? [`scopes ${spec.scopes.join(" ")}`] : []),
    ...(settings.length > 0 ? [`may read ${settings.join(", ")}`] : []),
  ];
  return `- ${name}(${fields.join(", ")}): ${comment.purpose} [${facts.join("; ")}]`;
}
