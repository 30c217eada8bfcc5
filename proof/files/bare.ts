/**
 * What Deno's `fetch` alone takes to pass a file on in chunks: no checks, no digests, no protocol, no failures.
 * `deno run -A proof/files/bare.ts <source> <target> <bytes>` prints the seconds.
 *
 * @module
 */
import process from "node:process";

const CHUNK_SIZE = 4 * 1_024 ** 2;

const [source = "", target = "", bytes] = process.argv.slice(2);
const started = performance.now();
const { body } = await fetch(source);
if (!body) throw new Error("Expected content");
const chunk = new Uint8Array(CHUNK_SIZE);
let filled = 0;
let sent = 0;
for await (const piece of body) {
  for (let rest = piece; rest.length > 0;) {
    const part = rest.subarray(0, CHUNK_SIZE - filled);
    chunk.set(part, filled);
    filled += part.length;
    rest = rest.subarray(part.length);
    if (filled === CHUNK_SIZE) await send();
  }
}
if (filled > 0) await send();
console.log((performance.now() - started) / 1_000);

async function send(): Promise<void> {
  const headers = { "content-range": `bytes ${sent}-${sent + filled - 1}/${bytes}` };
  const response = await fetch(target, { method: "PUT", headers, body: chunk.subarray(0, filled) });
  if (!response.ok) throw new Error(`Expected the target to take the chunk: it answers ${response.status}`);
  await response.body?.cancel();
  sent += filled;
  filled = 0;
}
