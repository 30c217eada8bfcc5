/**
 * Which scopes the functions of an app need, by connector.
 *
 * @module
 */
import type { AppFile } from "./app.ts";
import type { ConnectorFile } from "./connectors.ts";
import type { IndexItem, Release } from "./registry.ts";

export interface Need {
  scope: string;
  functions: string[];
}

export interface ConnectorNeeds {
  connector: string;
  service: string;
  needed: Need[];
  /** Scopes that only some inputs need, each with what for. */
  further: (Need & { use: string })[];
  /** The app's file for this connector. */
  file?: string;
  /** Scopes that the file lacks; there is no such list where the app keeps its connectors in no files. */
  missing?: string[];
}

/** The name in a definition: it stays where a function's folder was renamed. */
const NAME = /\bname: "([a-z0-9-]+)"/g;

/** The collection's functions among these entries. */
export function functionsIn(entries: readonly AppFile[], { items }: Release): IndexItem[] {
  const names = entries.filter(({ text }) => text.includes("defineFunction")).flatMap(({ text }) =>
    [...text.matchAll(NAME)].map(([, name = ""]) => name).find((name) => items.get(name)?.meta.scopes) ?? []
  );
  return [...new Set(names)].flatMap((name) => items.get(name) ?? []);
}

export function needsOf(
  functions: readonly IndexItem[],
  files: readonly ConnectorFile[],
): ConnectorNeeds[] {
  const connectors = [...new Set(functions.flatMap(({ meta }) => meta.connector ?? []))].sort();
  return connectors.map((connector) => {
    const users = functions.filter(({ meta }) => meta.connector === connector);
    const needed = collect(users, ({ meta }) => meta.scopes ?? []);
    const file = files.find(({ type }) => type === connector);
    const uses = new Map(users.flatMap(({ meta }) => Object.entries(meta.extraScopes)));
    return {
      connector,
      service: users[0]?.meta.service ?? connector,
      needed,
      further: collect(users, ({ meta }) => Object.keys(meta.extraScopes))
        .filter(({ scope }) => !needed.some((need) => need.scope === scope))
        .map((need) => ({ ...need, use: uses.get(need.scope) ?? "" })),
      ...(file && { file: file.path }),
      ...(files.length > 0 && {
        missing: needed.map(({ scope }) => scope).filter((scope) => !file?.scopes.includes(scope)),
      }),
    };
  });
}

function collect(functions: readonly IndexItem[], scopesOf: (item: IndexItem) => readonly string[]): Need[] {
  const scopes = [...new Set(functions.flatMap(scopesOf))].sort();
  return scopes.map((scope) => ({
    scope,
    functions: functions.filter((item) => scopesOf(item).includes(scope)).map(({ name }) => name),
  }));
}
