/**
 * Functions against emulators that nobody here wrote: what they do is read back from the emulator's own state.
 *
 * @module
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Bench, openBench } from "./bench.ts";
import { GITHUB } from "./github.ts";
import { GOOGLE } from "./google.ts";
import { LINEAR } from "./linear.ts";
import { SLACK } from "./slack.ts";

const SCENARIOS = [...SLACK, ...GOOGLE, ...GITHUB, ...LINEAR];

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
}, 30_000);
afterAll(() => bench?.close());

describe.each(SCENARIOS)("$function", ({ does, run }) => {
  it(does, () => run(bench));
});

it("covers every function that the emulators serve", async () => {
  const covered = SCENARIOS.map((scenario) => scenario.function);
  const served = await bench.served();
  expect(served).toContain("slackbot-post");
  expect(served.filter((name) => !covered.includes(name))).toEqual([]);
});
