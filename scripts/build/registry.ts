/**
 * The registry in shadcn's format: the newest release at the root of `r/`, and every release in a folder of its
 * own. An item names its dependencies by full addresses in its own release, since a dependency takes over
 * neither the address nor the version of the item that names it.
 *
 * Each folder holds the items twice: for the app's folder, and in `base44/` for the app's `base44` folder. In an
 * app whose components.json says `"tsx": false`, as in Base44's own template, shadcn renames every `.ts` to
 * `.js`; in the folder below there is no components.json.
 *
 * @see https://ui.shadcn.com/docs/registry/registry-item-json
 * @module
 */
import { type Item, ITEM_MAKERS, type ItemMaker } from "./items.ts";
import { type BuildSource, type Output, toJson } from "./source.ts";

const NAME = "base44-connector-functions";
const ITEM_SCHEMA = "https://ui.shadcn.com/schema/registry-item.json";
const REGISTRY_SCHEMA = "https://ui.shadcn.com/schema/registry.json";

/** Where the shadcn CLI runs, as a folder of the registry, and what `~/` then is. */
interface Layout {
  folder: string;
  root: string;
}

/** Items with files outside of `base44/` are only in the first. */
const LAYOUTS: readonly Layout[] = [{ folder: "", root: "~/" }, { folder: "base44/", root: "~/base44/" }];

export function buildRegistry(source: BuildSource, makers: readonly ItemMaker[] = ITEM_MAKERS): Output {
  const made = makers.flatMap((make) => make(source));
  return new Map(LAYOUTS.flatMap((layout) => {
    const items = made.filter(({ files }) => files.every(({ target }) => target.startsWith(layout.root)));
    const texts = items.map((item) => [`${item.name}.json`, toJson(itemJson(item, layout, source))] as const);
    const index = ["registry.json", toJson(indexJson(items, layout, source))] as const;
    return ["", `v${source.version}/`].flatMap((release) =>
      [...texts, index].map(([name, text]): [string, string] => [`r/${release}${layout.folder}${name}`, text])
    );
  }));
}

function itemJson(item: Item, layout: Layout, source: BuildSource): Record<string, unknown> {
  const { docs } = item;
  return {
    $schema: ITEM_SCHEMA,
    ...summary(item, layout, source),
    files: item.files.map(({ path, target, content }) => ({ ...place(path, target, layout), content })),
    ...(docs && { docs }),
  };
}

/** `homepage` is required: the address of the registry, for want of a better one. */
function indexJson(items: readonly Item[], layout: Layout, source: BuildSource): Record<string, unknown> {
  return {
    $schema: REGISTRY_SCHEMA,
    name: NAME,
    homepage: source.base,
    items: items.map((item) => ({
      ...summary(item, layout, source),
      files: item.files.map(({ path, target }) => place(path, target, layout)),
    })),
  };
}

function place(path: string, target: string, { root }: Layout): Record<string, string> {
  return { path, type: "registry:file", target: `~/${target.slice(root.length)}` };
}

function summary(item: Item, { folder }: Layout, { base, version }: BuildSource): Record<string, unknown> {
  const { name, title, description, categories, meta, dependencies } = item;
  return {
    name,
    type: "registry:item",
    title,
    description,
    registryDependencies: dependencies.map((dependency) => `${base}/v${version}/${folder}${dependency}.json`),
    categories,
    meta,
  };
}
