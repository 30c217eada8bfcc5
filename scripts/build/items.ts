/**
 * The items of the registry: which files each holds and which items it stands on.
 *
 * @module
 */
import { CATALOGUE, prefixOf } from "../catalogue.ts";
import type { DocumentedFunction } from "../docs/page.ts";
import { specifiersOf } from "../imports.ts";
import { functionDocs, runtimeDocs } from "./item-docs.ts";
import { secretsOf } from "./secrets.ts";
import type { BuildSource } from "./source.ts";

export interface Item {
  name: string;
  title: string;
  description: string;
  /** Names of other items. */
  dependencies: readonly string[];
  files: readonly ItemFile[];
  categories: readonly string[];
  meta: Readonly<Record<string, unknown>>;
  docs?: string;
}

export interface ItemFile {
  /** In this repository. */
  path: string;
  /** In the app; `~/` is its root. */
  target: string;
  content: string;
}

export type ItemMaker = (source: BuildSource) => Item[];

/** Every kind of item that the registry holds. */
export const ITEM_MAKERS: readonly ItemMaker[] = [runtimeItems, familyItems, serviceItems, functionItems];

interface Group {
  /** The files' names; a file that no group names belongs to `runtime`. */
  names: RegExp;
  title: string;
  description: string;
}

const RUNTIME_GROUPS: Readonly<Record<string, Group>> = {
  "runtime-files": {
    names: /^(chunks|download|files|media-types|uploads)\.ts$/,
    title: "Runtime: files",
    description: "What functions that take or hand out files stand on.",
  },
  "runtime-mail": {
    names: /^(html-text|mail-[a-z]+|mime|mime-decode)\.ts$/,
    title: "Runtime: mail",
    description: "What functions that send or read mail stand on.",
  },
};

/** The item that holds a file. */
export function itemOf(path: string): string {
  const [, folder = "", name = ""] = /^(functions|shared\/\w+)\/([^/]+)/.exec(path) ?? [];
  switch (folder) {
    case "functions":
      return name;
    case "shared/runtime":
      return Object.keys(RUNTIME_GROUPS).find((group) => RUNTIME_GROUPS[group]?.names.test(name)) ??
        "runtime";
    case "shared/families":
      return `family-${/^\w+/.exec(name)?.[0]}`;
    case "shared/services":
      return `service-${serviceOf(name.slice(0, -".ts".length))}`;
    default:
      throw new Error(`Expected a file of functions/ or shared/, got ${path}`);
  }
}

/** `google-drive` for the file `google-drive-query`. */
function serviceOf(name: string): string {
  return Object.hasOwn(CATALOGUE, name) ? name : prefixOf(name) ?? name;
}

function runtimeItems(source: BuildSource): Item[] {
  const runtime = sharedItem(source, "runtime", {
    title: "Runtime",
    description: "What every function stands on: callers, input, connections, requests, retries, errors.",
    categories: ["shared"],
  });
  const groups = Object.entries(RUNTIME_GROUPS).map(([name, { title, description }]) =>
    sharedItem(source, name, { title, description, categories: ["shared"] })
  );
  return [{ ...runtime, docs: runtimeDocs(source) }, ...groups];
}

function familyItems(source: BuildSource): Item[] {
  return itemNames(source, "shared/families/").map((name) => {
    const vendor = capitalize(name.slice("family-".length));
    return sharedItem(source, name, {
      title: `${vendor}: common rules`,
      description: `What the services of ${vendor} have in common.`,
      categories: ["shared"],
    });
  });
}

function serviceItems(source: BuildSource): Item[] {
  return itemNames(source, "shared/services/").map((name) => {
    const prefix = name.slice("service-".length);
    const title = serviceName(source, prefix);
    return sharedItem(source, name, {
      title,
      description: `What the ${title} functions have in common.`,
      categories: ["shared", prefix],
    });
  });
}

function functionItems(source: BuildSource): Item[] {
  return source.functions.map((found) => {
    const path = `functions/${found.name}/entry.ts`;
    const { spec, comment } = found;
    const prefix = prefixOf(found.name);
    return {
      name: found.name,
      title: functionTitle(found, prefix),
      description: comment.purpose,
      dependencies: dependenciesOf(source, [path]),
      files: [itemFile(source, path)],
      categories: [...(prefix ? [prefix] : []), spec.effect],
      meta: {
        version: source.version,
        service: spec.service?.name ?? null,
        connector: spec.service?.connector ?? null,
        scopes: spec.scopes,
        ...(spec.extraScopes && { extraScopes: spec.extraScopes }),
        effect: spec.effect,
        access: spec.access,
        ...(spec.bounds && { bounds: spec.bounds }),
        secrets: secretsOf(found, source.files).map(({ name }) => name),
      },
      docs: functionDocs(found, source),
    };
  });
}

function sharedItem(
  source: BuildSource,
  name: string,
  about: Pick<Item, "title" | "description" | "categories">,
): Item {
  const paths = [...source.files.keys()].filter((path) => path.startsWith("shared/") && itemOf(path) === name)
    .sort();
  return {
    name,
    ...about,
    dependencies: dependenciesOf(source, paths),
    files: paths.map((path) => itemFile(source, path)),
    meta: { version: source.version },
  };
}

/** The items of a folder's files. */
function itemNames({ files }: BuildSource, folder: string): string[] {
  const paths = [...files.keys()].filter((path) => path.startsWith(folder));
  return [...new Set(paths.map(itemOf))].sort();
}

function itemFile({ files }: BuildSource, path: string): ItemFile {
  return { path, target: `~/base44/${path}`, content: files.get(path) ?? "" };
}

function dependenciesOf({ files }: BuildSource, paths: readonly string[]): string[] {
  const own = new Set(paths.map(itemOf));
  const targets = paths.flatMap((path) =>
    specifiersOf(files.get(path) ?? "").filter((specifier) => specifier.startsWith(".")).map((specifier) =>
      new URL(specifier, `file:///${path}`).pathname.slice(1)
    )
  );
  return [...new Set(targets.map(itemOf))].filter((name) => !own.has(name)).sort();
}

/** `Google Drive` for `google-drive`. */
function serviceName({ functions }: BuildSource, prefix: string): string {
  const member = functions.find(({ name, spec }) => prefixOf(name) === prefix && spec.service);
  return member?.spec.service?.name ?? prefix.split("-").map(capitalize).join(" ");
}

/** `Slack Bot: post` for `slackbot-post`. */
function functionTitle({ name, spec }: DocumentedFunction, prefix: string | undefined): string {
  const job = (prefix ? name.slice(prefix.length + 1) : name).replaceAll("-", " ");
  return spec.service ? `${spec.service.name}: ${job}` : capitalize(job);
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
