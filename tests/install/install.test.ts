/** @module */
import { mkdir, rm, symlink } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { buildRegistry } from "../../scripts/build/registry.ts";
import { type BuildSource, readBuildSource } from "../../scripts/build/source.ts";
import { makeEmptyApp, makeFolder, makeTemplateApp, makeViteApp, readFolder, writeFiles } from "./apps.ts";
import { addItems, deployFunctions, type Ended } from "./commands.ts";
import { callUploaded } from "./deployed.ts";
import { openServers, type Servers } from "./servers.ts";

const NAMES = ["slackbot-post", "gmail-send", "google-sheets-append"];
const TIMEOUT_MS = 60_000;

let servers: Servers;
let source: BuildSource;
const folders: URL[] = [];

beforeAll(async () => {
  servers = await openServers();
  source = await readBuildSource(servers.registry);
  servers.publish(buildRegistry(source));
}, TIMEOUT_MS);
beforeEach(() => servers.uploaded.clear());
afterAll(async () => {
  servers.close();
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true })));
});

async function keep(made: Promise<URL>): Promise<URL> {
  const folder = await made;
  folders.push(folder);
  return folder;
}

/** Where shadcn runs, and the folder of the registry that is made for it. */
const AT_ROOT = { run: "", items: "" };
const IN_BASE44 = { run: "base44/", items: "base44/" };

function addTo(
  app: URL,
  names: readonly string[],
  { run, items } = IN_BASE44,
  options: { input?: string; flags?: string[] } = {},
): Promise<Ended> {
  const addresses = names.map((name) => `${servers.registry}/${items}${name}.json`);
  return addItems(addresses, { cwd: new URL(run, app), shadcnSite: servers.shadcnSite, ...options });
}

