/**
 * One self-contained file per function, for Base44's editor and for apps that take no shared files: the entry as
 * it is written, then what it uses of `shared/`.
 *
 * @module
 */
import { readFile } from "node:fs/promises";
import { bundleShared, type SharedCode } from "./single/shared-code.ts";
import { readEntry } from "./single/entry-text.ts";

const ROOT = new URL("../", import.meta.url);

export interface SingleFile {
  /** The name for apps whose functions are camelCase files, such as `slackPost`. */
  camelCase: string;
  text: string;
}

export async function singleFile(name: string, version: string): Promise<SingleFile> {
  const entry = readEntry(await readFile(new URL(`functions/${name}/entry.ts`, ROOT), "utf8"));
  const shared = await bundleShared(name, entry.imports);
  const text = [
    header(name, version),
    imports(shared),
    `const { ${shared.names.join(", ")} } = shared();`,
    settings(entry.settings),
    entry.body,
    `Deno.serve(defineFunction({ ...definition, ...SETTINGS }));`,
    `// Everything below is the collection's shared code. There is nothing to change in it.`,
    shared.text,
  ].join("\n\n");
  return { camelCase: camelCase(name), text: `${text}\n` };
}

function header(name: string, version: string): string {
  return `/**
 * ${name} ${version}, of Base44 Connector Functions, as a single file.
 * Copy it verbatim; change only the settings. The licence is MIT.
 */`;
}

function imports({ packages }: SharedCode): string {
  return packages.map(({ binding, specifier }) => `import ${binding} from "${specifier}";`).join("\n");
}

function settings(members: readonly string[]): string {
  return `/** The settings of this function in this app: who may call it, within which bounds, on whose account. */
const SETTINGS = {
${members.join("\n")}
};`;
}

export function camelCase(name: string): string {
  return name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
