/**
 * A function that does nothing: what a start costs anyway.
 *
 * @module
 */
declare const Deno: { serve(handler: (req: Request) => Promise<Response>): void };

Deno.serve(async (req) => Response.json(await req.json()));

export {};
