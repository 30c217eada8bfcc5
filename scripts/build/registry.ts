/**
 * The registry in shadcn's format: the newest release at the root of `r/`, and every release in a folder of its
 * own. An item names its dependencies by full addresses in its own release, since a dependency takes over
 * neither the address nor the version of the item that names it.
 *
 * @see https://ui.shadcn.com/docs/registry/registry-item-json
 * @module
 */
import { type Item, ITEM_MAKERS } from "./items.ts";
import { type BuildSource, type Output, toJson } from "./source.ts";

const NAME = "base44-connector-functions";
const ITEM_SCHEMA = "https://ui.shadcn.com/schema/registry-item.json";
const REGISTRY_SCHEMA = "https://ui.shadcn.com/schema/registry.json";

export function buildRegistry(source: BuildSource): Output {
  const items = ITEM_MAKERS.flatMap((make) => make(source));
  const release = `v${source.version}/`;
  const texts = new Map(items.map((item) => [`${item.name}.json`, toJson(itemJson(item, source))]));
  texts.set("registry.json", toJson(indexJson(items, source)));
  return new Map(["", release].flatMap((folder) =>
    [...texts].map(([name, text]): [string, string] => [`r/${folder}${name}`, text])
  ));
}

/** The address of an item of this release. */
export function itemAddress({ base, version }: BuildSource, name: string): string {
  return `${base}/v${version}/${name}.json`;
}

function itemJson(item: Item, source: BuildSource): Record<string, unknown> {
  const { docs } = item;
  return {
    $schema: ITEM_SCHEMA,
    ...summary(item, source),
    files: item.files.map((file) => ({ ...file, type: "registry:file" })),
    ...(docs && { docs }),
  };
}

function indexJson(items: readonly Item[], source: BuildSource): Record<string, unknown> {
  return {
    $schema: REGISTRY_SCHEMA,
    name: NAME,
    items: items.map((item) => ({
      ...summary(item, source),
      files: item.files.map(({ path, target }) => ({ path, target, type: "registry:file" })),
    })),
  };
}

function summary(item: Item, source: BuildSource): Record<string, unknown> {
  const { name, title, description, categories, meta, dependencies } = item;
  return {
    name,
    type: "registry:item",
    title,
    description,
    registryDependencies: dependencies.map((dependency) => itemAddress(source, dependency)),
    categories,
    meta,
  };
}
