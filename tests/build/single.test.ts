/**
 * Single files are what Base44's editor and its strictest validator take.
 *
 * @module
 */
import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { SINGLE_FILE_BUDGET } from "../../scripts/build/single.ts";
import { camelCase, singleFile } from "../../scripts/single.ts";
import { readEntry } from "../../scripts/single/entry-text.ts";
import { functionNames } from "../support/functions.ts";

const PINNED = /^npm:(@[\w-]+\/)?[\w-]+@\d+\.\d+\.\d+$/;

describe.each(functionNames())("%s", (name) => {
  it("is one file of pinned packages that ends in its own Deno.serve", async () => {
    const { text, camelCase: fileName } = await singleFile(name, "1.2.3");
    const imported = [...text.matchAll(/^import .* from "([^"]+)";$/gm)].map(([, specifier]) => specifier);
    expect(imported.filter((specifier) => !PINNED.test(specifier ?? ""))).toEqual([]);
    expect(imported.length).toBeGreaterThan(0);
    expect(text.match(/Deno\.serve\(/g)).toHaveLength(1);
    expect(text).not.toMatch(/^export /m);
    expect(text).toContain(`${name} 1.2.3`);
    expect(fileName).toMatch(/^[a-z][A-Za-z0-9]*$/);
    expect(Buffer.byteLength(text)).toBeLessThan(SINGLE_FILE_BUDGET);
  });

  it("holds the entry as it is written, from its comment to its request", async () => {
    const source = await readFile(new URL(`../../functions/${name}/entry.ts`, import.meta.url), "utf8");
    const { text } = await singleFile(name, "1.2.3");
    const [comment] = /^\/\*\*[^]*?\*\//.exec(source) ?? [""];
    const [run] = /^ {2}async run\([^]*?^ {2}\},$/m.exec(source) ?? [""];
    expect(run).not.toBe("");
    expect(text).toContain(comment);
    expect(text).toContain(run);
  });
});

describe("the settings", () => {
  const entry = (members: string) => `const MAX = 5;\n\nexport default defineFunction({\n${members}\n});\n`;

  it("are the members that an app may want to change", () => {
    const { settings } = readEntry(
      entry(`  name: "x",\n  access: "user",\n  bounds: {\n    to: TO,\n  },\n  effect: "read",`),
    );
    expect(settings).toEqual([`  access: "user",`, `  bounds: {\n    to: TO,\n  },`]);
  });

  it("leave out what the entry itself defines, since they stand before it", () => {
    expect(readEntry(entry(`  access: "user",\n  limits: { body: MAX },`)).settings).toEqual([
      `  access: "user",`,
    ]);
  });
});

it("camelCase names", () => {
  expect(camelCase("google-drive-upload")).toBe("googleDriveUpload");
});
