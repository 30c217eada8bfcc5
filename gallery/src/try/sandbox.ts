/**
 * The sandbox that serves this page, where one does.
 *
 * @module
 */
import { createClient } from "@base44/sdk";
import type { CallRecord, ProviderRequest } from "../../../sandbox/calls.ts";

export type { ProviderRequest };
export type Caller = "admin" | "user" | "anonymous";

export interface Sandbox {
  appId: string;
  /** The token of each caller; an anonymous one has none. */
  callers: Partial<Record<Caller, string>>;
}

export interface Call {
  name: string;
  input: Record<string, unknown>;
  caller: Caller;
  /** The example that answers; the sandbox's own choice where absent. */
  example?: string | undefined;
}

export interface Result {
  /** Absent where no answer came. */
  status?: number;
  ok: boolean;
  /** Milliseconds, as the page saw them. */
  ms: number;
  type: string;
  data: unknown;
  requests: ProviderRequest[];
}

/** What `sandbox/host.ts` calls them. */
const EXAMPLE_HEADER = "x-sandbox-example";
const CALL_HEADER = "x-sandbox-call";

const ORIGIN = new URL(".", document.baseURI).href.replace(/\/$/, "");

export async function findSandbox(): Promise<Sandbox | undefined> {
  try {
    const response = await fetch(`${ORIGIN}/sandbox/app`);
    const isJson = response.headers.get("content-type")?.includes("json");
    return response.ok && isJson ? await response.json() : undefined;
  } catch {
    return undefined;
  }
}

/** As a front end calls it. */
export async function runFunction(
  { appId, callers }: Sandbox,
  { name, input, caller, example }: Call,
): Promise<Result> {
  forgetToken();
  const token = callers[caller];
  const base44 = createClient({
    serverUrl: ORIGIN,
    appId,
    analytics: { enabled: false },
    ...(token && { token }),
    ...(example && { headers: { [EXAMPLE_HEADER]: example } }),
  });
  const started = performance.now();
  const answer = await base44.functions.invoke(name, input).catch((failure: unknown) => failure);
  const ms = Math.round(performance.now() - started);
  base44.cleanup();
  forgetToken();
  const response = responseOf(answer);
  if (!response) {
    const data = answer instanceof Error ? answer.message : String(answer);
    return { ok: false, ms, type: "text/plain", data, requests: [] };
  }
  return {
    status: response.status,
    ok: response.status < 400,
    ms,
    type: response.headers["content-type"] ?? "",
    data: response.data,
    requests: await requestsOf(response.headers[CALL_HEADER]),
  };
}

/** The SDK hands out axios' response, and in a failure has it as `response`. */
interface SdkResponse {
  status: number;
  data: unknown;
  headers: Record<string, string>;
}

function responseOf(answer: unknown): SdkResponse | undefined {
  const { response } = answer as { response?: SdkResponse };
  if (response) return response;
  return answer instanceof Error ? undefined : answer as SdkResponse;
}

async function requestsOf(id: string | undefined): Promise<ProviderRequest[]> {
  if (!id) return [];
  const response = await fetch(`${ORIGIN}/sandbox/calls/${id}`);
  if (!response.ok) return [];
  const { requests } = await response.json() as CallRecord;
  return requests;
}

/** The SDK keeps tokens, which would sign in the next anonymous caller. */
function forgetToken(): void {
  localStorage.removeItem("base44_access_token");
  localStorage.removeItem("token");
}
