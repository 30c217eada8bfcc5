/**
 * What the sandbox and the tests need of a JavaScript runtime: it runs bundled functions, and hands every
 * request that a function makes to `outbound`. The functions' code is the same in all of them.
 *
 * @module
 */
import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { encodeHeader, type Invocation, type Origin, SANDBOX_HEADER } from "./wire.ts";

export interface Runtime {
  /** Lets a function answer a request. The function is loaded by its first call and stays for later ones. */
  call(name: string, request: Request, options?: CallOptions): Promise<Response>;
  dispose(): Promise<void>;
}

export interface CallOptions {
  /** Names the call in `outbound`. */
  id?: string;
  /** What `Deno.env.get` answers during the call. */
  secrets?: Record<string, string>;
}

export interface RuntimeOptions {
  /** The single file of a function; see `bundle.ts`. */
  bundle(name: string): Promise<string>;
  /**
   * Answers a request that a function makes. If it rejects, the function sees a lost connection; if it resolves
   * with nothing, it has answered on the connection itself.
   */
  outbound(request: Request, origin: Origin, connection: Connection): Promise<Response | undefined>;
  /** Takes each line that a function prints. */
  log(line: string): void;
}

/** Where a function's request came from: for answers that no `Response` can give. */
export interface Connection {
  incoming: IncomingMessage;
  outgoing: ServerResponse;
}

/** Does something once per function, and answers the same result from then on. */
export function perFunction<T>(make: (name: string) => Promise<T>): (name: string) => Promise<T> {
  const made = new Map<string, Promise<T>>();
  return (name) => {
    const result = made.get(name) ?? make(name);
    made.set(name, result);
    return result;
  };
}

/** Sends a call to the runtime that listens at `address`. */
export async function invoke(
  address: string | URL,
  name: string,
  request: Request,
  { id = randomUUID(), secrets = {} }: CallOptions,
): Promise<Response> {
  const { url, method, headers, body } = request;
  const invocation: Invocation = { function: name, id, url, headers: [...headers], secrets };
  const response = await fetch(address, {
    method,
    headers: {
      [SANDBOX_HEADER]: encodeHeader(invocation),
      // Both runtimes would compress the answer.
      "accept-encoding": "identity",
      // workerd closes idle connections after 5 seconds: a call on one that was kept may be lost
      // (https://www.rfc-editor.org/rfc/rfc9112#section-9.6).
      connection: "close",
    },
    body,
    redirect: "manual",
    ...(body && { duplex: "half" }),
  });
  return new Response(response.body, response);
}
