/**
 * Runs functions for the sandbox. Started by `deno.ts` with the folder of the bundles and the address of the
 * way out; prints the port that it listens on as its first line. Runs in Deno.
 *
 * @module
 */
import { answer, denoShim, routeFetch } from "./isolate.ts";

declare const Deno: {
  args: string[];
  stdin: { readable: ReadableStream<Uint8Array> };
  serve(
    options: { hostname: string; port: number; onListen(address: { port: number }): void },
    handler: (request: Request, info: unknown) => Promise<Response>,
  ): unknown;
  exit(): never;
};

const [bundles, egress] = Deno.args;
const serve = Deno.serve;
routeFetch(`http://${egress}/`);
Object.assign(Deno, denoShim);

serve(
  { hostname: "127.0.0.1", port: 0, onListen: ({ port }) => console.log(port) },
  (request, info) => answer(request, (name) => import(`${bundles}/${name}.mjs`), info),
);

// Ends with the process that started it, however that ends.
await Deno.stdin.readable.pipeTo(new WritableStream());
Deno.exit();
