/**
 * `npm test`, or `npm test -- <stage> ...` for some of its stages. One line per stage, and what a stage printed
 * only where it failed; the last line counts the test cases.
 *
 * @module
 */
import { availableParallelism } from "node:os";
import { type Result, runStage } from "./gate/run.ts";
import { type Stage, STAGES } from "./gate/stages.ts";

const chosen = chooseStages(process.argv.slice(2));
const results = await runAll(chosen, Math.max(2, availableParallelism()));
const failed = results.reduce((sum, result) => sum + result.failed, 0);
const passed = results.reduce((sum, result) => sum + result.passed, 0);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);

function chooseStages(names: readonly string[]): readonly Stage[] {
  const known = STAGES.map(({ name }) => name);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    console.error(`There is no stage ${unknown.join(", ")}: expected ${known.join(", ")}`);
    process.exit(1);
  }
  return names.length > 0 ? STAGES.filter(({ name }) => names.includes(name)) : STAGES;
}

async function runAll(stages: readonly Stage[], atOnce: number): Promise<Result[]> {
  const waiting = [...stages];
  const results: Result[] = [];
  await Promise.all(Array.from({ length: atOnce }, async () => {
    for (let stage = waiting.shift(); stage; stage = waiting.shift()) {
      const result = await runStage(stage);
      results.push(result);
      print(stage, result);
    }
  }));
  return results;
}

function print({ name }: Stage, { passed, failed, seconds, output }: Result): void {
  const counts = failed > 0 ? `${passed} passed, ${failed} failed` : `${passed} passed`;
  console.log(
    `${failed > 0 ? "✗" : "✓"} ${name.padEnd(12)}${`${seconds.toFixed(1)} s`.padStart(8)}  ${counts}`,
  );
  if (failed > 0) console.log(`\n${output.trim()}\n`);
}
