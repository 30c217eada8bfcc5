/**
 * Throw-away apps and registries, and the command as people run it: the bundle, on plain Node, without a terminal.
 *
 * @module
 */
import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { bundleCommand } from "../../scripts/cli.ts";

export type Files = Readonly<Record<string, string>>;

export async function temporaryFolder(files: Files = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "connector-functions-test-"));
  await writeFiles(folder, files);
  return folder;
}

export async function writeFiles(folder: string, files: Files): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

export async function read(folder: string, path: string): Promise<string | undefined> {
  return await readFile(join(folder, path), "utf8").catch(() => undefined);
}

export async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
}

/** A file of the collection as a release has it. */
export function copied(version: string, body: string): string {
  return `/**\n * A file.\n *\n * @module\n * @version ${version}\n */\n${body}`;
}

export interface FakeItem {
  files: Files;
  dependencies?: readonly string[];
  meta?: Readonly<Record<string, unknown>>;
}

/** The files of a registry whose last release is the newest. Paths of items start below `base44/`. */
export function registryFiles(releases: Readonly<Record<string, Readonly<Record<string, FakeItem>>>>): Files {
  const entries = Object.entries(releases).flatMap(([version, items], index, all) => {
    const folders = index === all.length - 1 ? [`v${version}/`, ""] : [`v${version}/`];
    return folders.flatMap((folder) => releaseFiles(folder, version, items));
  });
  return Object.fromEntries(entries);
}

function releaseFiles(
  folder: string,
  version: string,
  items: Readonly<Record<string, FakeItem>>,
): [string, string][] {
  const summaries = Object.entries(items).map(([name, { files, dependencies = [], meta }]) => ({
    name,
    registryDependencies: dependencies.map((dependency) =>
      `https://example.com/r/v${version}/${dependency}.json`
    ),
    meta: { version, ...meta },
    files: Object.entries(files).map(([path, content]) => ({ target: `~/base44/${path}`, content })),
  }));
  const index = {
    items: summaries.map((item) => ({ ...item, files: item.files.map(({ target }) => ({ target })) })),
  };
  return [
    [`${folder}registry.json`, JSON.stringify(index)],
    ...summaries.map((item): [string, string] => [`${folder}${item.name}.json`, JSON.stringify(item)]),
  ];
}

export interface Ended {
  status: number | null;
  stdout: string;
  stderr: string;
}

export class Command {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async build(): Promise<Command> {
    const folder = await temporaryFolder({ "bin/connector-functions.mjs": await bundleCommand() });
    return new Command(folder);
  }

  run(app: string, ...args: string[]): Promise<Ended> {
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [join(this.folder, "bin/connector-functions.mjs"), ...args], {
        cwd: app,
        stdio: ["ignore", "pipe", "pipe"],
        env: { PATH: process.env.PATH, NO_COLOR: "1" },
      });
      const output = { stdout: "", stderr: "" };
      child.stdout.setEncoding("utf8").on("data", (text: string) => output.stdout += text);
      child.stderr.setEncoding("utf8").on("data", (text: string) => output.stderr += text);
      child.on("error", reject);
      child.on("close", (status) => resolve({ status, ...output }));
    });
  }
}
