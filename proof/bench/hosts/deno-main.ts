/**
 * Runs one bundle: `deno-main.js <bundle> <upstream>`. Prints the port that it listens on. Runs in Deno.
 *
 * @module
 */
import { routeFetch } from "./route-fetch.ts";

type Handler = (request: Request) => Response | Promise<Response>;

declare const Deno: {
  args: string[];
  serve(
    options: {
      hostname: string;
      port: number;
      onListen(address: { port: number }): void;
    },
    handler: Handler,
  ): unknown;
};

const [bundle = "", upstream = ""] = Deno.args;
const serve = Deno.serve;
let served: Handler | undefined;
Object.assign(Deno, { serve: (handler: Handler) => served = handler });
routeFetch(upstream);

const { default: exported } = await import(bundle);
serve(
  {
    hostname: "127.0.0.1",
    port: 0,
    onListen: ({ port }) => console.log(`port ${port}`),
  },
  served ?? exported,
);
