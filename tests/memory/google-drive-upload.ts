/**
 * Uploads 300 MB from a `fileUrl` to Google Drive on real Deno, and measures how much resident memory that takes:
 *
 *     npx deno run -A tests/memory/google-drive-upload.ts
 *
 * The file's host and Google Drive are a second process, so that only the function's memory counts. On the way
 * one chunk is half taken and answered 503; afterwards, sources that end early must not become files.
 *
 * @module
 */
import type { Base44 } from "../../shared/runtime/connection.ts";
import type { FunctionHandler } from "../../shared/runtime/define.ts";
import type { Report } from "./google-drive-stand-in.ts";

declare const Deno: {
  memoryUsage(): { rss: number };
  execPath(): string;
  exit(code: number): never;
  Command: new (path: string, options: object) => {
    spawn(): { stdout: ReadableStream<Uint8Array>; kill(): void };
  };
};

const SIZE = 300_000_000;
const MIB = 1_024 ** 2;
const LIMIT_MIB = 64;
const HALF_A_CHUNK = 2 * MIB;
const SAMPLE_MS = 5;

const server = new Deno.Command(Deno.execPath(), {
  args: ["run", "-A", new URL("google-drive-stand-in.ts", import.meta.url).href],
  stdout: "piped",
}).spawn();
const port = await firstLine(server.stdout);

Object.assign(globalThis, { CONNECTOR_FUNCTIONS_IMPORT_ONLY: true });
const entry = await import("../../functions/google-drive-upload/entry.ts");
const handler = (entry.default as unknown as FunctionHandler).with({
  fetch: (input, init) => {
    const { host, pathname, search } = new URL(String(input));
    return fetch(`http://127.0.0.1:${port}/${host}${pathname}${search}`, init);
  },
  base44: (): Base44 => ({
    me: () => Promise.resolve({ id: "1", email: "admin@example.com", role: "admin" }),
    connection: () => Promise.resolve({ accessToken: "provider-token", connectionConfig: null }),
    signFile: () => Promise.reject(new Error("Expected no private file")),
  }),
  secret: () => undefined,
  log: () => {},
});

const problems: string[] = [];
try {
  await upload("small", {}); // What is loaded with the first call is no part of the measurement.
  const started = performance.now();
  const { result, growth } = await measured(() => upload("large", {}));
  const seconds = ((performance.now() - started) / 1_000).toFixed(1);
  const large = await session("large");
  expect("status of the large file", result.status, 200);
  expect("size of the large file", result.body.size, SIZE);
  expect("bytes that Drive has", large.received, SIZE);
  expect("bytes that differ from the source's", large.differing, 0);
  expect("chunks that were answered 503", large.refused, 1);
  expect("questions where to resume", large.asked, 1);
  expect("bytes that were sent twice", large.sent - SIZE, HALF_A_CHUNK);
  expect(`growth below ${LIMIT_MIB} MiB`, growth < LIMIT_MIB * MIB, true);
  console.log(
    `${SIZE / 1_000_000} MB in ${seconds} s: resident memory grew by ${(growth / MIB).toFixed(1)} MiB ` +
      `(limit ${LIMIT_MIB} MiB), one chunk resumed after a 503`,
  );

  for (const [source, input] of [["dropped", {}], ["short", { size: 20_000_000 }]] as const) {
    const { status, body } = await upload(source, input);
    const cut = await session(source);
    expect(`failure of the source that is ${source}`, status >= 400 && body.outcome === "not_done", true);
    expect(`chunks of it that arrived`, cut.received > 0, true);
    expect(`file of it`, cut.complete, false);
  }
  console.log("A source that ends early becomes no file");
} finally {
  server.kill();
}
for (const problem of problems) console.error(problem);
Deno.exit(problems.length === 0 ? 0 : 1);

function expect(what: string, actual: unknown, expected: unknown): void {
  if (actual !== expected) problems.push(`${what}: expected ${expected}, got ${actual}`);
}

async function upload(
  source: string,
  input: object,
): Promise<{ status: number; body: Record<string, unknown> }> {
  const request = new Request("https://app.example.com/functions/google-drive-upload", {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "base44-app-id": "app",
      authorization: "Bearer user-token",
    },
    body: JSON.stringify({ fileUrl: `https://base44.app/files/${source}`, ...input }),
  });
  const response = await handler(request);
  return { status: response.status, body: await response.json() };
}

/** The most that resident memory grows while `work` lasts, in bytes. */
async function measured<T>(work: () => Promise<T>): Promise<{ result: T; growth: number }> {
  const before = Deno.memoryUsage().rss;
  let peak = before;
  const sample = () => {
    peak = Math.max(peak, Deno.memoryUsage().rss);
  };
  const timer = setInterval(sample, SAMPLE_MS);
  const result = await work();
  sample();
  clearInterval(timer);
  return { result, growth: peak - before };
}

async function session(name: string): Promise<Report> {
  return await (await fetch(`http://127.0.0.1:${port}/report/${name}`)).json();
}

async function firstLine(stream: ReadableStream<Uint8Array>): Promise<string> {
  const reader = stream.getReader();
  let text = "";
  while (!text.includes("\n")) {
    const { done, value } = await reader.read();
    if (done) throw new Error("Expected the stand-in to print its port");
    text += new TextDecoder().decode(value);
  }
  return text.trim();
}
