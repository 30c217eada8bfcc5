/**
 * What an entry looks like, and the folder that it stands in.
 *
 * @module
 */
import { readModuleComment } from "../docs/module-comment.ts";
import type { Check, Collection, SourceFile } from "./collection.ts";
import { DOCS_HOSTS, PLATFORM_DOCS } from "./docs-hosts.ts";

const MAX_LINES = 120;

/** Base44 uploads every file of a function's folder. */
export const nothingButEntries: Check = ({ files }) =>
  files.filter(({ path }) =>
    path.startsWith("functions/") && !/^functions\/[a-z0-9-]+\/entry\.ts$/.test(path)
  ).map(
    ({ path }) => `${path} would be uploaded: only entry.ts belongs there`,
  );

export const shortEntries: Check = (collection) =>
  entriesOf(collection).flatMap(({ name, source }) => {
    const lines = source.replace(/^ \* @version .*\n/m, "").trimEnd().split("\n").length;
    return lines > MAX_LINES ? [`${name}: expected at most ${MAX_LINES} lines, got ${lines}`] : [];
  });

export const moduleComments: Check = (collection) =>
  entriesOf(collection).flatMap(({ name, source }) => {
    const { purpose, example } = readModuleComment(source);
    return [
      ...(/^[A-Z][^\n]*\.$/.test(purpose) ? [] : [`${name}: expected a comment that starts with a sentence`]),
      ...(example.includes(`base44.functions.invoke("${name}"`)
        ? []
        : [`${name}: expected an @example that invokes it by its name`]),
      ...(/^ \* @module$/m.test(source) ? [] : [`${name}: expected @module`]),
    ];
  });

/** `@see` is a page of the provider's own documentation. */
export const seeAlso: Check = (collection) =>
  entriesOf(collection).flatMap(({ name, source, connector }) => {
    const hosts = connector === undefined ? PLATFORM_DOCS : DOCS_HOSTS[connector] ?? [];
    const pages = [...source.matchAll(/^ \* @see (\S+)$/gm)].map(([, page = ""]) => page);
    const foreign = pages.filter((page) =>
      !URL.canParse(page) || !page.startsWith("https://") || !hosts.includes(new URL(page).host)
    );
    if (pages.length === 0) return [`${name}: expected @see with the provider's page`];
    return foreign.map((page) => `${name}: expected @see on ${hosts.join(" or ")}, got ${page}`);
  });

const CALL_WITH_TEMPLATE =
  /\b(?:http|api|client)\.(?:get|post|put|patch|delete|send|stream)\(\s*(?:"[A-Z]+",\s*)?(?:`[^`]*\$\{|"[^"]*"\s*\+)/;

/** Values get into a path through its template, which encodes them. */
export const pathTemplates: Check = ({ files }) =>
  files.filter(({ source }) => CALL_WITH_TEMPLATE.test(source)).map(({ path }) =>
    `${path}: expected a path template such as "items/{id}", got a path put together by hand`
  );

interface Entry {
  name: string;
  source: string;
  connector: string | undefined;
}

function entriesOf({ files, functions }: Collection): Entry[] {
  return files.flatMap(({ path, source }: SourceFile) => {
    const name = /^functions\/([^/]+)\/entry\.ts$/.exec(path)?.[1];
    if (name === undefined) return [];
    const connector = functions.find((found) => found.name === name)?.spec.service?.connector;
    return [{ name, source, connector }];
  });
}
