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

const NAMED_IMPORT = /^import \{([^}]*)\} from "([^"]+)";\n/gm;
const ZOD_IMPORT = /^import \* as z from "[^"]*\/zod\.ts";\n/m;
const DEFINITION = /^export default defineFunction\(\{$([^]*?)^\}\);$/m;
const SETTING =
  /^ {2}(access|bounds|adminOnly|connection|limits|budget): (?:[^\n]*[^[{(\n]|[[{(][^]*?^ {2}[\]})]),$/gm;

export function readEntry(source: string): EntryText {
  const imports = new Map<string, string[]>();
  for (const [, names = "", file = ""] of source.matchAll(NAMED_IMPORT)) {
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
  return {
    imports,
    settings: [...(definition[1] ?? "").matchAll(SETTING)].map(([text]) => text),
    body: body.trim(),
  };
}
