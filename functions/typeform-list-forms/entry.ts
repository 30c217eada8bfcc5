/**
 * Lists the forms of the connected Typeform account, page by page.
 *
 * @example
 * const { data } = await base44.functions.invoke("typeform-list-forms", { query: "feedback" });
 *
 * @see https://www.typeform.com/developers/create/reference/retrieve-forms/
 * @module
 * @version 0.1.0
 */
import { offsetCursor, readOffset } from "../../shared/runtime/cursor.ts";
import { defineFunction } from "../../shared/runtime/define.ts";
import * as z from "../../shared/runtime/zod.ts";
import { typeform, typeformId } from "../../shared/services/typeform.ts";

const Input = z.strictObject({
  query: z.string().min(1).max(200).optional().describe("Only forms with this in their title"),
  workspaceId: typeformId.optional().describe("Only forms of this workspace"),
  limit: z.int().min(1).max(200).default(50).describe("Most forms of a page"),
  cursor: z.string().min(1).optional().describe("`nextCursor` of the page before"),
});

const Output = z.object({
  forms: z.array(z.object({
    id: z.string().describe("ID of the form"),
    title: z.string().describe("Title"),
    url: z.string().nullable().describe("Address for people to fill it in"),
    isPublic: z.boolean().nullable().describe("Whether people can fill it in"),
    createdAt: z.string().nullable().describe("ISO 8601 time"),
    updatedAt: z.string().nullable().describe("ISO 8601 time"),
  })).describe("Forms of this page"),
  total: z.number().describe("How many forms there are in all"),
  nextCursor: z.string().nullable().describe("For the next page; null on the last"),
});

const Forms = z.object({
  total_items: z.number(),
  page_count: z.number(),
  items: z.array(z.object({
    id: z.string(),
    title: z.string(),
    created_at: z.string().nullish(),
    last_updated_at: z.string().nullish(),
    settings: z.object({ is_public: z.boolean().nullish() }).nullish(),
    _links: z.object({ display: z.string().nullish() }).nullish(),
  })),
});

export default defineFunction({
  name: "typeform-list-forms",
  service: typeform,
  scopes: ["forms:read"],
  effect: "read",
  access: "admin",
  input: Input,
  output: Output,

  async run({ input, http }) {
    const page = readOffset(input.cursor) || 1;
    const { items, total_items, page_count } = await http.get("forms", {
      query: { search: input.query, workspace_id: input.workspaceId, page, page_size: input.limit },
      response: Forms,
    });
    return {
      forms: items.map((form) => ({
        id: form.id,
        title: form.title,
        url: form._links?.display ?? null,
        isPublic: form.settings?.is_public ?? null,
        createdAt: form.created_at ?? null,
        updatedAt: form.last_updated_at ?? null,
      })),
      total: total_items,
      nextCursor: page < page_count ? offsetCursor(page + 1) : null,
    };
  },
});
