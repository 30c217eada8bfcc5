/**
 * Answers what functions ask the outside for: the local provider where one was given, the real service where its
 * token was, else the emulator, else the examples. Hosts that do not belong to the function are refused and never
 * contacted.
 *
 * @module
 */
import { FILE_HOSTS } from "../shared/runtime/files.ts";
import { hostMatches } from "../shared/runtime/url.ts";
import { type Call, describeRequest, type ProviderRequest } from "./calls.ts";
import type { CollectedFunction } from "./collection.ts";
import type { Connections } from "./connections.ts";
import type { Emulators } from "./emulators.ts";
import { exchangesOf } from "./example.ts";
import type { FileStore } from "./files.ts";
import { askProvider } from "./providers.ts";

export interface RouterOptions {
  functions: ReadonlyMap<string, CollectedFunction>;
  emulators: Emulators;
  connections: Connections;
  files: FileStore;
  /** Takes every request with its outcome. */
  report(request: ProviderRequest, call: Call): void;
}

export type Router = (request: Request, call: Call) => Promise<Response>;

type Answer = { servedBy: string; response: Response } | { problem: string };

export function createRouter(options: RouterOptions): Router {
  return async (request, call) => {
    const entry = await describeRequest(request);
    call.record.requests.push(entry);
    const started = performance.now();
    try {
      const answer = await serve(options, request, call);
      if ("response" in answer) {
        entry.servedBy = answer.servedBy;
        entry.status = answer.response.status;
        return answer.response;
      }
      entry.problem = answer.problem;
      return Response.json({ error: answer.problem }, { status: 501 });
    } catch (error) {
      entry.problem = `The connection broke off: ${error instanceof Error ? error.message : error}`;
      throw error;
    } finally {
      entry.ms = Math.round(performance.now() - started);
      options.report(entry, call);
    }
  };
}

async function serve(options: RouterOptions, request: Request, call: Call): Promise<Answer> {
  const { functions, emulators, connections, files } = options;
  const url = new URL(request.url);
  const file = FILE_HOSTS.includes(url.host) ? files.read(url) : undefined;
  if (file) return { servedBy: "files", response: fileResponse(file) };

  const asking = functions.get(call.record.function);
  if (!asking || !isKnownHost(asking, url.host)) {
    return {
      problem: `${url.host} is no host of ${call.record.function}, so the sandbox does not contact it`,
    };
  }
  const connector = asking.spec.service?.connector;
  if (isServiceHost(asking, url.host)) {
    const local = connections.provider(connector);
    if (local) return { servedBy: "local provider", response: decoded(await askProvider(local, request)) };
    if (connections.isReal(connector)) return { servedBy: "real", response: decoded(await fetch(request)) };
  }
  const emulator = call.example ? undefined : emulators.find(request.method, url);
  const emulated = emulator && await emulators.answer(request.clone());
  if (emulated) return { servedBy: emulator, response: emulated };
  const played = await call.player(request);
  if (played) return { servedBy: "examples", response: played };
  return { problem: `No example of ${asking.name} has ${request.method} ${url.pathname} on ${url.host}` };
}

function isServiceHost({ spec: { service } }: CollectedFunction, host: string): boolean {
  if (!service) return false;
  const base = typeof service.baseUrl === "string" ? [new URL(service.baseUrl).host] : [];
  return hostMatches(host, [...base, ...service.hosts ?? [], ...service.presignedHosts ?? []]);
}

function isKnownHost(asking: CollectedFunction, host: string): boolean {
  const recorded = asking.examples.flatMap(exchangesOf).map(({ request }) => new URL(request.url).host);
  return isServiceHost(asking, host) || FILE_HOSTS.includes(host) || recorded.includes(host);
}

/** Node has decoded the body. */
function decoded(response: Response): Response {
  const headers = new Headers(response.headers);
  headers.delete("content-encoding");
  headers.delete("content-length");
  return new Response(response.body, { status: response.status, headers });
}

function fileResponse(file: File): Response {
  return new Response(file, {
    headers: {
      "content-type": file.type || "application/octet-stream",
      "content-length": String(file.size),
    },
  });
}
