/**
 * Reads the tables of an Airtable base with their fields, to build forms or choose IDs from.
 *
 * @example
 * const { data } = await base44.functions.invoke("airtable-get-base-schema", { baseId: "appD26Y6hJLSadC6d" });
 *
 * @see https://airtable.com/developers/web/api/get-base-schema
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import * as z from "../../shared/runtime/zod.ts";
import { airtable, AIRTABLE_ALLOWED_BASES, baseId } from "../../shared/services/airtable.ts";
import { chooseTables, readTable, Table, TableAnswer } from "../../shared/services/airtable-schema.ts";

const Input = z.strictObject({
  baseId,
  table: z.string().min(1).max(255).optional().describe("ID or name of a table; by default all"),
  includeViews: z.boolean().default(false).describe("Add the views of each table"),
  includeOptions: z.boolean().default(true).describe("Add choices, formats and linked tables of each field"),
});

const Output = z.object({
  tables: z.array(Table).describe("The tables in the base's order"),
});

export default defineFunction({
  name: "airtable-get-base-schema",
  service: airtable,
  scopes: ["schema.bases:read"],
  effect: "read",
  access: "admin",
  bounds: { baseId: AIRTABLE_ALLOWED_BASES },
  input: Input,
  output: Output,

  async run({ input, http }) {
    const { tables } = await http.get("meta/bases/{baseId}/tables", {
      path: { baseId: input.baseId },
      response: z.object({ tables: z.array(TableAnswer) }),
    });
    return { tables: chooseTables(tables, input.table).map((table) => readTable(table, input)) };
  },
});
