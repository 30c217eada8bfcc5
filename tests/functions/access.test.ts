/**
 * What every caller may do with every function, by rules that are written down apart from the runtime.
 *
 * @module
 */
import { describe, expect, it } from "vitest";
import { functionNames, loadFunction } from "../support/functions.ts";
import { checkAccess, problemsOf } from "./access/check.ts";

describe("every caller gets what they may, and nothing else, from", () => {
  // The cases take turns over the functions; `npm run proof -- access` runs more of them for each.
  it.each(functionNames().map((name, turn) => ({ name, turn })))("$name", async ({ name, turn }) => {
    const { handler, examples } = await loadFunction(name);
    const checked = await checkAccess(handler, examples, { of: 5, turn });
    expect(problemsOf(checked).join("\n")).toBe("");
    expect(checked.filter(({ outcome }) => outcome.isAllowed).length).toBeGreaterThan(10);
    expect(checked.filter(({ outcome }) => !outcome.isAllowed).length).toBeGreaterThan(70);
  });
});
