/**
 * `npm run call -- <function> '<json>'`: calls one function of a running sandbox through `@base44/sdk`.
 *
 * @module
 */
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { createClient } from "@base44/sdk";
import { APP_ID, CALLER_TOKENS, type CallerName, DEFAULT_PORT } from "../callers.ts";
import { CALL_HEADER, EXAMPLE_HEADER } from "../host.ts";
import { formatRequest } from "../print.ts";
import { Problem, readPort } from "../problem.ts";
import { fetchCall, type SdkResponse } from "../smoke.ts";

const USAGE = `Usage: npm run call -- <function> '<input as JSON>' [options]

--as admin|user|anonymous   who calls; an admin where absent
--file field=path           a File for an input field
--example case              answer from this example, whatever the input
--port ${DEFAULT_PORT}                 where the sandbox listens`;

/** Answers the exit code: 1 where the function refuses. */
export async function call(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      as: { type: "string", default: "admin" },
      file: { type: "string", multiple: true, default: [] },
      example: { type: "string" },
      port: { type: "string", default: String(DEFAULT_PORT) },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const [name, json = "{}", ...others] = positionals;
  if (!name || others.length > 0) throw new Problem(USAGE);
  const serverUrl = `http://127.0.0.1:${readPort(values.port)}`;
  const input = { ...readInput(json), ...await readFiles(values.file) };
  await checkFunction(serverUrl, name);

  const token = CALLER_TOKENS[readCaller(values.as)];
  const base44 = createClient({
    serverUrl,
    appId: APP_ID,
    ...(token && { token }),
    ...(values.example && { headers: { [EXAMPLE_HEADER]: values.example } }),
  });
  const response: SdkResponse = await base44.functions.invoke(name, input).catch((error) => {
    if (error.response) return error.response;
    throw new Problem(`The sandbox at ${serverUrl} did not answer: ${error.message}`);
  });
  const id = response.headers[CALL_HEADER];
  const record = id ? await fetchCall(serverUrl, id) : undefined;
  for (const request of record?.requests ?? []) console.error(formatRequest(request));
  console.log(JSON.stringify(response.data, null, 2));
  return response.status < 400 ? 0 : 1;
}

function readInput(json: string): Record<string, unknown> {
  let input: unknown;
  try {
    input = JSON.parse(json);
  } catch (error) {
    throw new Problem(`Expected the input as JSON, such as '{"text":"Hi"}': ${(error as Error).message}`);
  }
  if (typeof input === "object" && input !== null && !Array.isArray(input)) return { ...input };
  throw new Problem(`Expected the input as a JSON object, such as '{"text":"Hi"}': it is ${json}`);
}

async function readFiles(options: readonly string[]): Promise<Record<string, File>> {
  const files = options.map(async (option) => {
    const [field, path] = option.split(/=(.*)/s);
    if (!field || !path) throw new Problem(`Expected --file field=path: it is "${option}"`);
    const content = await readFile(path).catch((error: Error) => {
      throw new Problem(`Cannot read the file for ${field}: ${error.message}`);
    });
    return [field, new File([content], basename(path))] as const;
  });
  return Object.fromEntries(await Promise.all(files));
}

function readCaller(name: string): CallerName {
  if (Object.hasOwn(CALLER_TOKENS, name)) return name as CallerName;
  throw new Problem(`Expected --as to be ${Object.keys(CALLER_TOKENS).join(", ")}: it is "${name}"`);
}

async function checkFunction(serverUrl: string, name: string): Promise<void> {
  const response = await fetch(`${serverUrl}/sandbox/functions`).catch(() => undefined);
  if (!response?.ok) throw new Problem(`No sandbox answers at ${serverUrl}: start it with npm start`);
  const names = await response.json() as string[];
  if (names.includes(name)) return;
  const close = names.filter((candidate) => candidate.split("-")[0] === name.split("-")[0]);
  throw new Problem(
    `There is no function named "${name}"; there are ${(close.length > 0 ? close : names).join(", ")}`,
  );
}
