/**
 * A function that checks its input with zod.
 *
 * @module
 */
import * as z from "../../../shared/runtime/zod.ts";

declare const Deno: { serve(handler: (req: Request) => Promise<Response>): void };

const Input = z.strictObject({ text: z.string().min(1).max(4_000) });

Deno.serve(async (req) => Response.json(Input.parse(await req.json())));
