/**
 * Runs inside workerd and Deno, around the functions: gives them the `Deno` that Base44 gives, and marks each
 * request that they make with the call it belongs to.
 *
 * @module
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { decodeHeader, encodeHeader, type Invocation, type Outbound, SANDBOX_HEADER } from "./wire.ts";

type Handler = (request: Request, ...rest: unknown[]) => Response | Promise<Response>;

interface Loading {
  invocation: Invocation;
  /** What the module handed to `Deno.serve`. */
  served?: Handler | undefined;
}

const current = new AsyncLocalStorage<Loading>();
const handlers = new Map<string, Promise<Handler>>();

/** What functions may use of `Deno` on every host of Base44. */
export const denoShim = {
  env: {
    get: (name: string) => secrets()[name],
    has: (name: string) => name in secrets(),
    toObject: () => ({ ...secrets() }),
  },
  serve(...args: unknown[]) {
    const loading = current.getStore();
    if (loading) loading.served = args.map(findHandler).find((handler) => handler !== undefined);
    return { finished: new Promise(() => {}), shutdown: () => Promise.resolve() };
  },
};

function secrets(): Record<string, string> {
  return current.getStore()?.invocation.secrets ?? {};
}

/** `Deno.serve` takes `(handler)`, `(options, handler)` and `({ handler })`. */
function findHandler(argument: unknown): Handler | undefined {
  if (typeof argument === "function") return argument as Handler;
  return (argument as { handler?: Handler } | undefined)?.handler;
}

/** Sends every `fetch` to `address`, where there is one, and marks it in either case. */
export function routeFetch(address?: string): void {
  const send = globalThis.fetch;
  globalThis.fetch = async function (this: unknown, input: RequestInfo | URL, init: RequestInit = {}) {
    // workerd's own rule, which the replaced function would hide:
    // https://developers.cloudflare.com/workers/observability/errors/#illegal-invocation-errors
    if (this !== undefined && this !== globalThis) throw new TypeError("Illegal invocation");
    const invocation = current.getStore()?.invocation;
    if (!invocation) throw new TypeError("Cannot fetch outside of a call");
    const request = input instanceof Request ? input : undefined;
    const url = request?.url ?? new URL(input as string | URL).href;
    const headers = new Headers(init.headers ?? request?.headers);
    const outbound: Outbound = { function: invocation.function, id: invocation.id, url };
    headers.set(SANDBOX_HEADER, encodeHeader(outbound));
    const target = address ? request ? new Request(address, request) : address : input;
    const response = await send(target, { ...init, headers, redirect: "manual" });
    const redirect = init.redirect ?? request?.redirect ?? "follow";
    const redirects = [301, 302, 303, 307, 308].includes(response.status) && response.headers.has("location");
    if (redirects && redirect !== "manual") {
      throw new TypeError(`Expected redirect: "manual": ${url} redirects, and the sandbox does not follow`);
    }
    return Object.defineProperty(response, "url", { value: url });
  };
}

/** Lets a function answer. `load` imports its module; `rest` is what the runtime itself adds to the request. */
export async function answer(
  request: Request,
  load: (name: string) => Promise<unknown>,
  ...rest: unknown[]
): Promise<Response> {
  const header = request.headers.get(SANDBOX_HEADER);
  if (!header) return Response.json({ error: "Expected a call from the sandbox" }, { status: 400 });
  const invocation = decodeHeader<Invocation>(header);
  const { url, headers } = invocation;
  const { method, body } = request;
  return await current.run({ invocation }, async () => {
    try {
      const handler = await handlerOf(invocation.function, load);
      return await handler(
        new Request(url, { method, headers, body, ...(body && { duplex: "half" }) }),
        ...rest,
      );
    } catch (error) {
      console.error(error);
      return Response.json({ error: `${invocation.function} failed: ${error}` }, { status: 500 });
    }
  });
}

function handlerOf(name: string, load: (name: string) => Promise<unknown>): Promise<Handler> {
  const handler = handlers.get(name) ?? loadHandler(name, load);
  handlers.set(name, handler);
  return handler;
}

/** As on Base44, what was given to `Deno.serve` comes before the default export. */
async function loadHandler(name: string, load: (name: string) => Promise<unknown>): Promise<Handler> {
  const module = await load(name) as { default?: Handler | { fetch?: Handler } };
  const exported = typeof module.default === "function" ? module.default : module.default?.fetch;
  const handler = current.getStore()?.served ?? exported;
  if (!handler) throw new TypeError("Expected a call of Deno.serve or a default export");
  return handler;
}
