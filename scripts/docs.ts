/**
 * Writes what is generated for readers: the function table of the README and a page for each function.
 * `npm run docs` writes, `npm run docs -- --check` fails where something is not fresh.
 *
 * @module
 */
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { loadCollection } from "../sandbox/collection.ts";
import { readModuleComment } from "./docs/module-comment.ts";
import { functionPage } from "./docs/page.ts";
import { functionTable } from "./docs/table.ts";
import { filesOf } from "./imports.ts";

const ROOT = new URL("../", import.meta.url);
const PAGES = new URL("docs/functions/", ROOT);
const README = new URL("README.md", ROOT);
const MARKED = /(<!-- functions:start -->\n)[^]*?(<!-- functions:end -->)/;

/** By address: what the generated files should hold. */
export async function generateDocs(): Promise<Map<string, string>> {
  const collection = await loadCollection();
  const documented = await Promise.all(
    [...collection.values()].map(async (found) => ({
      ...found,
      comment: readModuleComment(await readFile(new URL(`functions/${found.name}/entry.ts`, ROOT), "utf8")),
      files: await filesOf(`functions/${found.name}/entry.ts`),
    })),
  );
  const readme = await readFile(README, "utf8");
  const table = functionTable(documented);
  return new Map([
    [README.href, readme.replace(MARKED, (_, start: string, end: string) => `${start}\n${table}\n\n${end}`)],
    ...documented.map((found) => [new URL(`${found.name}.md`, PAGES).href, functionPage(found)] as const),
  ]);
}

/** The generated files that are missing, outdated or of a function that is gone. */
export async function staleDocs(): Promise<string[]> {
  const wanted = await generateDocs();
  const stale = await Promise.all([...wanted].map(async ([href, text]) => {
    const current = await readFile(new URL(href), "utf8").catch(() => undefined);
    return current === text ? [] : [href];
  }));
  const pages = await readdir(PAGES).catch(() => []);
  const orphans = pages.map((page) => new URL(page, PAGES).href).filter((href) => !wanted.has(href));
  return [...stale.flat(), ...orphans];
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { check: { type: "boolean", default: false } } });
  const stale = await staleDocs();
  if (values.check) {
    for (const href of stale) {
      console.error(`Not fresh: ${href.slice(ROOT.href.length)} (npm run docs writes it)`);
    }
    return stale.length === 0 ? 0 : 1;
  }
  const wanted = await generateDocs();
  await mkdir(PAGES, { recursive: true });
  for (const href of stale) {
    const text = wanted.get(href);
    if (text === undefined) await rm(new URL(href));
    else await writeFile(new URL(href), text);
  }
  console.log(stale.length === 0 ? "All documents were fresh" : `Wrote ${stale.length} documents`);
  return 0;
}

if (process.argv[1]?.endsWith("scripts/docs.ts")) process.exitCode = await main();
