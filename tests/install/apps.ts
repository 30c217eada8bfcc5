/**
 * The apps that functions are added to.
 *
 * @module
 */
import { cp, mkdir, mkdtemp, readdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { APP_ID } from "./commands.ts";

const TEMPLATE = new URL(
  "../../node_modules/base44/dist/assets/templates/backend-and-client/",
  import.meta.url,
);

export async function makeFolder(): Promise<URL> {
  return pathToFileURL(`${await mkdtemp(join(tmpdir(), "connector-functions-"))}/`);
}

/** A folder with only `base44/config.jsonc`, and the ID of the app. */
export async function makeEmptyApp(config: object = { name: "App" }): Promise<URL> {
  const app = await makeFolder();
  await writeFiles(app, {
    "base44/config.jsonc": JSON.stringify(config),
    "base44/.app.jsonc": JSON.stringify({ id: APP_ID }),
  });
  return app;
}

/** What `base44 create` makes: JavaScript, `src/`, and a components.json that says `"tsx": false`. */
export async function makeTemplateApp(): Promise<URL> {
  const app = await makeEmptyApp();
  const files = [
    "components.json",
    "jsconfig.json",
    "package.json",
    "src",
    "tailwind.config.js",
    "vite.config.js",
  ];
  await Promise.all(
    files.map((path) => cp(new URL(path, TEMPLATE), new URL(path, app), { recursive: true })),
  );
  return app;
}

/** A Vite app with `src/` and a whole components.json. */
export async function makeViteApp({ tsx }: { tsx: boolean }): Promise<URL> {
  const app = await makeEmptyApp();
  const paths = { compilerOptions: { baseUrl: ".", paths: { "@/*": ["./src/*"] } }, include: ["src"] };
  await writeFiles(app, {
    "components.json": JSON.stringify({
      style: "new-york",
      rsc: false,
      tsx,
      tailwind: { config: "", css: "src/index.css", baseColor: "neutral", cssVariables: true },
      aliases: {
        components: "@/components",
        utils: "@/lib/utils",
        ui: "@/components/ui",
        lib: "@/lib",
        hooks: "@/hooks",
      },
    }),
    "package.json": JSON.stringify({
      name: "app",
      private: true,
      type: "module",
      devDependencies: { vite: "8.3.8" },
    }),
    [tsx ? "tsconfig.json" : "jsconfig.json"]: JSON.stringify(paths),
    "vite.config.js": "export default {};\n",
    "src/index.css": `@import "tailwindcss";\n`,
  });
  return app;
}

/** The text of every file of a folder, by path. */
export async function readFolder(folder: URL): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) =>
    pathToFileURL(join(parentPath, name))
  );
  return new Map(
    await Promise.all(
      files.map(async (file) => [file.href.slice(folder.href.length), await readFile(file, "utf8")] as const),
    ),
  );
}

export async function writeFiles(folder: URL, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    const file = new URL(path, folder);
    await mkdir(new URL("./", file), { recursive: true });
    await writeFile(file, text);
  }
}
