/**
 * What a builder gives to an AI assistant to get a function into an app.
 *
 * @module
 */
import type { FunctionDetail } from "../../gallery/src/data/types.ts";

export type PromptFacts = Omit<FunctionDetail, "prompt">;

export function assistantPrompt(facts: PromptFacts): string {
  const { name, version, purpose, details } = facts;
  const steps = [
    copy(facts),
    settings(facts),
    ...connect(facts),
    ...secrets(facts),
    deploy(facts),
    call(facts),
  ];
  return [
    `Add the function "${name}" of Base44 Connector Functions ${version} to this Base44 app. It is ready-made: do not`,
    `write one of your own.`,
    "",
    `What it does: ${plain(`${purpose} ${details}`.trim())}`,
    "",
    ...steps.map((step, index) => `${index + 1}. ${step}`),
    "",
    "Input (the names are strict, an unknown one is refused):",
    ...inputLines(facts),
    "",
    `Who may call it: ${plain(facts.accessInWords)}. Never loosen that to get rid of "not_allowed":`,
    `ask the app's owner.`,
    `A failure rejects with { error, code, retryable, outcome } in failure.response.data. Show "error" to people,`,
    `decide by "code", and repeat only where "retryable" is true.`,
  ].join("\n");
}

/** Without the marks around code. */
function plain(text: string): string {
  return text.replaceAll("`", "");
}

function copy({ name, command, camelCase }: PromptFacts): string {
  return `Copy it. With a terminal: ${command}
   Without a terminal, ask me for the single file and save it verbatim: as base44/functions/${name}/entry.ts, or as
   functions/${camelCase}.ts where the app's functions are camelCase files (the name to call is then ${camelCase}).`;
}

function settings({ files }: PromptFacts): string {
  return files.length > 1
    ? "Change nothing in the copied text, least of all in base44/shared/."
    : "Change nothing in the copied text.";
}

function connect({ connection, connector, service, scopes, extraScopes }: PromptFacts): string[] {
  if (connection === "none" || !connector) return [];
  const further = extraScopes.map(({ scope, use }) => `\n   Add ${scope} ${plain(use)}.`).join("");
  return [
    `Connect ${service} (connector type ${connector}) with the scopes: ${
      scopes.join(" ") || "none"
    }.${further}
   Authorizing again replaces the scopes, so name those that the app has already too.`,
  ];
}

function secrets({ secrets }: PromptFacts): string[] {
  if (secrets.length === 0) return [];
  const lines = secrets.map(({ name, description }) =>
    `\n   ${name}${description ? `: ${plain(description)}` : ""}`
  );
  return [`Ask me for the values of these secrets of the app:${lines.join("")}`];
}

function deploy({ name }: PromptFacts): string {
  return `Deploy only this function: base44 functions deploy ${name}
   Not a plain "base44 deploy": it removes connectors that were made in the dashboard.`;
}

function call({ frontEnd }: PromptFacts): string {
  return `Call it:\n\n${frontEnd.replaceAll(/^(?=.)/gm, "   ")}`;
}

function inputLines({ input }: PromptFacts): string[] {
  if (input.length === 0) return ["none"];
  return input.map(({ name, type, required, description, default: value }) => {
    const use = value !== undefined ? `, default ${JSON.stringify(value)}` : required ? ", required" : "";
    return `- ${name} (${type}${use}): ${plain(description)}`;
  });
}
