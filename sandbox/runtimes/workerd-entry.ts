/**
 * The main module of a function's worker. Runs in workerd.
 *
 * @module
 */
import { answer, denoShim, routeFetch } from "./isolate.ts";

Object.assign(globalThis, { Deno: denoShim });
routeFetch();

const FUNCTION = "./function.js";

export default {
  fetch: (request: Request): Promise<Response> => answer(request, () => import(FUNCTION)),
};
