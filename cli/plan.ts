/**
 * Compares the copied files of an app with a release, and says what an update would do with each.
 *
 * @module
 */
import type { AppFile } from "./app.ts";
import { merge } from "./merge.ts";
import { findRelease, type Release } from "./registry.ts";

/**
 * - `unchanged`: as in the release;
 * - `updated`: changed upstream only;
 * - `changed`: changed here only;
 * - `both`: changed upstream and here;
 * - `added`: not in the app, but needed by what is;
 * - `removed`: no longer part of the collection;
 * - `unknown`: cannot be compared, see `reason`.
 */
export type State = "unchanged" | "updated" | "changed" | "both" | "added" | "removed" | "unknown";

export interface PlannedFile {
  path: string;
  state: State;
  /** The release that the file is of. */
  from?: string;
  /** What the file should become, with Git's marks where there are conflicts. */
  text?: string;
  conflicts?: boolean;
  /** Why a file is `unknown`. */
  reason?: string;
}

const STAMP = /^\/\*\*\n(?: \*.*\n)*? \* @version (\d+\.\d+\.\d+)\n/;

/** `allowOlder` where the release was named: otherwise newer files stay. */
export async function planUpdate(
  files: readonly AppFile[],
  release: Release,
  registry: string,
  allowOlder: boolean,
): Promise<PlannedFile[]> {
  const stamped = files.flatMap((file) => {
    const text = file.text.replaceAll("\r\n", "\n");
    const [, from] = STAMP.exec(text) ?? [];
    return from === undefined ? [] : [{ ...file, text, from }];
  });
  const bases = await readBases(stamped.map(({ from }) => from), registry);
  const plans = await Promise.all(files.map(async (file) => {
    const found = stamped.find(({ path }) => path === file.path);
    if (!found) return await planUnstamped(file, release);
    if (!allowOlder && isLater(found.from, release.version)) {
      return unknown(file.path, `is of ${found.from}, which is newer than ${release.version}`);
    }
    const plan = await planStamped(found, bases.get(found.from), release);
    return plan && { ...plan, from: found.from };
  }));
  const present = new Set(files.map(({ path }) => path));
  const roots = stamped.flatMap(({ path }) => release.itemOf(path) ?? []);
  const missing = [...new Set(release.filesOf(roots))].filter((path) => !present.has(path)).sort();
  const added = await Promise.all(missing.map((path) => withText({ path, state: "added" }, release)));
  return [...plans.flatMap((plan) => plan ?? []), ...added];
}

async function readBases(
  versions: readonly string[],
  registry: string,
): Promise<ReadonlyMap<string, Release | undefined>> {
  const unique = [...new Set(versions)];
  return new Map(
    await Promise.all(
      unique.map(async (version) => [version, await findRelease(registry, version)] as const),
    ),
  );
}

/** Files of the app's own are not planned at all. */
async function planUnstamped({ path, text }: AppFile, release: Release): Promise<PlannedFile | undefined> {
  const theirs = await release.text(path);
  if (theirs === undefined) return undefined;
  return text.replaceAll("\r\n", "\n") === theirs
    ? { path, state: "unchanged" }
    : unknown(path, "has no version stamp");
}

async function planStamped(
  { path, text: mine, from }: AppFile & { from: string },
  baseRelease: Release | undefined,
  release: Release,
): Promise<PlannedFile | undefined> {
  const [base, theirs] = await Promise.all([baseRelease?.text(path), release.text(path)]);
  if (theirs === undefined) return base === undefined ? undefined : { path, state: "removed" };
  if (mine === theirs) return { path, state: "unchanged" };
  if (base === undefined) return unknown(path, `the registry does not have it as it was in ${from}`);
  if (mine === base) return { path, state: "updated", text: theirs };
  if (base === theirs) return { path, state: "changed" };
  const merged = await merge(
    { label: "yours", text: mine },
    { label: from, text: base },
    { label: release.version, text: theirs },
  );
  return { path, state: "both", ...merged };
}

async function withText(plan: PlannedFile, release: Release): Promise<PlannedFile> {
  const text = await release.text(plan.path);
  return text === undefined ? plan : { ...plan, text };
}

function unknown(path: string, reason: string): PlannedFile {
  return { path, state: "unknown", reason };
}

function isLater(version: string, than: string): boolean {
  return version.localeCompare(than, "en", { numeric: true }) > 0;
}
