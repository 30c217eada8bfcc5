/**
 * The three-way merge that Git makes.
 *
 * @see https://git-scm.com/docs/git-merge-file
 * @module
 */
import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CommandError } from "./command-error.ts";

export interface Version {
  label: string;
  text: string;
}

export interface Merge {
  /** With Git's marks where both sides changed the same lines. */
  text: string;
  conflicts: boolean;
}

/** More conflicts than this are counted as this many; higher statuses are failures. */
const MOST_CONFLICTS = 127;

export async function merge(mine: Version, base: Version, theirs: Version): Promise<Merge> {
  const folder = await mkdtemp(join(tmpdir(), "connector-functions-"));
  try {
    const versions = [mine, base, theirs];
    const paths = versions.map((_, index) => join(folder, String(index)));
    await Promise.all(versions.map(({ text }, index) => writeFile(paths[index] ?? "", text)));
    const labels = versions.flatMap(({ label }) => ["-L", label]);
    const { status, stdout, stderr } = await git(["merge-file", "-p", "--diff3", ...labels, ...paths]);
    if (status > MOST_CONFLICTS) throw new CommandError(`git merge-file failed: ${stderr.trim()}`);
    return { text: stdout, conflicts: status > 0 };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function git(args: readonly string[]): Promise<{ status: number; stdout: string; stderr: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn("git", args, { stdio: ["ignore", "pipe", "pipe"] });
    const output = { stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => output.stdout += text);
    child.stderr.setEncoding("utf8").on("data", (text: string) => output.stderr += text);
    child.on("error", (cause) => reject(new CommandError("Expected git, which merges the files", { cause })));
    child.on("close", (status) => resolve({ status: status ?? MOST_CONFLICTS + 1, ...output }));
  });
}
