/**
 * Everything outside of a function, made for tests: a provider, Base44, a clock, random sources, secrets, a log.
 * No global is patched and nothing sleeps.
 *
 * @example
 * const world = createWorld({ provider: () => Response.json({ ok: true }) });
 * const response = await world.call(handler, { channel: "general", text: "Hi" });
 * world.sent; // what reached the provider
 * world.logs; // one line per call
 *
 * @module
 */
import type { FunctionHandler } from "../../shared/runtime/define.ts";
import type { Environment } from "../../shared/runtime/environment.ts";
import type * as z from "../../shared/runtime/zod.ts";
import { type Base44Options, type CallerName, FakeBase44, platformHeaders } from "./base44.ts";
import { VirtualClock } from "./clock.ts";
import { fakeFetch, type Provider, type Sent } from "./provider.ts";
import { countingBytes, seededNumbers } from "./random.ts";

export const NOW = "2026-08-01T10:00:00.000Z";

export interface WorldOptions extends Base44Options {
  /** Answers what a function sends. Without it, every request fails the test. */
  provider?: Provider;
  secrets?: Readonly<Record<string, string>>;
  /** What the clock says at first. @default NOW */
  now?: string | undefined;
}

export interface World {
  environment: Environment;
  clock: VirtualClock;
  base44: FakeBase44;
  sent: Sent[];
  logs: Record<string, unknown>[];
  /** Calls a function the way Base44 does: as the world's caller, with `input` as the SDK sends it. */
  call(handler: Handler, input?: unknown, options?: CallOptions): Promise<Response>;
}

export interface CallOptions {
  caller?: CallerName | undefined;
  /** Beside those of the platform. */
  headers?: Record<string, string>;
}

// A function's own types do not matter here, and no single type takes the handlers of all.
export type Handler = Pick<FunctionHandler<z.ZodObject, z.ZodType>, "spec" | "with">;

export function createWorld(options: WorldOptions = {}): World {
  const clock = new VirtualClock(Date.parse(options.now ?? NOW));
  const base44 = new FakeBase44(options);
  const sent: Sent[] = [];
  const logs: Record<string, unknown>[] = [];
  const provider = options.provider ?? refuseAll;
  const environment: Environment = {
    fetch: fakeFetch(provider, clock, sent),
    clock,
    randomBytes: countingBytes(),
    jitter: seededNumbers(),
    secret: (name) => options.secrets?.[name],
    base44: () => base44,
    log: (line) => logs.push(line),
  };
  return {
    environment,
    clock,
    base44,
    sent,
    logs,
    call(handler, input, { caller = options.caller, headers } = {}) {
      return handler.with(environment)(functionRequest(input, { ...platformHeaders(caller), ...headers }));
    },
  };
}

function refuseAll(): never {
  throw new Error("Expected no request to a provider");
}

/** A call as `functions.invoke` makes it: multipart where a top-level value is a `File`, else JSON. */
export function functionRequest(input: unknown, headers: Record<string, string>): Request {
  const url = "https://app.example.com/functions/test";
  if (input === undefined) return new Request(url, { method: "POST", headers });
  if (!hasFile(input)) {
    return new Request(url, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(input),
    });
  }
  const form = new FormData();
  for (const [name, value] of Object.entries(input)) {
    if (value instanceof File) form.append(name, value, value.name);
    else {form.append(
        name,
        typeof value === "object" && value !== null ? JSON.stringify(value) : String(value),
      );}
  }
  return new Request(url, { method: "POST", headers, body: form });
}

function hasFile(input: unknown): input is Record<string, unknown> {
  return typeof input === "object" && input !== null &&
    Object.values(input).some((value) => value instanceof File);
}
