/**
 * The client for front ends: one TypeScript file that calls every function, its JavaScript twin, and the twin's
 * types for editors.
 *
 * @module
 */
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import * as z from "zod";
import { type CollectedFunction, loadCollection } from "../sandbox/collection.ts";
import { STATUS } from "../shared/runtime/errors.ts";
import { printType } from "./client/types.ts";
import { jsonSchema } from "./docs/fields.ts";
import { type ModuleComment, readModuleComment } from "./docs/module-comment.ts";
import { accessInWords } from "./docs/words.ts";

const ROOT = new URL("../", import.meta.url);
const TEMPLATE = new URL("client/template.ts", import.meta.url);
const TSC = fileURLToPath(new URL("node_modules/typescript/bin/tsc", ROOT));
const NAME = "connector-functions";
const MARKER = /^\/\/ From here on the build puts[^]*/m;

export interface Client {
  ts: string;
  js: string;
  /** Beside the JavaScript file, editors read the types from it. */
  dts: string;
}

export async function generateClient(): Promise<Client> {
  const [template, manifest, collection] = await Promise.all([
    readFile(TEMPLATE, "utf8"),
    readFile(new URL("package.json", ROOT), "utf8"),
    loadCollection(),
  ]);
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(manifest));
  const ts = template
    .replace(" * @module\n", ` * @module\n * @version ${version}\n`)
    .replace(MARKER, () => "") + await functionsText([...collection.values()]);
  return { ts, ...await compile(ts) };
}

async function functionsText(functions: readonly CollectedFunction[]): Promise<string> {
  const codes = Object.keys(STATUS).map((code) => `\n  | ${JSON.stringify(code)}`);
  const reading = functions.filter(({ spec }) => spec.effect === "read").map(({ name }) =>
    `  ${JSON.stringify(name)},\n`
  );
  const printed = await Promise.all(functions.map(functionText));
  return [
    `export type FunctionErrorCode =${codes.join("")};`,
    `/** Functions that change nothing: calling them again is safe. */
const READING: ReadonlySet<FunctionName> = new Set<FunctionName>([\n${reading.join("")}]);`,
    `/** By name, what goes in and what comes out. */
export interface Functions {\n${printed.map(({ text }) => text).join("")}}`,
    ...printed.flatMap(({ declarations }) => declarations),
  ].join("\n\n") + "\n";
}

async function functionText(
  { name, spec }: CollectedFunction,
): Promise<{ text: string; declarations: string[] }> {
  const comment = readModuleComment(await readFile(new URL(`functions/${name}/entry.ts`, ROOT), "utf8"));
  const typeName = name.replace(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  const input = printType(jsonSchema(spec.input, "input"), `${typeName}Input`, 4);
  const result = printType(jsonSchema(spec.output, "output"), `${typeName}Result`, 4);
  return {
    text: `  ${docComment(comment, accessInWords(spec))}
  "${name}": {
    input: ${input.text};
    result: ${result.text};
  };\n`,
    declarations: [...input.declarations, ...result.declarations],
  };
}

function docComment({ purpose, see }: ModuleComment, access: string): string {
  const lines = [purpose, `For ${access}.`, ...(see ? [`@see ${see}`] : [])];
  return `/**\n${lines.map((line) => `   * ${line}\n`).join("")}   */`;
}

/** TypeScript's own compiler keeps the comments, which esbuild does not. */
async function compile(ts: string): Promise<Omit<Client, "ts">> {
  const folder = await mkdtemp(join(tmpdir(), `${NAME}-`));
  try {
    const source = join(folder, `${NAME}.ts`);
    await writeFile(source, ts);
    const options = ["--declaration", "--target", "es2022", "--module", "esnext", "--strict", "--types", ""];
    await promisify(execFile)(process.execPath, [TSC, source, "--ignoreConfig", ...options]);
    const [js, dts] = await Promise.all(
      ["js", "d.ts"].map((ending) => readFile(join(folder, `${NAME}.${ending}`), "utf8")),
    );
    return { js: withBlankLines(js ?? ""), dts: dts ?? "" };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The compiler drops the blank lines between declarations. */
function withBlankLines(js: string): string {
  const startsDeclaration = /^(?:\/\*\*|(?:export |async )*(?:function|class|const|let)\b)/;
  let inComment = false;
  const lines = js.replaceAll(/^( +)/gm, (space) => space.slice(space.length / 2)).split("\n");
  return lines.flatMap((line, index) => {
    const previous = lines[index - 1] ?? "";
    const isFirst = startsDeclaration.test(line) && !inComment && previous !== "" && !previous.endsWith("*/");
    inComment = line.startsWith("/**") ? !line.endsWith("*/") : inComment && line !== " */";
    return isFirst ? ["", line] : [line];
  }).join("\n");
}
