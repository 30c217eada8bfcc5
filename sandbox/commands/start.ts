/**
 * `npm start`: a Base44 app on this machine with all functions of this repository.
 *
 * @module
 */
import { once } from "node:events";
import { parseArgs } from "node:util";
import { APP_ID, CALLER_TOKENS, DEFAULT_PORT } from "../callers.ts";
import { loadCollection } from "../collection.ts";
import { formatRequest, formatTable, functionRows, realNotes, shorten } from "../print.ts";
import { Problem, readPort } from "../problem.ts";
import { type RuntimeName, RUNTIMES, type Sandbox, startSandbox } from "../sandbox.ts";
import { chooseSmokeCalls, runSmokeCall, type SmokeCall } from "../smoke.ts";

const USAGE = `Usage: npm start -- [options]

--runtime workerd|deno       what the functions run in; workerd where absent
--port ${DEFAULT_PORT}                  where the sandbox listens
--provider connector=origin  a server on this machine that stands for the connector's provider, such as
                             slackbot=http://127.0.0.1:8080; it gets the requests as they are
--check                      calls one function per emulated service, then exits: with 0 if all calls worked`;

/** Answers the exit code: 1 where a call of `--check` fails. A sandbox that serves ends with a signal. */
export async function start(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      runtime: { type: "string", default: "workerd" },
      port: { type: "string" },
      provider: { type: "string", multiple: true, default: [] },
      check: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const runtime = readRuntime(values.runtime);
  const providers = readProviders(values.provider);
  // A check may run beside a sandbox that serves.
  const port = readPort(values.port ?? String(values.check ? 0 : DEFAULT_PORT));
  const functions = await loadCollection();
  const sandbox = await startSandbox({
    functions,
    runtime,
    port,
    environment: process.env,
    providers,
    log: (line) => console.log(line),
    report: (request) => console.log(`  ${formatRequest(request)}`),
  });
  const { emulators, connections } = sandbox;
  console.log(`${functions.size} functions in ${runtime}\n`);
  console.log(formatTable(functionRows(functions.values(), emulators, connections)));
  for (const line of realNotes(functions.values(), connections)) console.log(`\n${line}`);

  const smokeCalls = chooseSmokeCalls(functions.values(), emulators, connections);
  const ok = await callAll(sandbox, smokeCalls);
  if (values.check) {
    await sandbox.close();
    return ok ? 0 : 1;
  }
  console.log(welcome(sandbox.url, port, shortest(smokeCalls)));
  await Promise.race(["SIGINT", "SIGTERM"].map((signal) => once(process, signal)));
  await sandbox.close();
  return 0;
}

function readRuntime(name: string): RuntimeName {
  if (Object.hasOwn(RUNTIMES, name)) return name as RuntimeName;
  throw new Problem(`Expected --runtime to be ${Object.keys(RUNTIMES).join(" or ")}: it is "${name}"`);
}

function readProviders(options: readonly string[]): Record<string, string> {
  const providers = options.map((option) => {
    const [connector, origin] = option.split(/=(.*)/s);
    if (connector && origin) return [connector, origin];
    throw new Problem(`Expected --provider connector=origin: it is "${option}"`);
  });
  return Object.fromEntries(providers);
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

/** The one that is easiest to type. */
function shortest(calls: readonly SmokeCall[]): SmokeCall | undefined {
  const length = ({ input }: SmokeCall) => JSON.stringify(input).length;
  const typed = calls.filter(({ input }) => !Object.values(input).some((value) => value instanceof File));
  return typed.toSorted((a, b) => length(a) - length(b))[0];
}

function welcome(url: string, port: number, example: SmokeCall | undefined): string {
  const name = example?.function ?? "<function>";
  const flags = port === DEFAULT_PORT ? "" : ` --port ${new URL(url).port}`;
  const input = JSON.stringify(example?.input ?? {});
  return `
The sandbox listens on ${url}; Ctrl+C ends it

  npm run call -- ${name} '${input}'${flags}
  curl ${url}/api/apps/${APP_ID}/functions/${name} \\
    -H 'Authorization: Bearer ${CALLER_TOKENS.admin}' -H 'Content-Type: application/json' -d '${input}'

Callers: Bearer ${CALLER_TOKENS.admin} (--as admin), Bearer ${CALLER_TOKENS.user} (--as user), no header (--as anonymous)
`;
}
