/**
 * The fault matrix on real runtimes, in a short form: each function meets some of the faults, and each fault some
 * of the functions. `npm run proof -- faults` runs all of it.
 *
 * @module
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDenoRuntime } from "../../sandbox/runtimes/deno.ts";
import { createWorkerdRuntime } from "../../sandbox/runtimes/workerd.ts";
import { FAULT_NAMES, type FaultName, WIRE_FAULT_NAMES } from "../functions/faults/fault.ts";
import { functionNames } from "../support/functions.ts";
import { planSome } from "./fault-plan.ts";
import { type FaultRun, startFaults } from "./fault-run.ts";

const RUNTIMES = { workerd: createWorkerdRuntime, Deno: createDenoRuntime };
/** Few functions have a secret that fixes a field, or a provider that tells faults inside a 200. */
const RARE: ReadonlySet<FaultName> = new Set<FaultName>(["fixed field", "fault inside a 200"]);
const LONGEST = 240_000;

// Both at the same time: they mostly wait.
const starting = new Map<string, Promise<FaultRun>>();
beforeAll(() => {
  for (const [name, create] of Object.entries(RUNTIMES)) {
    const run = startFaults(create, functionNames(), planSome);
    run.catch(() => {});
    starting.set(name, run);
  }
});

describe.each(Object.keys(RUNTIMES))("every fault is taken in order in %s by", (runtime) => {
  const counts = new Map<FaultName, number>();
  let run: FaultRun | undefined;

  beforeAll(async () => {
    run = await starting.get(runtime);
  }, LONGEST);

  it.each(functionNames())("%s", async (name) => {
    const matrix = await run?.matrices.get(name);
    expect(matrix?.problems.join("\n")).toBe("");
    expect(matrix?.faults).toBeGreaterThanOrEqual(4);
    for (const { fault, repeats } of matrix?.cases ?? []) {
      expect(repeats).toBe(0);
      counts.set(fault, (counts.get(fault) ?? 0) + 1);
    }
  }, LONGEST);

  it("many functions each", () => {
    const seldom = [...FAULT_NAMES, ...WIRE_FAULT_NAMES].filter((name) =>
      !RARE.has(name) && (counts.get(name) ?? 0) < 5
    );
    expect(seldom).toEqual([]);
  });

  afterAll(async () => {
    expect(await run?.end()).toEqual([]);
  }, LONGEST);
});
