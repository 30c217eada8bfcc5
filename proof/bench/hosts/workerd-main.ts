/**
 * The main module of a function's isolate: imports the function in the first call, as Base44 does. Runs in
 * workerd.
 *
 * @module
 */
type Handler = (request: Request) => Response | Promise<Response>;

const FUNCTION = "./function.js";
let served: Handler | undefined;
let handler: Promise<Handler> | undefined;

Object.assign(globalThis, {
  Deno: {
    env: { get: () => undefined, has: () => false, toObject: () => ({}) },
    serve: (given: Handler) => served = given,
  },
});

export default {
  async fetch(request: Request): Promise<Response> {
    handler ??= import(FUNCTION).then((module) => served ?? module.default);
    return (await handler)(request);
  },
};
