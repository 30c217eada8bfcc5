/**
 * The files of an app that may have been copied from the collection.
 *
 * @module
 */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { CommandError } from "./command-error.ts";

const COPIED = /^(?:functions\/[^/]+\/entry\.ts|shared\/(?:runtime|families|services)\/[^/]+\.ts)$/;
const ENTRY = /(?:^|\/)entry\.[jt]s$/;
const CONNECTOR = /^[^/]+\.jsonc?$/;

export interface AppFile {
  /** From the app's root, such as `base44/functions/slack-post/entry.ts`. */
  path: string;
  text: string;
}

/** What the registry's items may have put there; `others` are files that items have outside of `base44/`. */
export async function copiedFiles(app: string, others: readonly string[]): Promise<AppFile[]> {
  const found = await Promise.all(others.map(async (path) => {
    const text = await readFile(join(app, path), "utf8").catch(() => undefined);
    return text === undefined ? [] : [{ path, text }];
  }));
  return [...await filesBelow(app, "base44", COPIED), ...found.flat()];
}

/** The entries of all functions. */
export async function functionEntries(app: string): Promise<AppFile[]> {
  return await filesBelow(app, "base44/functions", ENTRY);
}

export async function connectorFiles(app: string): Promise<AppFile[]> {
  return await filesBelow(app, "base44/connectors", CONNECTOR);
}

export async function checkApp(app: string): Promise<void> {
  const names = await namesBelow(join(app, "base44"));
  if (!names) throw new CommandError(`Expected the folder of an app: there is no folder base44 in ${app}`);
}

async function filesBelow(app: string, folder: string, wanted: RegExp): Promise<AppFile[]> {
  const names = (await namesBelow(join(app, folder)) ?? []).filter((name) => wanted.test(name)).sort();
  return await Promise.all(
    names.map(async (name) => ({
      path: `${folder}/${name}`,
      text: await readFile(join(app, folder, name), "utf8"),
    })),
  );
}

async function namesBelow(folder: string): Promise<string[] | undefined> {
  const names = await readdir(folder, { recursive: true }).catch(() => undefined);
  return names?.map((name) => name.replaceAll("\\", "/"));
}
