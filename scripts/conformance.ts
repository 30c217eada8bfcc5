/**
 * `npm run conformance [-- <function>...] [--notes] [--require]`: checks every example against the providers'
 * contracts in `PROVIDER_SPECS`. Without contracts it is skipped, or fails where `CI` is set or with `--require`.
 *
 * @module
 */
import { parseArgs } from "node:util";
import { type CollectedFunction, loadCollection } from "../sandbox/collection.ts";
import { Problem, runCommand } from "../sandbox/problem.ts";
import { checkExample } from "../tests/conformance/check.ts";
import { type ExampleCheck, findingLines, serviceLines } from "../tests/conformance/report.ts";
import { specsArePresent, specsFolder } from "../tests/conformance/specs.ts";

await runCommand(main);

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { require: { type: "boolean" }, notes: { type: "boolean" } },
  });
  if (!specsArePresent()) {
    const message = `no provider contracts in ${specsFolder()} (set PROVIDER_SPECS)`;
    const isRequired = values.require || process.env.CI === "true";
    console.log(`Provider conformance ${isRequired ? "failed" : "skipped"}: ${message}`);
    if (isRequired) process.exitCode = 1;
    return;
  }
  const collection = await loadCollection();
  const unknown = positionals.filter((name) => !collection.has(name));
  if (unknown.length > 0) throw new Problem(`Expected names of functions, got ${unknown.join(", ")}`);
  const chosen = [...collection.values()].filter(({ name }) =>
    positionals.length === 0 || positionals.includes(name)
  );
  report(chosen.flatMap(checkFunction), values.notes === true);
}

function checkFunction({ name, spec, examples }: CollectedFunction): ExampleCheck[] {
  const { service } = spec;
  if (!service) return [];
  const scopes = [...spec.scopes, ...Object.keys(spec.extraScopes ?? {})];
  const headers = service.headers({ accessToken: "token", connectionConfig: null });
  return examples.map((example) => ({
    connector: service.connector,
    functionName: name,
    case: example.case,
    ...checkExample(service.connector, example, { scopes, headers }),
  }));
}

function report(checks: readonly ExampleCheck[], withNotes: boolean): void {
  const violations = findingLines(checks, "violations");
  for (const line of serviceLines(checks)) console.log(line);
  if (withNotes) { for (const line of findingLines(checks, "notes")) console.log(`Note: ${line}`); }
  for (const line of violations) console.error(line);
  console.log(
    violations.length === 0 ? "Provider conformance: all examples fit" : "Provider conformance failed",
  );
  if (violations.length > 0) process.exitCode = 1;
}
