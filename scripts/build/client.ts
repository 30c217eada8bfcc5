/**
 * The typed client for front ends, as files and as items of the registry.
 *
 * @module
 */
import { generateClient } from "../client.ts";
import type { Item } from "./items.ts";
import type { BuildSource, Output } from "./source.ts";

type Client = Awaited<ReturnType<typeof generateClient>>;

const NAME = "connector-functions";

export function buildClient({ ts, js, dts }: Client): Output {
  return new Map([[`client/${NAME}.ts`, ts], [`client/${NAME}.js`, js], [`client/${NAME}.d.ts`, dts]]);
}

export function clientItems({ ts, js, dts }: Client, { version }: BuildSource): Item[] {
  const item = (name: string, language: string, files: readonly (readonly [string, string])[]): Item => ({
    name,
    title: `Typed client, ${language}`,
    description: "Calls the functions with types, and throws one class of error.",
    dependencies: [],
    files: files.map(([file, content]) => ({
      path: `dist/client/${file}`,
      target: `~/src/lib/${file}`,
      content,
    })),
    categories: ["client"],
    meta: { version },
  });
  return [
    item("client", "TypeScript", [[`${NAME}.ts`, ts]]),
    item("client-js", "JavaScript", [[`${NAME}.js`, js], [`${NAME}.d.ts`, dts]]),
  ];
}
