/**
 * Every example of every function: what leaves and what comes back are exactly what the example records.
 *
 * @module
 */
import { describe, expect, it } from "vitest";
import { STATUS } from "../../shared/runtime/errors.ts";
import { caseNames, functionNames, loadFunction } from "../support/functions.ts";
import { replay } from "../support/replay.ts";

it("finds the functions", () => {
  expect(functionNames()).toContain("slackbot-post");
});

describe.each(functionNames())("%s", (name) => {
  it("has examples", () => {
    expect(caseNames(name)).toContain("success");
  });

  it.each(caseNames(name))("replays %s", async (caseName) => {
    const { handler, examples } = await loadFunction(name);
    const example = examples.find((example) => example.case === caseName);
    if (!example) throw new Error(`Expected ${caseName}.json among the examples`);
    const result = await replay(handler, example);

    expect(result.requests.sent).toEqual(result.requests.recorded);
    expect(result.body).toEqual(example.error ?? example.output);
    expect(result.status).toBe(example.error ? STATUS[example.error.code] : 200);
    expect(result.leaks).toEqual([]);
    expect(result.world.logs).toHaveLength(1);
    expect(result.world.logs[0]).not.toHaveProperty("outputMisfit");
  });
});
