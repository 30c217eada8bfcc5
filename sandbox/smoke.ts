/**
 * One real call per emulated connector, through `@base44/sdk`.
 *
 * @module
 */
import { APP_ID, CALLER_TOKENS } from "./callers.ts";
import type { CallRecord } from "./calls.ts";
import { createClient } from "@base44/sdk";
import type { CollectedFunction } from "./collection.ts";
import type { Connections } from "./connections.ts";
import type { Emulators } from "./emulators.ts";
import { type Example, exchangesOf, type NamedExample } from "./example.ts";
import { CALL_HEADER } from "./host.ts";

export interface SmokeCall {
  function: string;
  connector: string;
  input: Record<string, unknown>;
}

export interface SmokeResult {
  ok: boolean;
  /** What the function answered, or why the call does not count. */
  text: string;
}

/** What a caller sends for an example, `File`s included. */
export function exampleInput(example: Example, value = example.input): Record<string, unknown> {
  const files = Object.entries(example.files ?? {}).map(([field, { name, type, text, base64 }]) => [
    field,
    new File([text ?? Buffer.from(base64 ?? "", "base64")], name, { type }),
  ]);
  return { ...value as Record<string, unknown>, ...Object.fromEntries(files) };
}

/** A connector's flagship; where it is not among the functions, the first whose success is emulated whole. */
export function chooseSmokeCalls(
  functions: Iterable<CollectedFunction>,
  emulators: Emulators,
  connections: Connections,
): SmokeCall[] {
  const chosen = new Map<string, SmokeCall>();
  for (const entry of functions) {
    const connector = entry.spec.service?.connector;
    const success = entry.examples.find((example) => "output" in example);
    if (!connector || !success || connections.isReal(connector) || connections.provider(connector)) continue;
    const flagship = emulators.connector(connector)?.flagship;
    const isFlagship = flagship === entry.name;
    if (!isFlagship && (chosen.has(connector) || !isEmulated(success, emulators))) continue;
    const input = exampleInput(success, success.sandboxInput ?? success.input);
    chosen.set(connector, { function: entry.name, connector, input });
  }
  return [...chosen.values()];
}

function isEmulated(example: NamedExample, emulators: Emulators): boolean {
  const exchanges = exchangesOf(example);
  return exchanges.length > 0 &&
    exchanges.every(({ request }) => emulators.find(request.method, new URL(request.url)) !== undefined);
}

export async function runSmokeCall(serverUrl: string, call: SmokeCall): Promise<SmokeResult> {
  const base44 = createClient({ serverUrl, appId: APP_ID, token: CALLER_TOKENS.admin });
  try {
    const response = await base44.functions.invoke(call.function, call.input) as unknown as SdkResponse;
    const record = await fetchCall(serverUrl, response.headers[CALL_HEADER] ?? "");
    const text = JSON.stringify(response.data);
    const strayed = record.requests.find(({ servedBy }) => servedBy === "examples");
    return strayed
      ? { ok: false, text: `Served from examples: ${strayed.method} ${strayed.url}` }
      : { ok: true, text };
  } catch (error) {
    const { response } = error as { response?: SdkResponse };
    return {
      ok: false,
      text: response ? `${response.status} ${JSON.stringify(response.data)}` : String(error),
    };
  }
}

/** The SDK hands out axios' response. */
export interface SdkResponse {
  status: number;
  data: unknown;
  headers: Record<string, string>;
}

export async function fetchCall(serverUrl: string, id: string): Promise<CallRecord> {
  const response = await fetch(`${serverUrl}/sandbox/calls/${id}`);
  return await response.json() as CallRecord;
}
