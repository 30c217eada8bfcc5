/**
 * The version stamp of a copied file: the release in which the file last changed, as the last tag of its module
 * comment. `releases.json` holds what the last release looked like.
 *
 * @module
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import * as z from "zod";
import type { Check, Collection } from "../collection/collection.ts";

const ROOT = new URL("../../", import.meta.url);
const VERSION = "(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)";
const STAMP = new RegExp(`^ \\* @version (${VERSION})\\n(?= \\*/)`, "m");
const MODULE_COMMENT = /^\/\*\*\n(?: \*.*\n)*? \*\/\n/;

const Semver = z.string().regex(new RegExp(`^${VERSION}$`));

export const Releases = z.strictObject({
  /** The last release; null before the first. */
  version: Semver.nullable(),
  /** By path: the stamp, and the hash of the text without it. */
  files: z.record(z.string(), z.strictObject({ version: Semver, hash: z.string() })),
});
export type Releases = z.infer<typeof Releases>;

export function readReleases(root: URL = ROOT): Releases {
  return Releases.parse(JSON.parse(readFileSync(new URL("releases.json", root), "utf8")));
}

export function stampOf(source: string): string | undefined {
  return STAMP.exec(moduleComment(source))?.[1];
}

/** The text with this stamp in place of the one it has. */
export function withStamp(source: string, version: string): string {
  const comment = moduleComment(source);
  if (!comment) throw new Error("Expected a file that starts with a module comment");
  const stamped = withoutStamp(comment).replace(/ \*\/\n$/, ` * @version ${version}\n */\n`);
  return stamped + source.slice(comment.length);
}

/** Of the text without its stamp. */
export function hashOf(source: string): string {
  const comment = moduleComment(source);
  const text = withoutStamp(comment) + source.slice(comment.length);
  return createHash("sha256").update(text).digest("base64url");
}

/** What the stamp has to be when `version` is the release being made. */
export function wantedStamp(path: string, source: string, version: string, { files }: Releases): string {
  const released = files[path];
  return released?.hash === hashOf(source) ? released.version : version;
}

/** The files that are not as `version` was released; none where it is not released yet. */
export function changedSinceRelease(
  files: ReadonlyMap<string, string>,
  version: string,
  releases: Releases = readReleases(),
): string[] {
  if (releases.version !== version) return [];
  const paths = new Set([...files.keys(), ...Object.keys(releases.files)]);
  return [...paths].filter((path) => hashOf(files.get(path) ?? "") !== releases.files[path]?.hash).sort();
}

/** A file that changed since the last release says so in its stamp. */
export const stamps: Check = (collection) => stampProblems(collection, readReleases());

export function stampProblems({ files, settings }: Collection, releases: Releases): string[] {
  const manifest = settings.find(({ path }) => path === "package.json")?.source ?? "{}";
  const { version } = z.object({ version: Semver }).parse(JSON.parse(manifest));
  return files.flatMap(({ path, source }) => {
    const stamp = stampOf(source);
    const released = releases.files[path];
    if (!stamp) return [`${path}: expected @version as the last tag of its module comment`];
    if (compareVersions(stamp, version) > 0) {
      return [`${path}: expected @version of ${version} at most, the version in package.json, got ${stamp}`];
    }
    if (released?.hash === hashOf(source)) {
      return stamp === released.version ? [] : [
        `${path}: did not change since ${releases.version}, expected @version ${released.version}, got ${stamp}`,
      ];
    }
    return releases.version === null || compareVersions(stamp, releases.version) > 0
      ? []
      : [`${path}: changed since ${releases.version}, expected a later @version, got ${stamp}`];
  });
}

export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split(".").map(Number));
  const differences = (left ?? []).map((part, index) => part - (right?.[index] ?? 0));
  return differences.find((difference) => difference !== 0) ?? 0;
}

function moduleComment(source: string): string {
  return MODULE_COMMENT.exec(source)?.[0] ?? "";
}

function withoutStamp(comment: string): string {
  return comment.replace(STAMP, "");
}
