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
import { EMULATED } from "./emulated.ts";
import type { Adapter, Connector, Emulated } from "./emulated/definition.ts";
import { Problem } from "./problem.ts";

const CODE = new URL("../node_modules/emulate/dist/", import.meta.url);

export interface Emulators {
  /** Which emulator has this route, such as `Slack emulator`. */
  find(method: string, url: URL): string | undefined;
  /** The emulator's answer; `undefined` where it has no such route, or does not know what is asked. */
  answer(request: Request): Promise<Response | undefined>;
  /** `undefined` where the connector's service is not emulated. */
  connector(name: string): Connector | undefined;
  close(): Promise<void>;
}

interface Running extends Emulated {
  emulator: Emulator;
  port: number;
  patterns: RegExp[];
  adapter: Adapter;
}

export async function startEmulators(): Promise<Emulators> {
  const { createEmulator } = await import("emulate").catch((error: Error) => {
    throw new Problem(`The package emulate does not load, so no service can be emulated: ${error.message}`);
  });
  const running = await Promise.all(EMULATED.map(async (emulated): Promise<Running> => {
    const { service, baseUrl, seed, routes = [], createAdapter } = emulated;
    const [port, ofEmulator] = await Promise.all([freePort(), readRoutes(service)]);
    const emulator = await createEmulator({
      service,
      port,
      seed: seed as SeedConfig,
      ...(baseUrl && { baseUrl }),
    });
    const patterns = [...ofEmulator, ...routes].map(routePattern);
    return { ...emulated, emulator, port, patterns, adapter: createAdapter?.() ?? passOn };
  }));
  const find = (method: string, url: URL) => running.find((candidate) => hasRoute(candidate, method, url));
  return {
    find: (method, url) => find(method, url)?.name,
    async answer(request) {
      const target = find(request.method, new URL(request.url));
      return await target?.adapter(request, async (adapted) => fetch(await readdress(adapted, target)));
    },
    connector: (name) => running.find(({ connectors }) => Object.hasOwn(connectors, name))?.connectors[name],
    async close() {
      await Promise.all(running.map(({ emulator }) => emulator.close()));
    },
  };
}

const passOn: Adapter = (request, emulator) => emulator(request);

function hasRoute({ hosts, patterns, readsByPost }: Running, method: string, url: URL): boolean {
  const known = readsByPost && method === "GET" ? "POST" : method;
  return hosts.includes(url.host) && patterns.some((pattern) => pattern.test(`${known} ${url.pathname}`));
}

/** The same request, at the emulator's address. */
async function readdress(request: Request, { port, readsByPost }: Running): Promise<Request> {
  const { method } = request;
  const url = new URL(request.url);
  const headers = new Headers(request.headers);
  // An adapter may have changed the body.
  headers.delete("content-length");
  const address = `http://127.0.0.1:${port}${url.pathname}`;
  if (readsByPost && method === "GET") {
    headers.delete("content-type");
    return new Request(address, { headers, method: "POST", body: url.searchParams });
  }
  const body = request.body && new Uint8Array(await request.arrayBuffer());
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
async function readRoutes(service: string): Promise<string[]> {
  for (const file of await readdir(CODE)) {
    if (!file.startsWith("dist-") || !file.endsWith(".js")) continue;
    const code = await readFile(new URL(file, CODE), "utf8");
    if (!code.includes(`name: "${service}",\n  register(app`)) continue;
    return [...code.matchAll(/\bapp\.(get|post|put|patch|delete)\(\s*"([^"]+)"/g)].map(
      ([, method = "", path = ""]) => `${method.toUpperCase()} ${path}`,
    );
  }
  throw new Problem(`The package emulate has no ${service} emulator where one is expected`);
}

/** Parameters are `:name`, and `:name{.+}` where they may hold slashes. */
function routePattern(route: string): RegExp {
  const pattern = route.split(/(:\w+(?:\{\.\+\})?)/).map((part) => {
    if (part.startsWith(":")) return part.endsWith("}") ? ".+" : "[^/]+";
    return part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  });
  return new RegExp(`^${pattern.join("")}$`);
}
