/**
 * The worker that takes every call: it loads the function's own worker, if it is not there yet, and passes the
 * call on. Runs in workerd.
 *
 * @see https://developers.cloudflare.com/workers/runtime-apis/bindings/worker-loader/
 * @module
 */
import { decodeHeader, type Invocation, SANDBOX_HEADER } from "./wire.ts";

interface Fetcher {
  fetch(request: Request | string): Promise<Response>;
}

interface Environment {
  LOADER: { get(id: string, load: () => Promise<object>): { getEntrypoint(): Fetcher } };
  /** Answers the code of the function that the path names. */
  CODE: Fetcher;
  EGRESS: Fetcher;
}

export default {
  fetch(request: Request, { LOADER, CODE, EGRESS }: Environment): Promise<Response> {
    const invocation = decodeHeader<Invocation>(request.headers.get(SANDBOX_HEADER) ?? "");
    const worker = LOADER.get(invocation.function, async () => {
      const code = await CODE.fetch(`http://code/${invocation.function}`);
      return { ...await code.json() as object, globalOutbound: EGRESS };
    });
    return worker.getEntrypoint().fetch(request);
  },
};
