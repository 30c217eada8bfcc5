/**
 * Puts the sandbox together: functions in a runtime, Base44's API around them, providers behind them.
 *
 * @module
 */
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { bundleFunction } from "./bundle.ts";
import { type Call, createCallLog, type ProviderRequest } from "./calls.ts";
import type { CollectedFunction } from "./collection.ts";
import { type Connections, createConnections } from "./connections.ts";
import { type Emulators, startEmulators } from "./emulators.ts";
import { createFileStore } from "./files.ts";
import { createHost } from "./host.ts";
import { Problem } from "./problem.ts";
import { readProviders } from "./providers.ts";
import { createRouter } from "./router.ts";
import { createDenoRuntime } from "./runtimes/deno.ts";
import { createWorkerdRuntime } from "./runtimes/workerd.ts";

export const RUNTIMES = { workerd: createWorkerdRuntime, deno: createDenoRuntime };
export type RuntimeName = keyof typeof RUNTIMES;

export interface SandboxOptions {
  functions: ReadonlyMap<string, CollectedFunction>;
  /** The folder of the functions. */
  root?: URL;
  /** Functions that are bundled already; the others are when they are first called. */
  bundles?: ReadonlyMap<string, string>;
  runtime: RuntimeName;
  /** The folder of the built gallery. */
  gallery?: URL;
  /** Any free port where 0. */
  port: number;
  /** Names of real tokens and secrets, as in `process.env`. */
  environment: Record<string, string | undefined>;
  /**
   * By connector, the origin of a server on this machine that takes the provider's requests, such as
   * `{ slackbot: "http://127.0.0.1:8080" }`; see providers.ts.
   */
  providers?: Readonly<Record<string, string>>;
  /** Takes each line that a function prints. */
  log(line: string): void;
  report(request: ProviderRequest, call: Call): void;
}

export interface Sandbox {
  url: string;
  emulators: Emulators;
  connections: Connections;
  close(): Promise<void>;
}

const GALLERY = new URL("../dist/gallery/", import.meta.url);
const SECRET_PREFIX = "SANDBOX_SECRET_";

export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { functions, environment, log, report, gallery = GALLERY } = options;
  const providers = readProviders(functions, options.providers ?? {});
  const emulators = await startEmulators();
  const connections = createConnections(functions, emulators, environment, providers);
  const files = createFileStore();
  const calls = createCallLog();
  const route = createRouter({ functions, emulators, connections, files, report });
  const runtime = await RUNTIMES[options.runtime]({
    bundle: async (name) => options.bundles?.get(name) ?? await bundleFunction(name, options.root),
    log,
    async outbound(request, { id }) {
      const call = calls.get(id);
      if (!call) throw new Error("The call is over");
      const isPlatform = new URL(request.url).origin === call.apiUrl;
      return isPlatform ? await host.fetch(request, { call }) : await route(request, call);
    },
  });
  const secrets = readSecrets(environment);
  const host = createHost({ functions, connections, files, calls, runtime, secrets, gallery });
  const close = async () => {
    await Promise.all([runtime.dispose(), emulators.close()]);
  };
  try {
    const server = await listen(host.fetch, options.port);
    return {
      url: server.url,
      emulators,
      connections,
      async close() {
        server.close();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** `SANDBOX_SECRET_CONTACT_TO=a@b.c` is the secret `CONTACT_TO`. Nothing else of the environment gets in. */
function readSecrets(environment: Record<string, string | undefined>): Record<string, string> {
  const secrets: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) {
    if (name.startsWith(SECRET_PREFIX) && value) secrets[name.slice(SECRET_PREFIX.length)] = value;
  }
  return secrets;
}

async function listen(
  fetch: (request: Request) => Response | Promise<Response>,
  port: number,
): Promise<{ url: string; close(): void }> {
  const server = createAdaptorServer({ fetch: (request) => fetch(request), overrideGlobalObjects: false });
  // A call that comes while an idle connection is closed would be lost: callers close their own.
  if ("keepAliveTimeout" in server) server.keepAliveTimeout = 0;
  server.listen(port, "127.0.0.1");
  try {
    await once(server, "listening");
  } catch (error) {
    throw new Problem(
      (error as { code?: string }).code === "EADDRINUSE"
        ? `Port ${port} is taken, perhaps by another sandbox: stop that, or choose a port with --port`
        : `Cannot listen on port ${port}: ${(error as Error).message}`,
    );
  }
  const address = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${address.port}`,
    close() {
      server.close();
      if ("closeAllConnections" in server) server.closeAllConnections();
    },
  };
}
