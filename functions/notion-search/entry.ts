/**
 * Finds Notion pages and databases by their titles.
 *
 * @example
 * const { data } = await base44.functions.invoke("notion-search", { query: "Roadmap", type: "page" });
 *
 * @see https://developers.notion.com/reference/post-search
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import * as z from "../../shared/runtime/zod.ts";
import { notion, notionCursor } from "../../shared/services/notion.ts";
import { Found, FoundAnswer, OBJECTS, readFound } from "../../shared/services/notion-search.ts";

const Input = z.strictObject({
  query: z.string().max(1_000).optional().describe(
    "Words of the title; without them everything that the connection can see",
  ),
  type: z.enum(["page", "database"]).optional().describe("What to find; by default both"),
  limit: z.int().min(1).max(100).default(20).describe("Most results of one answer"),
  cursor: notionCursor,
});

const Output = z.object({
  results: z.array(Found).describe("Pages and databases; what changed just now may be missing still"),
  nextCursor: z.string().nullable().describe("For the next results; null at the end"),
});

export default defineFunction({
  name: "notion-search",
  service: notion,
  scopes: [],
  effect: "read",
  access: "admin",
  input: Input,
  output: Output,

  async run({ input, http }) {
    const { results, next_cursor } = await http.post("v1/search", {
      json: {
        query: input.query,
        filter: input.type && { property: "object", value: OBJECTS[input.type] },
        page_size: input.limit,
        start_cursor: input.cursor,
      },
      response: z.object({ results: z.array(FoundAnswer), next_cursor: z.string().nullish() }),
    });
    return { results: results.map(readFound), nextCursor: next_cursor ?? null };
  },
});
