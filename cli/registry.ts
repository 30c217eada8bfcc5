/**
 * Reads a registry of the collection: a folder or an address that holds `registry.json`, one JSON file per item,
 * and the same again for every release in a folder `v<version>`.
 *
 * @module
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import { CommandError } from "./command-error.ts";

/** Below the app's folder. */
const Target = z.string().regex(/^~\/(?!(?:.*\/)?\.\.(?:\/|$))[^\\]+$/);

const IndexItem = z.object({
  name: z.string(),
  /** Addresses of items. */
  registryDependencies: z.array(z.string()).default([]),
  files: z.array(z.object({ target: Target })),
  meta: z.object({
    version: z.string(),
    service: z.string().nullish(),
    connector: z.string().nullish(),
    scopes: z.array(z.string()).optional(),
    extraScopes: z.record(z.string(), z.string()).default({}),
  }),
});
const Index = z.object({ items: z.array(IndexItem) });
const Item = z.object({ files: z.array(z.object({ target: Target, content: z.string() })) });

export type IndexItem = z.infer<typeof IndexItem>;

/** One release. */
export class Release {
  readonly items: ReadonlyMap<string, IndexItem>;
  readonly version: string;
  readonly #address: string;
  readonly #itemOf: ReadonlyMap<string, string>;
  readonly #texts = new Map<string, Promise<ReadonlyMap<string, string>>>();

  constructor(address: string, items: readonly IndexItem[]) {
    const version = items[0]?.meta.version;
    if (version === undefined) throw new CommandError(`Expected items in ${address}, got none`);
    this.version = version;
    this.items = new Map(items.map((item) => [item.name, item]));
    this.#address = address;
    this.#itemOf = new Map(
      items.flatMap(({ name, files }) => files.map(({ target }) => [inApp(target), name] as const)),
    );
  }

  /** The files of the app that any item has. */
  get paths(): string[] {
    return [...this.#itemOf.keys()];
  }

  /** The item that a file of the app belongs to. */
  itemOf(path: string): string | undefined {
    return this.#itemOf.get(path);
  }

  /** The text that a file of the app has in this release. */
  async text(path: string): Promise<string | undefined> {
    const name = this.itemOf(path);
    if (name === undefined) return undefined;
    const texts = this.#texts.get(name) ?? this.#readItem(name);
    this.#texts.set(name, texts);
    return (await texts).get(path);
  }

  async #readItem(name: string): Promise<ReadonlyMap<string, string>> {
    const address = `${this.#address}/${name}.json`;
    const item = await readJson(address, Item);
    if (!item) throw new CommandError(`Expected ${address}, which registry.json names`);
    return new Map(item.files.map(({ target, content }) => [inApp(target), content]));
  }

  /** The files of these items and of all that they stand on. */
  filesOf(names: Iterable<string>): string[] {
    const found = new Set<string>();
    const visit = (name: string) => {
      if (found.has(name)) return;
      found.add(name);
      this.items.get(name)?.registryDependencies.forEach((address) => visit(nameIn(address)));
    };
    for (const name of names) visit(name);
    return [...found].flatMap((name) => this.items.get(name)?.files ?? []).map(({ target }) => inApp(target));
  }
}

/** The newest release, or the named one. */
export async function readRelease(registry: string, version?: string): Promise<Release> {
  const address = releaseAddress(registry, version);
  const release = await findRelease(registry, version);
  if (!release) throw new CommandError(`Expected a registry: there is no ${address}/registry.json`);
  return release;
}

export async function findRelease(registry: string, version?: string): Promise<Release | undefined> {
  const address = releaseAddress(registry, version);
  const index = await readJson(`${address}/registry.json`, Index);
  return index && new Release(address, index.items);
}

function releaseAddress(registry: string, version: string | undefined): string {
  const address = registry.replace(/\/+$/, "");
  return version === undefined ? address : `${address}/v${version.replace(/^v/, "")}`;
}

/** `undefined` where there is nothing at the address. */
async function readJson<T extends z.ZodType>(address: string, schema: T): Promise<z.infer<T> | undefined> {
  const text = await readText(address);
  if (text === undefined) return undefined;
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw new CommandError(`Expected a file of a registry, got something else: ${address}`, { cause });
  }
}

async function readText(address: string): Promise<string | undefined> {
  try {
    if (!/^https?:/.test(address)) return await readFile(join(address), "utf8");
    const response = await fetch(address, { signal: AbortSignal.timeout(30_000) });
    if (response.status === 404) return undefined;
    if (!response.ok) throw new Error(`status ${response.status}`);
    return await response.text();
  } catch (error) {
    if (isMissing(error)) return undefined;
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandError(`${address} could not be read: ${reason}`, { cause: error });
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}

/** `base44/shared/runtime/http.ts` for `~/base44/shared/runtime/http.ts`. */
function inApp(target: string): string {
  return target.replace(/^~\//, "");
}

/** `service-slack` for `https://example.com/r/v1.0.0/service-slack.json`. */
function nameIn(address: string): string {
  return address.slice(address.lastIndexOf("/") + 1).replace(/\.json$/, "");
}
