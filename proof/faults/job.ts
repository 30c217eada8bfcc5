/**
 * The whole matrix in one place: `proof/faults/job.ts <place> <file>`.
 *
 * @module
 */
import { writeFile } from "node:fs/promises";
import { createDenoRuntime } from "../../sandbox/runtimes/deno.ts";
import { createWorkerdRuntime } from "../../sandbox/runtimes/workerd.ts";
import { faultsFor, type Matrix, runMatrix } from "../../tests/functions/faults/matrix.ts";
import { virtualSubject } from "../../tests/functions/faults/virtual.ts";
import { planAll } from "../../tests/runtimes/fault-plan.ts";
import { startFaults } from "../../tests/runtimes/fault-run.ts";
import { functionNames, loadFunction } from "../../tests/support/functions.ts";
import { type Tally, tallyOf } from "./tally.ts";

const [place, file = ""] = process.argv.slice(2);
const started = performance.now();
const tally = place === "process" ? await runHere() : await runOn(place);
await writeFile(file, JSON.stringify({ ...tally, seconds: (performance.now() - started) / 1_000 }));
process.exit();

async function runHere(): Promise<Omit<Tally, "seconds">> {
  const matrices = new Map<string, Matrix>();
  for (const name of functionNames()) {
    const { handler, examples } = await loadFunction(name);
    const faults = faultsFor(handler.spec, examples);
    matrices.set(name, await runMatrix(virtualSubject(handler), examples, faults));
  }
  return { ...tallyOf(matrices), broken: { kept: 0, fresh: 0 } };
}

async function runOn(runtime: string | undefined): Promise<Omit<Tally, "seconds">> {
  const create = runtime === "Deno" ? createDenoRuntime : createWorkerdRuntime;
  const run = await startFaults(create, functionNames(), planAll);
  const matrices = new Map<string, Matrix>();
  for (const [name, matrix] of run.matrices) matrices.set(name, await matrix);
  const strays = await run.end();
  const { problems, ...tally } = tallyOf(matrices);
  return { ...tally, broken: run.broken, problems: [...problems, ...strays] };
}
