/**
 * A copy of this repository with a part of its functions, for measuring what each one costs.
 *
 * @module
 */
import { execFileSync } from "node:child_process";
import { cp, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
/** What belongs to one function, by the function's name. */
const OWN = /^(?:functions|examples|docs\/functions)\/([\w-]+)/;

export interface Copy {
  folder: string;
  dispose(): Promise<void>;
}

export async function copyWith(functions: ReadonlySet<string>): Promise<Copy> {
  const folder = await mkdtemp(join(tmpdir(), "proof-growth-"));
  const files = execFileSync("git", ["ls-files", "-z", "-co", "--exclude-standard"], {
    cwd: ROOT,
    encoding: "utf8",
  });
  for (const file of new Set(files.split("\0").filter(Boolean))) {
    const [, owner] = OWN.exec(file) ?? [];
    if (owner !== undefined && !functions.has(owner)) continue;
    // Without its time, the lockfile would look newer than what is installed.
    await cp(join(ROOT, file), join(folder, file), { preserveTimestamps: true }).catch(ignoreMissing);
  }
  await symlink(join(ROOT, "node_modules"), join(folder, "node_modules"), "junction");
  return { folder, dispose: () => rm(folder, { recursive: true }) };
}

/** A file that git knows may have been deleted. */
function ignoreMissing(error: unknown): void {
  if ((error as { code?: string }).code !== "ENOENT") throw error;
}

/** Every second or fourth function, so that all kinds of services stay. */
export function part(names: readonly string[], share: number): Set<string> {
  const step = Math.round(1 / share);
  return new Set(names.filter((_, index) => index % step === 0));
}
