/**
 * A function that asks Base44 who calls, and nothing else.
 *
 * @module
 */
import { createClientFromRequest } from "npm:@base44/sdk@0.8.50";

declare const Deno: { serve(handler: (req: Request) => Promise<Response>): void };

Deno.serve(async (req) => {
  await createClientFromRequest(req).auth.me();
  return Response.json(await req.json());
});
