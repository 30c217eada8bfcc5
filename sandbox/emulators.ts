/**
 * Stateful emulators of Slack, Google, GitHub and Linear, on ports of the loopback interface.
 *
 * @see https://emulate.dev
 * @module
 */
import { once } from "node:events";
import { readdir, readFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import type { Emulator, SeedConfig } from "emulate";
import { EMULATED, type Emulated } from "./emulated.ts";
import { Problem } from "./problem.ts";

const CODE = new URL("../node_modules/emulate/dist/", import.meta.url);

export interface Emulators {
  /** Which emulator has this route, such as `Slack emulator`. */
  find(method: string, url: URL): string | undefined;
  /** The emulator's answer; `undefined` where it has no such route, or does not know what is asked. */
  answer(request: Request): Promise<Response | undefined>;
  /** What Base44 hands out for a connector; `undefined` where its service is not emulated. */
  token(connector: string): string | undefined;
  close(): Promise<void>;
}

interface Running extends Emulated {
  emulator: Emulator;
  port: number;
  routes: RegExp[];
}

export async function startEmulators(): Promise<Emulators> {
  const { createEmulator } = await import("emulate").catch((error: Error) => {
    throw new Problem(`The package emulate does not load, so no service can be emulated: ${error.message}`);
  });
  const running = await Promise.all(EMULATED.map(async (emulated): Promise<Running> => {
    const [port, routes] = await Promise.all([freePort(), readRoutes(emulated.service)]);
    const { service, baseUrl, seed } = emulated;
    const emulator = await createEmulator({
      service,
      port,
      seed: seed as SeedConfig,
      ...(baseUrl && { baseUrl }),
    });
    return { ...emulated, emulator, port, routes };
  }));
  const find = (method: string, url: URL) => running.find((candidate) => hasRoute(candidate, method, url));
  return {
    find: (method, url) => find(method, url)?.name,
    async answer(request) {
      const url = new URL(request.url);
      const target = find(request.method, url);
      if (!target) return undefined;
      const response = await fetch(await readdress(request, url, target));
      return await target.isGap?.(response.clone()) ? undefined : response;
    },
    token: (connector) => running.find(({ tokens }) => Object.hasOwn(tokens, connector))?.tokens[connector],
    async close() {
      await Promise.all(running.map(({ emulator }) => emulator.close()));
    },
  };
}

function hasRoute({ hosts, routes, readsByPost, lacks }: Running, method: string, url: URL): boolean {
  const known = readsByPost && method === "GET" ? "POST" : method;
  return hosts.includes(url.host) && !lacks?.(url) &&
    routes.some((route) => route.test(`${known} ${url.pathname}`));
}

/** The same request, as the emulator takes it. */
async function readdress(
  request: Request,
  url: URL,
  { port, readsByPost, adapt }: Running,
): Promise<Request> {
  const { method } = request;
  const headers = new Headers(request.headers);
  const address = `http://127.0.0.1:${port}${url.pathname}`;
  if (readsByPost && method === "GET") {
    headers.delete("content-type");
    return new Request(address, { headers, method: "POST", body: url.searchParams });
  }
  const sent = request.body && new Uint8Array(await request.arrayBuffer());
  const body = sent && adapt ? JSON.stringify(adapt(JSON.parse(new TextDecoder().decode(sent)))) : sent;
  return new Request(address + url.search, { headers, method, body, redirect: "manual" });
}

/** emulate does not tell the port it took where a base URL is given. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/**
 * emulate answers an unknown route and a missing repository alike, so its routes are read from its code. Each
 * service is one file, which registers its routes with `app.<method>("<path>", ...)`.
 */
async function readRoutes(service: string): Promise<RegExp[]> {
  for (const file of await readdir(CODE)) {
    if (!file.startsWith("dist-") || !file.endsWith(".js")) continue;
    const code = await readFile(new URL(file, CODE), "utf8");
    if (!code.includes(`name: "${service}",\n  register(app`)) continue;
    return [...code.matchAll(/\bapp\.(get|post|put|patch|delete)\(\s*"([^"]+)"/g)].map(
      ([, method = "", path = ""]) => routePattern(method.toUpperCase(), path),
    );
  }
  throw new Problem(`The package emulate has no ${service} emulator where one is expected`);
}

/** Parameters are `:name`, and `:name{.+}` where they may hold slashes. */
function routePattern(method: string, path: string): RegExp {
  const pattern = path.split(/(:\w+(?:\{\.\+\})?)/).map((part) => {
    if (part.startsWith(":")) return part.endsWith("}") ? ".+" : "[^/]+";
    return part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  });
  return new RegExp(`^${method} ${pattern.join("")}$`);
}
