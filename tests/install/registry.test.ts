/** @module */
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { registryItemSchema, registrySchema } from "shadcn/schema";
import { beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { buildCatalog } from "../../scripts/build/catalog.ts";
import { ITEM_MAKERS, itemOf } from "../../scripts/build/items.ts";
import { buildLlms } from "../../scripts/build/llms.ts";
import { buildRegistry } from "../../scripts/build/registry.ts";
import { type BuildSource, type Output, readBuildSource } from "../../scripts/build/source.ts";

const BASE = "https://example.com/r";
const FOLDERS = [{ folder: "", root: "~/base44/" }, { folder: "base44/", root: "~/" }];

const Item = z.object({
  name: z.string(),
  type: z.literal("registry:item"),
  registryDependencies: z.array(z.string()),
  files: z.array(z.object({ type: z.literal("registry:file"), target: z.string(), content: z.string() })).min(
    1,
  ),
  docs: z.string().optional(),
  meta: z.object({ version: z.string() }),
});
const Catalog = z.object({
  functions: z.array(z.looseObject({
    name: z.string(),
    input: z.record(z.string(), z.unknown()),
    output: z.record(z.string(), z.unknown()),
    examples: z.array(z.looseObject({ title: z.string(), output: z.unknown().optional() })),
    errors: z.array(z.object({ code: z.string(), status: z.number() })),
  })),
});

let source: BuildSource;
let registry: Output;
let names: string[];

beforeAll(async () => {
  source = await readBuildSource(`${BASE}/`);
  registry = buildRegistry(source);
  names = source.functions.map(({ name }) => name);
}, 60_000);

function itemAt(path: string): z.infer<typeof Item> {
  return Item.parse(JSON.parse(registry.get(path) ?? `"nothing is at ${path}"`));
}

/** Every file that an item brings along, by target. */
function installed(path: string, seen = new Set<string>()): Map<string, string> {
  if (seen.has(path)) return new Map();
  seen.add(path);
  const item = itemAt(path);
  const below = item.registryDependencies.flatMap((address) => {
    expect(address.startsWith(`${BASE}/v${source.version}/`)).toBe(true);
    return [...installed(address.replace(BASE, "r"), seen)];
  });
  return new Map([...below, ...item.files.map(({ target, content }) => [target, content] as const)]);
}

describe("the registry", () => {
  it("holds what shadcn's own schemas accept", () => {
    expect(registry.size).toBeGreaterThan(names.length);
    for (const [path, text] of registry) {
      const schema = path.endsWith("/registry.json") ? registrySchema : registryItemSchema;
      expect({ path, ...schema.safeParse(JSON.parse(text)) }).toMatchObject({ path, success: true });
    }
  });

  it.each(FOLDERS)(
    "gives every function in $root all files that it needs, as they are",
    ({ folder, root }) => {
      for (const { name, files } of source.functions) {
        for (const release of ["", `v${source.version}/`]) {
          const got = installed(`r/${release}${folder}${name}.json`);
          const wanted = files.map((path) => [`${root}${path}`, source.files.get(path)]);
          expect(Object.fromEntries(got), name).toMatchObject(Object.fromEntries(wanted));
          const others = [...got.keys()].map((target) => target.slice(root.length)).filter((path) =>
            path.startsWith("functions/")
          );
          expect(others).toEqual([`functions/${name}/entry.ts`]);
        }
      }
    },
  );

  it.each(FOLDERS)("lists every item for $root", ({ folder }) => {
    const { items = [] } = registrySchema.parse(JSON.parse(registry.get(`r/${folder}registry.json`) ?? ""));
    const there = [...registry.keys()].filter((path) => /^r\/(?:base44\/)?[^/]+\.json$/.test(path)).filter((
      path,
    ) => path.slice("r/".length, path.lastIndexOf("/") + 1) === folder && !path.endsWith("/registry.json"));
    expect(items.map(({ name }) => `r/${folder}${name}.json`)).toEqual(there);
    expect(items.map(({ name }) => name)).toEqual(expect.arrayContaining([...names, "runtime"]));
  });

  it("leaves what is not below base44/ out of the items for that folder", () => {
    const file = { path: "client/a.ts", target: "~/src/a.ts", content: "export {};\n" };
    const about = { title: "A", description: "A.", dependencies: [], categories: [], meta: {} };
    const made = buildRegistry(source, [() => [{ name: "a", ...about, files: [file] }]]);
    expect([...made.keys()].filter((path) => path.endsWith("/a.json"))).toEqual([
      "r/a.json",
      `r/v${source.version}/a.json`,
    ]);
    expect(JSON.parse(made.get("r/a.json") ?? "")).toMatchObject({ files: [{ target: "~/src/a.ts" }] });
  });

  it("holds every file in one item, and the runtime stands on nothing", () => {
    const held = ITEM_MAKERS.flatMap((make) => make(source)).flatMap(({ files }) =>
      files.map(({ path }) => path)
    );
    expect(held.sort()).toEqual([...source.files.keys()].filter((path) => held.includes(path)).sort());
    expect(held).toEqual(
      expect.arrayContaining([...source.files.keys()].filter((path) => path.startsWith("shared/"))),
    );
    expect(itemAt("r/runtime.json").registryDependencies).toEqual([]);
  });

  it("says in the docs of each function how to deploy, call and add it", () => {
    for (const name of names) {
      const { docs = "" } = itemAt(`r/${name}.json`);
      expect(docs).toContain(`base44 functions deploy ${name}\n`);
      expect(docs).toContain(`base44.functions.invoke("${name}"`);
      expect(docs).toContain(`npx shadcn@${source.shadcn} add ${BASE}/base44/${name}.json -y --cwd base44\n`);
      expect(docs).toContain(`npx shadcn@${source.shadcn} add ${BASE}/${name}.json -y\n`);
    }
  });

  it("is the same each time", async () => {
    expect(buildRegistry(await readBuildSource(BASE))).toEqual(registry);
  });
});

describe("itemOf", () => {
  it.each([
    ["functions/slack-post/entry.ts", "slack-post"],
    ["shared/runtime/define.ts", "runtime"],
    ["shared/runtime/mail.ts", "runtime"],
    ["shared/runtime/mail-body.ts", "runtime-mail"],
    ["shared/runtime/uploads.ts", "runtime-files"],
    ["shared/families/google-upload.ts", "family-google"],
    ["shared/services/google-drive.ts", "service-google-drive"],
    ["shared/services/google-drive-query.ts", "service-google-drive"],
    ["shared/services/slackbot.ts", "service-slackbot"],
  ])("%s is in %s", (path, name) => {
    expect(itemOf(path)).toBe(name);
  });
});

describe("catalog.json", () => {
  it("describes every function with JSON Schemas that its own examples fit", () => {
    const { functions } = Catalog.parse(JSON.parse(buildCatalog(source).get("catalog.json") ?? ""));
    expect(functions.map(({ name }) => name)).toEqual(names);
    const ajv = new Ajv2020({ strict: false });
    addFormats.default(ajv);
    for (const { name, input, output, examples, errors } of functions) {
      ajv.compile(input);
      const fits = ajv.compile(output);
      for (const example of examples.filter((candidate) => candidate.output !== undefined)) {
        expect({ name, title: example.title, fits: fits(example.output), errors: fits.errors }).toMatchObject(
          {
            fits: true,
          },
        );
      }
      expect(errors.map(({ code }) => code), name).toContain("invalid_input");
    }
  });

  it("says of a secret what it is for", () => {
    const { functions } = Catalog.parse(JSON.parse(buildCatalog(source).get("catalog.json") ?? ""));
    expect(functions.find(({ name }) => name === "slackbot-post")).toMatchObject({
      secrets: [{
        name: "SLACKBOT_ALLOWED_CHANNELS",
        role: "bounds",
        fields: ["channel"],
        description: expect.stringMatching(/^Callers below admin/),
      }],
    });
  });
});

describe("llms.txt", () => {
  it("names every function, and the commands that work", () => {
    const text = buildLlms(source).get("llms.txt") ?? "";
    expect(names.filter((name) => !text.includes(`\n- ${name}(`))).toEqual([]);
    expect(text).toContain(
      `    npx shadcn@${source.shadcn} add ${BASE}/base44/slackbot-post.json -y --cwd base44\n`,
    );
    expect(text).toContain("    base44 functions deploy slackbot-post\n");
  });
});
