/**
 * Takes an entry apart: what it imports, its settings, and the rest as it is written.
 *
 * @module
 */

export interface EntryText {
  /** Imported names by the file they come from, as it is written. */
  imports: ReadonlyMap<string, readonly string[]>;
  /** The members of its definition that an app may want to change. */
  settings: readonly string[];
  /** Everything but the imports. The definition is a constant instead of the default export. */
  body: string;
}

const NAMED_IMPORT = /^import (?:type )?\{([^}]*)\} from "([^"]+)";\n/gm;
const ZOD_IMPORT = /^import \* as z from "[^"]*\/zod\.ts";\n/m;
const DEFINITION = /^export default defineFunction\(\{$([^]*?)^\}\);$/m;
const SETTING =
  /^ {2}(access|bounds|adminOnly|connection|limits|budget): (?:[^\n]*[^[{(\n]|[[{(][^]*?^ {2}[\]})]),$/gm;

export function readEntry(source: string): EntryText {
  const imports = new Map<string, string[]>();
  for (const [statement, names = "", file = ""] of source.matchAll(NAMED_IMPORT)) {
    if (statement.startsWith("import type")) continue;
    const values = names.split(",").map((name) => name.trim()).filter((name) =>
      name && !name.startsWith("type ")
    );
    if (values.length > 0) imports.set(file, values);
  }
  const definition = DEFINITION.exec(source);
  if (!definition) throw new Error("Expected an entry to end in export default defineFunction({ ... });");
  const body = source
    .replace(NAMED_IMPORT, "")
    .replace(ZOD_IMPORT, "")
    .replace(DEFINITION, (_, members: string) => `const definition = {${members}};`)
    .replace(/\n{3,}/g, "\n\n");
  const settings = [...(definition[1] ?? "").matchAll(SETTING)].map(([text]) => text);
  return { imports, settings: settings.filter((text) => !usesConstants(text, body)), body: body.trim() };
}

/** The settings stand before the entry, so they cannot use what it defines. */
function usesConstants(text: string, body: string): boolean {
  const constants = [...body.matchAll(/^const (\w+)/gm)].map(([, name]) => name);
  return constants.some((name) => new RegExp(`\\b${name}\\b`).test(text));
}
