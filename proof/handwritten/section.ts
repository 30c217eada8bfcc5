/**
 * What builders have today, beside ours: the same faults for twelve hand-written functions and for ours that
 * do the same jobs, in Deno, judged by what any caller can see.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { bundleFunctions, PLATFORM_OPTIONS } from "../../sandbox/bundle.ts";
import { createDenoRuntime } from "../../sandbox/runtimes/deno.ts";
import type { FunctionSpec } from "../../shared/runtime/spec.ts";
import type { Rehearse } from "../../tests/functions/faults/rehearsal.ts";
import { openStage, type Stage } from "../../tests/runtimes/stage.ts";
import type { WireTrouble } from "../../tests/runtimes/wire.ts";
import type { Part } from "../part.ts";
import { prepare } from "./faults.ts";
import { type Pair, PAIRS } from "./pairs.ts";
import { type Comparison, report, type Result } from "./report.ts";
import { openPair, type Side } from "./side.ts";
import { withStorage } from "./storage.ts";

/** Seconds; the stage itself gives fifteen more before it takes a call for lost. */
const BUDGET = 15;

export async function run(): Promise<Part> {
  const bundles = await bundleAll();
  const stage = await openStage(createDenoRuntime, (name) => Promise.resolve(bundles.get(name) ?? ""));
  try {
    return report(await Promise.all(PAIRS.map((pair) => compare(pair, stage))));
  } finally {
    await stage.dispose();
  }
}

async function bundleAll(): Promise<Map<string, string>> {
  const names = PAIRS.map(({ theirs }) => theirs);
  const [ours, { outputFiles }] = await Promise.all([
    bundleFunctions(PAIRS.map((pair) => pair.ours)),
    build({
      ...PLATFORM_OPTIONS,
      entryPoints: names.map((name) => fileURLToPath(new URL(`functions/${name}.ts`, import.meta.url))),
    }),
  ]);
  return new Map([...ours, ...names.map((name, index) => [name, outputFiles[index]?.text ?? ""] as const)]);
}

async function compare(pair: Pair, stage: Stage): Promise<Comparison> {
  const sides = await openPair(pair, rehearser(stage));
  const [theirs, ours] = await Promise.all([perform(sides.theirs), perform(sides.ours)]);
  return { pair, theirs, ours };
}

function rehearser(stage: Stage): (name: string, spec: FunctionSpec) => Rehearse<WireTrouble> {
  return (name, spec) => (example, trouble) =>
    stage.rehearse(name, { ...spec, budget: BUDGET }, example, withStorage(trouble));
}

async function perform(side: Side): Promise<Result> {
  const { cases, problems } = await prepare(side);
  if (problems.length > 0) return { findings: [], problems };
  const findings = await Promise.all(
    cases.map(async ({ run, ...entry }) => ({ ...entry, problems: await run() })),
  );
  return { findings, problems };
}
