/**
 * Texts that several results of the build share.
 *
 * @module
 */
import type { DocumentedFunction } from "../docs/page.ts";
import type { BuildSource } from "./source.ts";

/** Adds items to an app. Run in the app's folder, or in this repository where the registry is a local folder. */
export function addCommand({ base, shadcn }: BuildSource, ...names: readonly string[]): string {
  const addresses = names.map((name) => `${base}/${name}.json`).join(" ");
  return `npx shadcn@${shadcn} add ${addresses} -y${base.startsWith(".") ? " --cwd ../my-app" : ""}`;
}

/** The shortest call that shows how the function is used. */
export function frontEndCall({ name, comment }: DocumentedFunction): string {
  return comment.example || `const { data } = await base44.functions.invoke("${name}", {});`;
}