/** The files of the functions and of `shared/` that are in an app. */
async function backendOf(app: URL): Promise<Map<string, string>> {
  const files = await readFolder(new URL("base44/", app));
  return new Map([...files].filter(([path]) => /^(functions|shared)\//.test(path)));
}

/** What the repository holds under the same paths. */
function repositoryFiles(paths: Iterable<string>): Map<string, string | undefined> {
  return new Map([...paths].map((path) => [path, source.files.get(path)]));
}

function neededFiles(names: readonly string[]): string[] {
  return source.functions.filter(({ name }) => names.includes(name)).flatMap(({ files }) => files);
}

/** Every function that was uploaded plays its example. */
async function expectAnswers(): Promise<void> {
  for (const [name, { answer, sent, recorded, example }] of await callUploaded(servers.uploaded)) {
    expect({ name, answer, sent }).toEqual({ name, answer: example.output, sent: recorded });
  }
}

describe.each(
  [
    ["an empty folder with base44/config.jsonc", () => makeEmptyApp(), AT_ROOT, true],
    [
      "a Vite app with src and a components.json in TypeScript",
      () => makeViteApp({ tsx: true }),
      AT_ROOT,
      false,
    ],
    [
      "a Vite app with src and a components.json in JavaScript",
      () => makeViteApp({ tsx: false }),
      IN_BASE44,
      false,
    ],
    ["the app that base44 create makes", () => makeTemplateApp(), IN_BASE44, true],
  ] as const,
)("%s", (_, make, place, deploys) => {
  let app: URL;
  let others: Map<string, string>;
  beforeAll(async () => {
    app = await keep(make());
    others = await readFolder(app);
  });

  it("gets three functions exactly as they are here, and nothing else", async () => {
    const { code, output } = await addTo(app, NAMES, place);
    expect({ code, output }).toMatchObject({
      code: 0,
      output: expect.stringContaining("base44 functions deploy"),
    });
    const backend = await backendOf(app);
    expect(backend).toEqual(repositoryFiles(backend.keys()));
    expect([...backend.keys()]).toEqual(expect.arrayContaining(neededFiles(NAMES)));
    const after = await readFolder(app);
    expect(after.size).toBe(others.size + backend.size);
    expect(after).toEqual(
      new Map([...others, ...[...backend].map(([path, text]) => [`base44/${path}`, text] as const)]),
    );
  }, TIMEOUT_MS);

  if (!deploys) return;
  it("deploys them with the Base44 CLI, and what was uploaded answers calls", async () => {
    const { code, output } = await deployFunctions(NAMES, app, servers.base44);
    expect({ code, output }).toMatchObject({ code: 0, output: expect.stringContaining("3 deployed") });
    expect([...servers.uploaded.keys()].sort()).toEqual([...NAMES].sort());
    await expectAnswers();
  }, TIMEOUT_MS);
});

describe("a local registry", () => {
  it("is added by relative paths from beside it", async () => {
    const [app, beside] = await Promise.all([keep(makeEmptyApp()), keep(makeFolder())]);
    const output = buildRegistry({ ...source, base: "./dist/r" });
    await writeFiles(beside, Object.fromEntries([...output].map(([path, text]) => [`dist/${path}`, text])));
    const { code } = await addItems(["./dist/r/base44/slackbot-post.json"], {
      cwd: new URL("base44/", app),
      from: beside,
      shadcnSite: servers.shadcnSite,
    });
    expect(code).toBe(0);
    const backend = await backendOf(app);
    expect(backend).toEqual(repositoryFiles(backend.keys()));
    expect([...backend.keys()]).toEqual(expect.arrayContaining(neededFiles(["slackbot-post"])));
  }, TIMEOUT_MS);
});

describe("an app whose shared files differ", () => {
  const MINE = "// Mine\n";
  const PATH = "base44/shared/runtime/url.ts";
  let app: URL;
  beforeAll(async () => {
    app = await keep(makeEmptyApp());
  });
  beforeEach(async () => {
    await rm(new URL("base44/functions", app), { recursive: true, force: true });
    await writeFiles(app, { [PATH]: MINE });
  });

  async function state(): Promise<{ functions: string[]; shared: string | undefined }> {
    const files = await readFolder(app);
    return {
      functions: [...files.keys()].filter((path) => path.startsWith("base44/functions/")),
      shared: files.get(PATH),
    };
  }

  const ENTRY = "base44/functions/linear-comment/entry.ts";

  it("gets nothing at all with -y and no terminal, without an error", async () => {
    expect((await addTo(app, ["linear-comment"])).code).toBe(0);
    expect(await state()).toEqual({ functions: [], shared: MINE });
  }, TIMEOUT_MS);

  it("keeps them with `yes n |`, and gets the function", async () => {
    expect((await addTo(app, ["linear-comment"], IN_BASE44, { input: "n\n".repeat(200), flags: [] })).code)
      .toBe(0);
    expect(await state()).toEqual({ functions: [ENTRY], shared: MINE });
  }, TIMEOUT_MS);

  it("loses them with --overwrite, and gets the function", async () => {
    expect((await addTo(app, ["linear-comment"], IN_BASE44, { flags: ["-y", "--overwrite"] })).code).toBe(0);
    expect(await state()).toEqual({
      functions: [ENTRY],
      shared: source.files.get("shared/runtime/url.ts"),
    });
  }, TIMEOUT_MS);
});

describe("the items for the app's own folder", () => {
  it("come as .js where components.json says so, which is why there are others", async () => {
    const app = await keep(makeViteApp({ tsx: false }));
    expect((await addTo(app, ["slackbot-post"], AT_ROOT)).code).toBe(0);
    const backend = [...(await backendOf(app)).keys()];
    expect(backend).toContain("functions/slackbot-post/entry.js");
    expect(backend.filter((path) => path.endsWith(".ts"))).toEqual([]);
  }, TIMEOUT_MS);
});

describe("the repository as a plugin", () => {
  const repository = fileURLToPath(new URL("../../", import.meta.url));

  it.each([
    ["a folder", repository],
    ["a package", "base44-connector-functions"],
  ])("named as %s, adds its functions under its namespace, and they answer calls", async (_, plugin) => {
    const app = await keep(makeEmptyApp({ name: "App", plugins: [{ source: plugin }] }));
    await mkdir(new URL("node_modules", app));
    await symlink(repository, new URL("node_modules/base44-connector-functions", app));
    const names = NAMES.map((name) => `connectors__${name}`);
    const { code, output } = await deployFunctions(names, app, servers.base44);
    expect({ code, output }).toMatchObject({ code: 0, output: expect.stringContaining("3 deployed") });
    expect([...servers.uploaded.keys()].sort()).toEqual([...names].sort());
    await expectAnswers();
  }, TIMEOUT_MS);
});
