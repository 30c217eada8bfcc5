/**
 * Imports run one way: entry, service, family, runtime.
 *
 * @module
 */
import { CATALOGUE } from "../catalogue.ts";
import { specifiersOf } from "../imports.ts";
import type { Check, Collection, SourceFile } from "./collection.ts";

/** Only these name packages. */
const PACKAGES: Readonly<Record<string, string>> = {
  "shared/runtime/zod.ts": "zod",
  "shared/runtime/connection.ts": "@base44/sdk",
};
const PINNED = /^npm:((?:@[^/@]+\/)?[^/@]+)@(\d+\.\d+\.\d+)$/;

/** Each file imports only what its place allows. */
export const layers: Check = ({ files }) =>
  files.flatMap(({ path, source }) =>
    specifiersOf(source).filter((specifier) => !mayImport(path, specifier)).map(
      (specifier) => `${path} may not import ${specifier}`,
    )
  );

function mayImport(path: string, specifier: string): boolean {
  if (!specifier.startsWith(".")) return PINNED.exec(specifier)?.[1] === PACKAGES[path];
  const target = resolve(path, specifier);
  const [from, to] = [placeOf(path), placeOf(target)];
  if (!from || !to || !target.endsWith(".ts")) return false;
  switch (from.layer) {
    case "function":
      return to.layer === "runtime" || to.layer === "family" ||
        (to.layer === "service" && to.name === from.name);
    case "service":
      return to.layer === "family" || (to.layer === "service" && to.name === from.name) || isLower(target);
    case "family":
      return (to.layer === "family" && to.name === from.name) || isLower(target);
    case "runtime":
      return to.layer === "runtime";
  }
}

function isLower(target: string): boolean {
  return target.startsWith("shared/runtime/") && target !== "shared/runtime/define.ts";
}

interface Place {
  layer: "function" | "service" | "family" | "runtime";
  /** The service of a function or a service's file, the vendor of a family's. */
  name: string;
}

function placeOf(path: string): Place | undefined {
  const [, folder, rest = ""] = /^(functions|shared\/(?:services|families|runtime))\/(.+)$/.exec(path) ?? [];
  switch (folder) {
    case "functions":
      return { layer: "function", name: serviceOf(rest.split("/")[0] ?? "") };
    case "shared/services":
      return { layer: "service", name: serviceOf(rest.slice(0, -".ts".length)) };
    case "shared/families":
      return { layer: "family", name: /^\w+/.exec(rest)?.[0] ?? "" };
    case "shared/runtime":
      return { layer: "runtime", name: "" };
    default:
      return undefined;
  }
}

/** `google-drive` for the function `google-drive-upload` and for the file `google-drive-query`. */
function serviceOf(name: string): string {
  const prefixes = Object.keys(CATALOGUE).filter((prefix) =>
    name === prefix || name.startsWith(`${prefix}-`)
  );
  return prefixes.sort((a, b) => b.length - a.length)[0] ?? name;
}

/** A service stands on the family of one vendor, and so does a function. */
export const oneFamily: Check = ({ files }) =>
  files.flatMap(({ path, source }) => {
    const targets = specifiersOf(source).map((specifier) => placeOf(resolve(path, specifier)));
    const vendors = new Set(targets.flatMap((place) => place?.layer === "family" ? place.name : []));
    return vendors.size > 1 ? [`${path} stands on several families: ${[...vendors].join(", ")}`] : [];
  });

export const noBarrels: Check = ({ files }) =>
  files.filter(({ path, source }) => /^export\s[^;=]*?\bfrom\s+"/m.test(source) && !(path in PACKAGES)).map(
    ({ path }) => `${path} passes on what another file exports: import it from there`,
  );

/** Every import says at the top what it takes. */
export const plainImports: Check = ({ files }) =>
  files.filter(({ source }) => /\bimport\s*[("]/.test(source)).map(
    ({ path }) => `${path} imports in another way than import { a } from "b"`,
  );

export const noCycles: Check = ({ files }) => {
  const targets = new Map(files.map((file) => [file.path, targetsOf(file)]));
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (path: string, trail: string[]): void => {
    if (trail.includes(path)) cycles.push([...trail.slice(trail.indexOf(path)), path].join(" -> "));
    if (done.has(path) || trail.includes(path)) return;
    for (const target of targets.get(path) ?? []) visit(target, [...trail, path]);
    done.add(path);
  };
  files.forEach(({ path }) => visit(path, []));
  return cycles;
};

/** Types alone make no cycle: they are gone when the code runs. */
function targetsOf({ path, source }: SourceFile): string[] {
  const running = source.replace(/^import type\b[^;]*;/gm, "");
  return specifiersOf(running).filter((specifier) => specifier.startsWith(".")).map((specifier) =>
    resolve(path, specifier)
  );
}

/** A package has the same version wherever it is named. */
export const onePin: Check = (collection) => {
  const pins = pinsOf(collection);
  return Object.values(PACKAGES).flatMap((name) => {
    const versions = new Set(pins.filter((pin) => pin.name === name).map(({ version }) => version));
    return versions.size === 1
      ? []
      : [`Expected one version of ${name}, got ${[...versions].join(", ") || "none"}`];
  });
};

function pinsOf({ files, settings }: Collection): { name: string; version: string }[] {
  const specifiers = files.flatMap(({ source }) => specifiersOf(source));
  const named = settings.flatMap(({ source }) =>
    [...source.matchAll(/"(npm:[^"]+)"/g)].map(([, text = ""]) => text)
  );
  const declared = settings.flatMap((
    { source },
  ) => [...source.matchAll(/"(@?[\w/-]+)": "(\d+\.\d+\.\d+)"/g)]);
  return [
    ...[...specifiers, ...named].flatMap((specifier) => {
      const [, name, version] = PINNED.exec(specifier) ?? [];
      return name && version ? [{ name, version }] : [];
    }),
    ...declared.map(([, name = "", version = ""]) => ({ name, version })),
  ];
}

function resolve(path: string, specifier: string): string {
  return new URL(specifier, `file:///${path}`).pathname.slice(1);
}
