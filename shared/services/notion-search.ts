/**
 * What a search answers: pages, and data sources, which stand for databases.
 *
 * @see https://developers.notion.com/reference/post-search
 * @module
 * @version 0.1.0
 */
import * as z from "../runtime/zod.ts";
import { readTitle } from "./notion-rows.ts";
import { PlainText, PropertyAnswer } from "./notion-values.ts";

/** What Notion calls them. */
export const OBJECTS = { page: "page", database: "data_source" } as const;

const Parent = z.looseObject({ type: z.string() });

/** Pages hold their title among the properties, data sources beside them. */
export const FoundAnswer = z.object({
  object: z.string(),
  id: z.string(),
  url: z.string().nullish(),
  title: PlainText.nullish(),
  parent: Parent.nullish(),
  last_edited_time: z.string().nullish(),
  properties: z.record(z.string(), z.unknown()).nullish(),
});

export const Found = z.object({
  id: z.string().describe("ID of the page; for a database that of its data source"),
  type: z.enum(["page", "database"]).describe("What it is"),
  title: z.string().nullable().describe("Title as plain text"),
  url: z.string().nullable().describe("Address in Notion"),
  parent: z.object({
    type: z.string().describe("page_id, database_id, data_source_id, block_id or workspace"),
    id: z.string().nullable().describe("ID of the parent; null for the workspace"),
  }).nullable().describe("Where it is; for a database's data source the database"),
  updatedAt: z.string().nullable().describe("When it was last edited, ISO 8601"),
});

export function readFound(found: z.output<typeof FoundAnswer>): z.output<typeof Found> {
  const isPage = found.object === OBJECTS.page;
  return {
    id: found.id,
    type: isPage ? "page" : "database",
    title: isPage ? pageTitle(found.properties ?? {}) : found.title ?? null,
    url: found.url ?? null,
    parent: found.parent ? readParent(found.parent) : null,
    updatedAt: found.last_edited_time ?? null,
  };
}

function pageTitle(properties: Record<string, unknown>): string | null {
  return readTitle(z.record(z.string(), PropertyAnswer).catch({}).parse(properties));
}

function readParent(parent: z.output<typeof Parent>): { type: string; id: string | null } {
  const id = parent[parent.type];
  return { type: parent.type, id: typeof id === "string" ? id : null };
}
