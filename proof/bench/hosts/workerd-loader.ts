/**
 * The worker that takes every call: it loads the bundle that the call names, in the isolate that it names, and
 * passes the call on. Runs in workerd.
 *
 * @see https://developers.cloudflare.com/workers/runtime-apis/bindings/worker-loader/
 * @module
 */
import { TARGET_HEADERS } from "./target.ts";

interface Fetcher {
  fetch(request: Request): Promise<Response>;
}

type Environment =
  & {
    LOADER: {
      get(id: string, load: () => object): { getEntrypoint(): Fetcher };
    };
    UPSTREAM: Fetcher;
  }
  // The text of each bundle, by its name.
  & Record<string, string>;

declare const COMPATIBILITY: object;

export default {
  fetch(request: Request, environment: Environment): Promise<Response> {
    const bundle = request.headers.get(TARGET_HEADERS.bundle) ?? "";
    const isolate = request.headers.get(TARGET_HEADERS.isolate) ?? "";
    const worker = environment.LOADER.get(isolate, () => ({
      ...COMPATIBILITY,
      mainModule: "main.js",
      modules: { "main.js": environment["workerd-main"], "function.js": environment[bundle] },
      globalOutbound: environment.UPSTREAM,
    }));
    return worker.getEntrypoint().fetch(request);
  },
};
