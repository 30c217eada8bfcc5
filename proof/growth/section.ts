/**
 * What `npm test` and `npm run build` take as the collection grows.
 *
 * @module
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { functionNames } from "../../tests/support/functions.ts";
import type { Part } from "../part.ts";
import { copyWith, part } from "./copy.ts";

const SHARES = [0.25, 0.5, 1];
/** Stages of `npm test` whose work goes by function, and which compute more than they wait. */
const STAGES = ["types", "workerd", "deno", "fuzz", "access", "faults", "replay", "collection"];
/** Of 200 calls of each function, which would take longest of all and grow in the same way. */
const FUZZ_RUNS = "20";
const LONGEST_MS = 10 * 60_000;

interface Size {
  functions: number;
  build: number;
  test: number;
  /** Seconds by stage of `npm test`. */
  stages: Map<string, number>;
  /** Test cases that passed. */
  passed: number;
  problems: string[];
}

export async function run(): Promise<Part> {
  const names = functionNames();
  const sizes: Size[] = [];
  for (const share of SHARES) sizes.push(await measure(part(names, share), share === 1));
  const [small, , whole] = sizes;
  if (!small || !whole) throw new Error("Expected sizes to compare");
  const added = whole.functions - small.functions;
  const perFunction = (kind: "build" | "test") => ((whole[kind] - small[kind]) / added).toFixed(2);
  return {
    notes: [
      "Measured in copies of the repository with every fourth, every second and every function, for stages of " +
      `\`npm test\` whose work goes by function (${
        STAGES.join(", ")
      }; fuzzing with ${FUZZ_RUNS} calls of each ` +
      "function instead of 200). In the smaller copies some tests fail that name a function which is not there: " +
      "these runs count for their time only, and the whole one has to pass.",
      `Each function beyond the first quarter adds ${perFunction("test")} s to \`npm test\` and ` +
      `${perFunction("build")} s to \`npm run build\`.`,
    ],
    tables: [
      {
        title: "Time by size of the collection",
        head: ["Functions", "npm test", "per function", "npm run build", "per function", "Test cases"],
        rows: sizes.map(({ functions, test, build, passed }) => [
          functions,
          `${test.toFixed(1)} s`,
          `${(test / functions).toFixed(2)} s`,
          `${build.toFixed(1)} s`,
          `${(build / functions).toFixed(2)} s`,
          passed,
        ]),
      },
      {
        title: "Stages of npm test, which run two at a time",
        head: ["Stage", ...sizes.map(({ functions }) => `${functions} functions`)],
        rows: [...whole.stages.keys()].map((stage) => [
          stage,
          ...sizes.map(({ stages }) => `${(stages.get(stage) ?? 0).toFixed(1)} s`),
        ]),
      },
    ],
    aims: [],
    problems: sizes.flatMap(({ problems }) => problems),
  };
}

async function measure(functions: ReadonlySet<string>, isWhole: boolean): Promise<Size> {
  const copy = await copyWith(functions);
  try {
    const build = await timed(copy.folder, ["scripts/bootstrap.mjs", "scripts/build.ts"]);
    const test = await timed(copy.folder, ["scripts/bootstrap.mjs", "scripts/test.ts", ...STAGES]);
    const stages = [...test.output.matchAll(/^[✓✗] ([\w-]+) +([\d.]+) s/gm)];
    const [, passed = "0", failed = "0"] = /^(\d+) passed, (\d+) failed$/m.exec(test.output) ?? [];
    return {
      functions: functions.size,
      build: build.seconds,
      test: test.seconds,
      stages: new Map(stages.map(([, name = "", seconds]) => [name, Number(seconds)])),
      passed: Number(passed),
      problems: [
        ...(build.ok ? [] : [`npm run build fails with ${functions.size} functions: ${end(build.output)}`]),
        ...(isWhole && (failed !== "0" || !test.ok) ? [`npm test fails: ${end(test.output)}`] : []),
        ...(passed === "0" ? [`npm test ran nothing with ${functions.size} functions`] : []),
      ],
    };
  } finally {
    await copy.dispose();
  }
}

interface Timed {
  ok: boolean;
  seconds: number;
  output: string;
}

async function timed(cwd: string, args: string[]): Promise<Timed> {
  const started = performance.now();
  const child = spawn(process.execPath, args, {
    cwd,
    env: { ...process.env, FUZZ_RUNS },
    stdio: ["ignore", "pipe", "pipe"],
    timeout: LONGEST_MS,
    killSignal: "SIGKILL",
  });
  let output = "";
  child.stdout.on("data", (text) => output += text);
  child.stderr.on("data", (text) => output += text);
  const [code] = await once(child, "close");
  return { ok: code === 0, seconds: (performance.now() - started) / 1_000, output };
}

function end(output: string): string {
  return output.trim().slice(-300);
}
