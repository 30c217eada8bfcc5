/**
 * A function that checks the same with zod's smaller form.
 *
 * @see https://zod.dev/packages/mini
 * @module
 */
import * as z from "zod/mini";

declare const Deno: { serve(handler: (req: Request) => Promise<Response>): void };

const Input = z.strictObject({ text: z.string().check(z.minLength(1), z.maxLength(4_000)) });

Deno.serve(async (req) => Response.json(Input.parse(await req.json())));
