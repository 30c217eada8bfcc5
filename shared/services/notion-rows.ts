/**
 * Pages as rows: what every function answers of one.
 *
 * @see https://developers.notion.com/reference/page
 * @module
 * @version 0.1.0
 */
import * as z from "../runtime/zod.ts";
import { decodeProperties, decodeProperty, PropertyAnswer, propertyValues } from "./notion-values.ts";

/** A page that the connection may not read whole has an ID and nothing else. */
export const PageAnswer = z.object({
  id: z.string(),
  url: z.string().nullish(),
  created_time: z.string().nullish(),
  last_edited_time: z.string().nullish(),
  in_trash: z.boolean().nullish(),
  properties: z.record(z.string(), PropertyAnswer).nullish(),
});
export type PageAnswer = z.output<typeof PageAnswer>;

export const rowFields = {
  id: z.string().describe("ID of the page"),
  url: z.string().nullable().describe("Address in Notion"),
  title: z.string().nullable().describe("The page's title as plain text"),
  createdAt: z.string().nullable().describe("When the page was created, ISO 8601"),
  updatedAt: z.string().nullable().describe("When the page was last edited, ISO 8601"),
  inTrash: z.boolean().nullable().describe("Whether the page is in the trash"),
  properties: propertyValues,
};

export const Row = z.object(rowFields);
export type Row = z.output<typeof Row>;

/** With all properties, or those that are named. */
export function readRow(page: PageAnswer, names?: readonly string[]): Row {
  const properties = page.properties ?? {};
  return {
    id: page.id,
    url: page.url ?? null,
    title: readTitle(properties),
    createdAt: page.created_time ?? null,
    updatedAt: page.last_edited_time ?? null,
    inTrash: page.in_trash ?? null,
    properties: decodeProperties(properties, names),
  };
}

/** Every page has one property of this type, whatever its name. */
export function readTitle(properties: Record<string, PropertyAnswer>): string | null {
  const property = Object.values(properties).find(({ type }) => type === "title");
  const title = property && decodeProperty(property);
  return typeof title === "string" ? title : null;
}

export function pageTypes({ properties }: PageAnswer): Map<string, { type: string }> {
  return new Map(Object.entries(properties ?? {}).map(([name, { type }]) => [name, { type }]));
}
