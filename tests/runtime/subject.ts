/**
 * Functions that exist for the tests of the runtime only, on a service that can fail in every way that counts.
 *
 * @module
 */
import { defineFunction, type Definition, type FunctionHandler } from "../../shared/runtime/define.ts";
import type { ErrorCode } from "../../shared/runtime/errors.ts";
import { type Answer, defineService, type Failure, statusFailure } from "../../shared/runtime/service.ts";
import * as z from "../../shared/runtime/zod.ts";
import { platformHeaders } from "../support/base44.ts";
import type { Reaction } from "../support/provider.ts";
import type { CallOptions, World } from "../support/world.ts";

/** `{ "fault": "<code>" }` in an answer of any status is a failure with that code, as with Slack. */
const Fault = z.object({ fault: z.string(), words: z.string().optional(), wait: z.number().optional() });

export const acme = defineService({
  connector: "acme",
  name: "Acme",
  baseUrl: "https://api.acme.example/v1/",
  hosts: ["*.acme.example"],
  presignedHosts: ["upload.acme-files.example"],
  headers: ({ accessToken }) => ({ authorization: `Bearer ${accessToken}` }),
  failure: acmeFailure,
  requestIdHeader: "x-acme-request",
});

function acmeFailure({ status, body }: Answer): Failure | undefined {
  const { data } = Fault.safeParse(body);
  if (!data) return statusFailure("Acme", status);
  return {
    code: data.fault as ErrorCode,
    reason: `acme_${data.fault}`,
    message: data.words ?? `Acme refused: ${data.fault}`,
    retryAfter: data.wait,
  };
}

export type Subject = Definition<z.ZodObject, z.ZodType>;
export type Run = Subject["run"];

export const MessageInput = z.strictObject({ channel: z.string(), text: z.string() });
export const MESSAGE = { channel: "C1", text: "Hello" };

const BASE: Subject = {
  name: "acme-post",
  service: acme,
  scopes: ["chat:write"],
  effect: "send",
  access: "user",
  input: MessageInput,
  output: z.object({ id: z.string() }),

  async run({ input, http }) {
    return await http.post("messages", { json: input, response: z.object({ id: z.string() }) });
  },
};

/** A function that posts a message, with parts of it replaced. */
export function defineSubject(changes: Partial<Subject> = {}): FunctionHandler {
  return defineFunction({ ...BASE, ...changes });
}

/** A function without a service, for what happens before and after `run`. */
export function defineLocal(changes: Partial<Subject> = {}): FunctionHandler {
  const { service: _, ...base } = BASE;
  return defineFunction({
    ...base,
    output: z.unknown(),
    run: ({ input }) => Promise.resolve(input),
    ...changes,
  });
}

export function posted(): Reaction {
  return Response.json({ id: "M1" }, { headers: { "x-acme-request": "request-1" } });
}

export interface Told {
  status: number;
  headers: Headers;
  text: string;
  body: Record<string, unknown>;
}

/** Calls a function as the world's caller. */
export async function ask(
  world: World,
  handler: FunctionHandler,
  input: unknown = MESSAGE,
  options: CallOptions = {},
): Promise<Told> {
  return await told(await world.call(handler, input, options));
}

/** Hands a function a request as it is, with the platform's headers where it has none of its own. */
export async function deliver(world: World, handler: FunctionHandler, request: Request): Promise<Told> {
  return await told(await handler.with(world.environment)(request));
}

export const ADDRESS = "https://app.example.com/functions/acme-post";

/** A signed-in caller's request with any body, of the type that it says itself where it is no text. */
export function post(body: BodyInit | null, headers: Record<string, string> = {}): Request {
  const type = typeof body === "string" ? { "content-type": "application/json" } : {};
  // A body that is a stream needs `duplex` (https://fetch.spec.whatwg.org/#dom-requestinit-duplex).
  const init = {
    method: "POST",
    body,
    headers: { ...platformHeaders(), ...type, ...headers },
    duplex: "half",
  };
  return new Request(ADDRESS, init);
}

async function told(response: Response): Promise<Told> {
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.includes("json") ?? false;
  return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : {} };
}

/** Resolves for everybody once `count` have arrived. */
export function createBarrier(count: number): () => Promise<void> {
  let arrived = 0;
  let open: () => void = () => {};
  const opened = new Promise<void>((resolve) => open = resolve);
  return () => {
    if (++arrived === count) open();
    return opened;
  };
}

/** What somebody waits for who never answers: the world's time passes until it runs out of timers. */
export function never(world: World): Promise<never> {
  return world.clock.hang(new AbortController().signal).then(() => {
    throw new Error("Expected the wait to go on");
  });
}
