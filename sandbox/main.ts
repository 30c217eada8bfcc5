/**
 * `npm start`: a Base44 app on this machine with all functions of this repository.
 *
 * @module
 */
import { parseArgs } from "node:util";
import { APP_ID, CALLER_TOKENS, DEFAULT_PORT } from "./callers.ts";
import { loadCollection } from "./collection.ts";
import { formatRequest, formatTable, functionRows, shorten } from "./print.ts";
import { Problem, readPort, runCommand } from "./problem.ts";
import { type RuntimeName, RUNTIMES, type Sandbox, startSandbox } from "./sandbox.ts";
import { chooseSmokeCalls, runSmokeCall, type SmokeCall } from "./smoke.ts";

const USAGE = `Usage: npm start -- [--runtime workerd|deno] [--port ${DEFAULT_PORT}] [--check]

--check calls one function per emulated service, then exits: with 0 if all calls worked`;

await runCommand(async () => {
  const { values } = parseArgs({
    options: {
      runtime: { type: "string", default: "workerd" },
      port: { type: "string" },
      check: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) return console.log(USAGE);
  const runtime = readRuntime(values.runtime);
  // A check may run beside a sandbox that serves.
  const port = readPort(values.port ?? String(values.check ? 0 : DEFAULT_PORT));
  const functions = await loadCollection();
  const sandbox = await startSandbox({
    functions,
    runtime,
    port,
    environment: process.env,
    log: (line) => console.log(line),
    report: (request) => console.log(`  ${formatRequest(request)}`),
  });
  const { emulators, connections } = sandbox;
  console.log(`${functions.size} functions in ${runtime}\n`);
  console.log(formatTable(functionRows(functions.values(), emulators, connections)));

  const smokeCalls = chooseSmokeCalls(functions.values(), emulators, connections);
  const ok = await callAll(sandbox, smokeCalls);
  if (values.check) {
    await sandbox.close();
    process.exitCode = ok ? 0 : 1;
    return;
  }
  console.log(welcome(sandbox.url, smokeCalls[0]));
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => void sandbox.close().then(() => process.exit(0)));
  }
});

function readRuntime(name: string): RuntimeName {
  if (name in RUNTIMES) return name as RuntimeName;
  throw new Problem(`Expected --runtime to be ${Object.keys(RUNTIMES).join(" or ")}: it is "${name}"`);
}

async function callAll(sandbox: Sandbox, calls: readonly SmokeCall[]): Promise<boolean> {
  if (calls.length === 0) console.log("\nNo function has an emulated service, so there is nothing to call");
  let worked = calls.length > 0;
  for (const call of calls) {
    console.log(`\n${call.connector}: ${call.function} ${shorten(JSON.stringify(call.input))}`);
    const { ok, text } = await runSmokeCall(sandbox.url, call);
    console.log(`${ok ? "✓" : "✗"} ${shorten(text)}`);
    worked &&= ok;
  }
  return worked;
}

function welcome(url: string, example: SmokeCall | undefined): string {
  const name = example?.function ?? "<function>";
  const input = JSON.stringify(example?.input ?? {});
  return `
The sandbox listens on ${url}; Ctrl+C ends it

  npm run call -- ${name} '${input}'
  curl ${url}/api/apps/${APP_ID}/functions/${name} \\
    -H 'Authorization: Bearer ${CALLER_TOKENS.admin}' -H 'Content-Type: application/json' -d '${input}'

Callers: Bearer ${CALLER_TOKENS.admin} (--as admin), Bearer ${CALLER_TOKENS.user} (--as user), no header (--as anonymous)
`;
}
