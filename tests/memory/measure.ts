/**
 * Calls one of the functions that upload, on real Deno, once for each source, and measures how much resident
 * memory and time each call takes. The stand-in is another process, so that only the function's memory counts:
 *
 *     deno run -A tests/memory/measure.ts <port> <function> <source> ...
 *
 * A source is a query of the stand-in's storage with the upload's `name`, and with `size` where the caller says
 * one. Prints a line of JSON for each.
 *
 * @module
 */
import process from "node:process";
import type { Base44 } from "../../shared/runtime/connection.ts";
import type { FunctionHandler } from "../../shared/runtime/define.ts";

export interface Measured {
  name: string;
  status: number;
  body: Record<string, unknown>;
  seconds: number;
  /** Of processor time, of all threads. */
  processorSeconds: number;
  /** The most that resident memory was above what it was before, in bytes. */
  growth: number;
}

declare const Deno: {
  args: string[];
  memoryUsage(): { rss: number };
};

const SAMPLE_MS = 5;

const [port, name, ...sources] = Deno.args;
Object.assign(globalThis, { CONNECTOR_FUNCTIONS_IMPORT_ONLY: true });
const entry = await import(`../../functions/${name}/entry.ts`);

for (const source of sources) {
  const query = new URLSearchParams(source);
  const upload = query.get("name") ?? "";
  const handler = (entry.default as FunctionHandler).with({
    fetch: (input, init) => {
      const { host, pathname, search } = new URL(String(input));
      return fetch(`http://127.0.0.1:${port}/${upload}/${host}${pathname}${search}`, init);
    },
    base44: (): Base44 => ({
      me: () => Promise.resolve({ id: "1", email: "admin@example.com", role: "admin" }),
      connection: () => Promise.resolve({ accessToken: "provider-token", connectionConfig: null }),
      signFile: () => Promise.reject(new Error("Expected no private file")),
    }),
    secret: () => undefined,
    log: () => {},
  });
  const size = query.get("size");
  const input = {
    fileUrl: `https://base44.app/files/${upload}?${query}`,
    ...(size !== null && { size: Number(size) }),
  };
  console.log(JSON.stringify({ name: upload, ...await measure(handler, input) }));
}

async function measure(handler: FunctionHandler, input: object): Promise<Omit<Measured, "name">> {
  const before = Deno.memoryUsage().rss;
  let peak = before;
  const sample = () => {
    peak = Math.max(peak, Deno.memoryUsage().rss);
  };
  const timer = setInterval(sample, SAMPLE_MS);
  const usedBefore = process.cpuUsage();
  const started = performance.now();
  const response = await handler(
    new Request(`https://app.example.com/functions/${name}`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "base44-app-id": "app",
        authorization: "Bearer user-token",
      },
      body: JSON.stringify(input),
    }),
  );
  const body = await response.json();
  const seconds = (performance.now() - started) / 1_000;
  const { user, system } = process.cpuUsage(usedBefore);
  sample();
  clearInterval(timer);
  return {
    status: response.status,
    body,
    seconds,
    processorSeconds: (user + system) / 1_000_000,
    growth: peak - before,
  };
}
