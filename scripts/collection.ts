/**
 * The rules of the collection that a program can hold.
 *
 * @module
 */
import type { Check } from "./collection/collection.ts";
import * as entries from "./collection/entry-checks.ts";
import * as examples from "./collection/example-checks.ts";
import * as imports from "./collection/import-checks.ts";
import * as specs from "./collection/spec-checks.ts";
import { stamps } from "./build/stamps.ts";
import * as vocabulary from "./collection/vocabulary.ts";

export const CHECKS: Readonly<Record<string, Check>> = {
  ...imports,
  ...entries,
  ...specs,
  ...vocabulary,
  ...examples,
  stamps,
};
