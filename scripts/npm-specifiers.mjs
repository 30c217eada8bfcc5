/** Lets Node load the functions as they are: `npm:zod@4.6.7` resolves to `zod` in node_modules. */
import { register } from "node:module";

const NPM_SPECIFIER = /^npm:((?:@[^/@]+\/)?[^/@]+)(?:@[^/]+)?(\/.*)?$/;

export function resolve(specifier, context, nextResolve) {
  return nextResolve(specifier.replace(NPM_SPECIFIER, "$1$2"), context);
}

register(import.meta.url);
