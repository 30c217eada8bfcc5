/**
 * Reads one item of Template Service.
 *
 * @example
 * const { data } = await base44.functions.invoke("template-get", { id: "item_42" });
 *
 * @see https://example.com/docs
 * @module
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import * as z from "../../shared/runtime/zod.ts";
import { templateService } from "./service.ts";

const Input = z.strictObject({
  id: z.string().regex(/^[\w-]{1,64}$/, "Expected an item's ID").describe("ID of the item"),
});

const Output = z.object({
  id: z.string().describe("ID of the item"),
  name: z.string().describe("Name of the item"),
});

export default defineFunction({
  name: "template-get",
  service: templateService,
  scopes: ["items.read"],
  effect: "read",
  access: "admin",
  input: Input,
  output: Output,

  async run({ input, http }) {
    const item = await http.get("items/{id}", {
      path: { id: input.id },
      response: z.object({ id: z.string(), title: z.string() }),
    });
    return { id: item.id, name: item.title };
  },
});
