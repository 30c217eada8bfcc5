/**
 * Servers on this machine that stand for a connector's provider: a fake that fails on purpose, a recorder, a proxy.
 * Such a server gets every request to the service's hosts as the function wrote it: method, path, query, headers
 * and body. The host that it was meant for stands in `x-forwarded-host`.
 *
 * @module
 */
import type { CollectedFunction } from "./collection.ts";
import { isLoopback } from "./loopback.ts";
import { Problem } from "./problem.ts";

const HOST_HEADER = "x-forwarded-host";

/** Refuses connectors that no function uses, and whatever is not the origin of a server on this machine. */
export function readProviders(
  functions: ReadonlyMap<string, CollectedFunction>,
  providers: Readonly<Record<string, string>>,
): Map<string, URL> {
  const known = new Set([...functions.values()].flatMap(({ spec }) => spec.service?.connector ?? []));
  return new Map(
    Object.entries(providers).map(([connector, origin]) => {
      if (known.has(connector)) return [connector, readOrigin(connector, origin)];
      throw new Problem(
        `No function uses a connector "${connector}": there are ${[...known].sort().join(", ")}`,
      );
    }),
  );
}

function readOrigin(connector: string, text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === "http:" && isLoopback(url.hostname) && url.href === `${url.origin}/`) return url;
  throw new Problem(
    `Expected the provider of ${connector} on this machine, such as http://127.0.0.1:8080: it is "${text}"`,
  );
}

/** A redirect is passed on, never followed. */
export async function askProvider(origin: URL, request: Request): Promise<Response> {
  const { host, pathname, search } = new URL(request.url);
  const headers = new Headers(request.headers);
  headers.set(HOST_HEADER, host);
  const { method, body } = request;
  return await fetch(origin.origin + pathname + search, {
    method,
    headers,
    body,
    redirect: "manual",
    ...(body && { duplex: "half" }),
  });
}
