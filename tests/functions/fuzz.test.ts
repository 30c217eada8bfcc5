/**
 * Fuzzing of input: every function with calls that fit, nearly fit or mean harm. `FUZZ_RUNS` and `FUZZ_SEED` in the
 * environment change how many there are and which; what fails says its seed.
 *
 * @module
 */
import { describe, expect, it } from "vitest";
import { functionNames, loadFunction } from "../support/functions.ts";
import { SHORT_TEXTS } from "./fuzz/hostile.ts";
import { fuzz, fuzzOptions } from "./fuzz/fuzz.ts";
import { RAW_QUERIES } from "./fuzz/raw-queries.ts";
import { rawQueryProblems } from "./fuzz/sweep.ts";

const options = fuzzOptions();
/** Per cent of the calls with valid input that get as far as the provider. */
const LEAST_REACH = 20;

describe(`whatever the input, with seed ${options.seed}, nothing gets out of hand in`, () => {
  it.each(functionNames())("%s", async (name) => {
    const { handler, examples } = await loadFunction(name);
    const { problems, runs, reached, asksProvider } = await fuzz(handler, examples, options);
    expect(problems.join("\n")).toBe("");
    if (!asksProvider || options.runs < 100) return;
    expect(100 * reached.valid / runs.valid, "valid calls that reach the provider").toBeGreaterThan(
      LEAST_REACH,
    );
    expect(reached.hostile, "hostile calls that reach the provider").toBeGreaterThan(0);
  });
});

describe("a caller's own query", () => {
  it.each(RAW_QUERIES)("is for admins, and is one: $function, $field", async (entry) => {
    const { handler, examples } = await loadFunction(entry.function);
    expect(await rawQueryProblems(handler, examples, entry, SHORT_TEXTS)).toEqual([]);
  });
});
