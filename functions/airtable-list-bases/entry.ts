/**
 * Lists the Airtable bases that the connection may use.
 *
 * @example
 * const { data } = await base44.functions.invoke("airtable-list-bases", {});
 *
 * @see https://airtable.com/developers/web/api/list-bases
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import * as z from "../../shared/runtime/zod.ts";
import { airtable } from "../../shared/services/airtable.ts";

/** A page holds 1,000 bases. */
const MAX_PAGES = 5;

const Input = z.strictObject({});

const BaseAnswer = z.object({ id: z.string(), name: z.string(), permissionLevel: z.string().nullish() });

const Output = z.object({
  bases: z.array(z.object({
    id: z.string().describe("ID of the base"),
    name: z.string().describe("Name of the base"),
    permission: z.string().nullable().describe(
      "What the account may do: none, read, comment, edit or create",
    ),
  })).describe("The bases that were chosen when the connector was authorized"),
  truncated: z.boolean().describe("Whether there are more than are listed"),
});

export default defineFunction({
  name: "airtable-list-bases",
  service: airtable,
  scopes: ["schema.bases:read"],
  effect: "read",
  access: "admin",
  input: Input,
  output: Output,

  async run({ http }) {
    const bases: z.output<typeof BaseAnswer>[] = [];
    let offset: string | undefined;
    for (let page = 0; page === 0 || (page < MAX_PAGES && offset !== undefined); page++) {
      const answer = await http.get("meta/bases", {
        query: { offset },
        response: z.object({ bases: z.array(BaseAnswer), offset: z.string().nullish() }),
      });
      bases.push(...answer.bases);
      offset = answer.offset ?? undefined;
    }
    return {
      bases: bases.map(({ id, name, permissionLevel }) => ({
        id,
        name,
        permission: permissionLevel ?? null,
      })),
      truncated: offset !== undefined,
    };
  },
});
