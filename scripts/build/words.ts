/**
 * Texts that several results of the build share.
 *
 * @module
 */
import type { DocumentedFunction } from "../docs/page.ts";
import type { BuildSource } from "./source.ts";

/** Adds a function to an app from within the app's folder, whatever its components.json says. */
export function addCommand(source: BuildSource, name: string): string {
  return `npx shadcn@${source.shadcn} add ${address(source, `base44/${name}`)} -y --cwd ${
    appFolder(source)
  }base44`;
}

/** The same for apps whose components.json says `"tsx": true`, or that have none. */
export function addAtRootCommand(source: BuildSource, name: string): string {
  const cwd = appFolder(source);
  return `npx shadcn@${source.shadcn} add ${address(source, name)} -y${cwd ? ` --cwd ${cwd}` : ""}`;
}

/** Keeps every file of the app that differs. */
export function keepCommand(source: BuildSource, name: string): string {
  return `yes n | ${addCommand(source, name).replace(" -y", "")}`;
}

/** Replaces every file of the app that differs. */
export function overwriteCommand(source: BuildSource, name: string): string {
  return `${addCommand(source, name)} --overwrite`;
}

/** The shortest call that shows how the function is used. */
export function frontEndCall({ name, comment }: DocumentedFunction): string {
  return comment.example || `const { data } = await base44.functions.invoke("${name}", {});`;
}

function address({ base }: BuildSource, path: string): string {
  return `${base}/${path}.json`;
}

/** Paths in a local registry are resolved where the command runs: there it runs beside the registry. */
function appFolder({ base }: BuildSource): string {
  return base.startsWith(".") ? "../my-app/" : "";
}
