/**
 * Functions in workerd, which Base44 runs its newer apps on. Each function is a worker of its own in one
 * process, loaded by its first call.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { Miniflare, Response as WorkerResponse } from "miniflare";
import { openEgress } from "./egress.ts";
import { invoke, perFunction, type Runtime, type RuntimeOptions } from "./runtime.ts";

/** As in the development server of Base44's command line (base44/cli, miniflare-function-manager.ts). */
const COMPATIBILITY = { compatibilityDate: "2026-06-01", compatibilityFlags: ["nodejs_compat"] };

export async function createWorkerdRuntime({ bundle, outbound, log }: RuntimeOptions): Promise<Runtime> {
  const [loader, entry] = await Promise.all([
    buildModule("workerd-loader.ts"),
    buildModule("workerd-entry.ts"),
  ]);
  const egress = await openEgress(outbound);
  const code = perFunction(bundle);
  const miniflare = new Miniflare({
    ...COMPATIBILITY,
    modules: true,
    script: loader,
    workerLoaders: { LOADER: {} },
    serviceBindings: {
      async CODE(request: { url: string }) {
        const name = new URL(request.url).pathname.slice(1);
        const modules = { "main.js": entry, "function.js": await code(name) };
        return WorkerResponse.json({ ...COMPATIBILITY, mainModule: "main.js", modules });
      },
      EGRESS: { external: { address: egress.address, http: {} } },
    },
    handleStructuredLogs({ message }: { message: string }) {
      log(message);
    },
  });
  const address = await miniflare.ready;
  return {
    async call(name, request, options = {}) {
      await code(name);
      return await invoke(address, name, request, options);
    },
    async dispose() {
      await miniflare.dispose();
      egress.close();
    },
  };
}

async function buildModule(name: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(name, import.meta.url))],
    bundle: true,
    write: false,
    format: "esm",
    target: "esnext",
    external: ["node:*"],
  });
  return outputFiles[0]?.text ?? "";
}
