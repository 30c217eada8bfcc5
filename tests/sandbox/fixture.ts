/**
 * The sandbox around the probe, a function that tells what it sees.
 *
 * @module
 */
import { CALLER_TOKENS, type CallerName } from "../../sandbox/callers.ts";
import type { CallRecord, ProviderRequest } from "../../sandbox/calls.ts";
import { loadCollection } from "../../sandbox/collection.ts";
import { CALL_HEADER } from "../../sandbox/host.ts";
import { startSandbox } from "../../sandbox/sandbox.ts";

export const FIXTURE = new URL("fixture/", import.meta.url);
export const FUNCTIONS = new URL("functions/", FIXTURE);

export interface Probe {
  url: string;
  reports: ProviderRequest[];
  call(input: object, options?: CallOptions): Promise<ProbeAnswer>;
  close(): Promise<void>;
}

interface CallOptions {
  as?: CallerName;
  headers?: Record<string, string>;
  name?: string;
}

export interface ProbeAnswer {
  status: number;
  // deno-lint-ignore no-explicit-any
  body: any;
  /** What `/sandbox/calls/<id>` tells of the call. */
  record(): Promise<CallRecord>;
}

/** `environment` holds real tokens and secrets, `providers` the local providers of connectors. */
export async function startProbe(
  environment: Record<string, string> = {},
  port = 0,
  providers: Record<string, string> = {},
): Promise<Probe> {
  const reports: ProviderRequest[] = [];
  const sandbox = await startSandbox({
    functions: await loadCollection(FIXTURE),
    root: FUNCTIONS,
    runtime: "workerd",
    port,
    environment,
    providers,
    log: () => {},
    report: (request) => reports.push(request),
  });
  return {
    url: sandbox.url,
    reports,
    close: sandbox.close,
    async call(input, { as = "admin", headers = {}, name = "probe" } = {}) {
      const token = CALLER_TOKENS[as];
      const response = await fetch(`${sandbox.url}/api/apps/sandbox/functions/${name}`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          ...(token && { authorization: `Bearer ${token}` }),
          ...headers,
        },
        body: JSON.stringify(input),
      });
      const text = await response.text();
      return {
        status: response.status,
        body: text.startsWith("{") ? JSON.parse(text) : text,
        record: async () =>
          await (await fetch(`${sandbox.url}/sandbox/calls/${response.headers.get(CALL_HEADER)}`)).json(),
      };
    },
  };
}
