/**
 * Our runtime, with all that it brings, around a function that asks Base44 who calls and nothing else.
 *
 * @module
 */
import { defineFunction } from "../../../shared/runtime/define.ts";
import * as z from "../../../shared/runtime/zod.ts";

const Input = z.strictObject({ text: z.string().min(1).max(4_000).describe("Any text") });

export default defineFunction({
  name: "nothing",
  scopes: [],
  effect: "read",
  access: "public",
  connection: "none",
  input: Input,
  output: z.object({ text: z.string() }),

  run: ({ input }) => Promise.resolve(input),
});
