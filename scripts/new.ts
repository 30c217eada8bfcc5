/**
 * Starts a new function from the template: `npm run new -- <service>-<verb>[-<noun>]`.
 *
 * The template is a whole function that answers; what is left to write are the provider's facts.
 *
 * @module
 */
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { connectorOf, prefixOf } from "./catalogue.ts";

const ROOT = new URL("../", import.meta.url);
const TEMPLATE = new URL("template/", import.meta.url);
const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)+$/;

/** Writes the function below `root` and returns the files, as paths from there. */
export async function createFunction(name: string, root: URL = ROOT): Promise<string[]> {
  if (!NAME.test(name)) throw new Error(`Expected a name such as slack-post: it is ${JSON.stringify(name)}`);
  const prefix = prefixOf(name);
  const connector = prefix && connectorOf(prefix);
  if (!prefix || !connector) {
    throw new Error(`Expected a service of scripts/catalogue.ts before the verb: it is ${name}`);
  }
  if (existsSync(new URL(`functions/${name}/`, root))) throw new Error(`functions/${name} is there already`);

  const fill = (text: string) => fillTemplate(text, name, prefix, connector);
  const service = `shared/services/${prefix}.ts`;
  const files = new Map([[`functions/${name}/entry.ts`, await template("entry.ts")]]);
  if (!existsSync(new URL(service, root))) files.set(service, await template("service.ts"));
  for (const example of await readdir(new URL("examples/", TEMPLATE))) {
    files.set(`examples/${name}/${example}`, await template(`examples/${example}`));
  }
  for (const [path, text] of files) {
    await mkdir(new URL(".", new URL(path, root)), { recursive: true });
    await writeFile(new URL(path, root), fill(text).replaceAll('"./service.ts"', `"../../${service}"`));
  }
  return [...files.keys()];
}

function template(file: string): Promise<string> {
  return readFile(new URL(file, TEMPLATE), "utf8");
}

/** A service's file lies one folder higher than the template's. */
function fillTemplate(text: string, name: string, prefix: string, connector: string): string {
  const words = prefix.split("-");
  const camelCase = words.map((word, index) => index === 0 ? word : capital(word)).join("");
  return text
    .replaceAll("template-get", name)
    .replaceAll("template_service", connector)
    .replaceAll("templateService", camelCase)
    .replaceAll("Template Service", words.map(capital).join(" "))
    .replaceAll(
      /^(import .* from )"..\/..\/shared\/(?=runtime)/gm,
      (match, start: string) => text.includes("defineService") ? `${start}"../` : match,
    );
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

async function main(): Promise<number> {
  const { positionals: [name, ...rest] } = parseArgs({ allowPositionals: true });
  if (name === undefined || rest.length > 0) {
    console.error("Expected one name: npm run new -- <service>-<verb>[-<noun>]");
    return 2;
  }
  try {
    const files = await createFunction(name);
    console.log(`Wrote\n${files.map((file) => `  ${file}`).join("\n")}`);
    console.log(`Next: put the provider's facts in, then npm test -- replay (CONTRIBUTING.md)`);
    return 0;
  } catch (error) {
    console.error((error as Error).message);
    return 2;
  }
}

if (process.argv[1]?.endsWith("scripts/new.ts")) process.exitCode = await main();
