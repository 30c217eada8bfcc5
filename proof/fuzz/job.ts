/**
 * Fuzzes every nth function in this process: `proof/fuzz/job.ts <turn> <of> <file>`.
 *
 * @module
 */
import { writeFile } from "node:fs/promises";
import { fuzz, fuzzOptions, type FuzzResult } from "../../tests/functions/fuzz/fuzz.ts";
import { QUERY_TEXTS } from "../../tests/functions/fuzz/hostile.ts";
import { sweep } from "../../tests/functions/fuzz/sweep.ts";
import { functionNames, loadFunction } from "../../tests/support/functions.ts";

export interface Finding {
  name: string;
  service: string;
  result: FuzzResult;
  swept: number;
  problems: string[];
}

const [turn, of, file = ""] = process.argv.slice(2);
const names = functionNames().filter((_, index) => index % Number(of) === Number(turn));
const findings: Finding[] = [];
for (const name of names) findings.push(await find(name));
await writeFile(file, JSON.stringify(findings));
process.exit();

async function find(name: string): Promise<Finding> {
  const options = fuzzOptions();
  const { handler, examples } = await loadFunction(name);
  const result = await fuzz(handler, examples, options);
  const { compared, problems } = await sweep(handler, examples, QUERY_TEXTS);
  return {
    name,
    service: handler.spec.service?.name ?? "No service",
    result,
    swept: compared,
    problems: [...result.problems, ...problems],
  };
}
