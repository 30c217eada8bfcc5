/**
 * Runs a stage, and counts its test cases; a command that is no test suite counts as one.
 *
 * @module
 */
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Stage } from "./stages.ts";

export interface Result {
  passed: number;
  failed: number;
  seconds: number;
  /** What the commands printed. */
  output: string;
}

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
/** A test that never yields cannot end itself. */
const LONGEST_MS = 8 * 60_000;
const VITEST = "node_modules/vitest/vitest.mjs";

export async function runStage({ commands = [], vitest }: Stage): Promise<Result> {
  const started = performance.now();
  const counts = await Promise.all([
    ...commands.map(async (command) => countCommand(await run(command))),
    ...(vitest ? [runVitest(vitest)] : []),
  ]);
  return {
    passed: counts.reduce((sum, { passed }) => sum + passed, 0),
    failed: counts.reduce((sum, { failed }) => sum + failed, 0),
    seconds: (performance.now() - started) / 1_000,
    output: counts.map(({ output }) => output).join("\n"),
  };
}

type Count = Omit<Result, "seconds">;

interface Ended {
  ok: boolean;
  output: string;
}

function countCommand({ ok, output }: Ended): Count {
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, output };
}

async function runVitest(args: readonly string[]): Promise<Count> {
  const folder = await mkdtemp(join(tmpdir(), "connector-functions-"));
  const report = join(folder, "report.json");
  try {
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
    const ended = await run([VITEST, "run", ...args, ...reporters]);
    const text = await readFile(report, "utf8").catch(() => undefined);
    return { ...countReport(text, ended.ok), output: ended.output };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A run that fails without a failing test, such as one without tests, counts as one failure. */
export function countReport(text: string | undefined, ok: boolean): Omit<Count, "output"> {
  if (text === undefined) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(text) as VitestReport;
  const broken = testResults.filter(({ status, assertionResults }) =>
    status === "failed" && !assertionResults.some((test) => test.status === "failed")
  );
  const failed = numFailedTests + broken.length;
  return { passed: numPassedTests, failed: ok ? failed : Math.max(failed, 1) };
}

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { status: string; assertionResults: { status: string }[] }[];
}

function run(args: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0" },
      stdio: ["ignore", "pipe", "pipe"],
      timeout: LONGEST_MS,
      killSignal: "SIGKILL",
    });
    let output = "";
    child.stdout.on("data", (text) => output += text);
    child.stderr.on("data", (text) => output += text);
    child.on("error", (error) => resolve({ ok: false, output: error.message }));
    child.on("close", (code, signal) => {
      const ending = signal ? `\nEnded by ${signal}` : "";
      resolve({ ok: code === 0, output: output + ending });
    });
  });
}
