/**
 * Adds a row to a Notion database, or a page below another page.
 *
 * @example
 * const { data } = await base44.functions.invoke("notion-create-page", {
 *   database: "197feec6-f0dd-4950-be1f-fff04221c405", title: "Order 8", properties: { Status: "Open", Seats: 2 },
 * });
 *
 * @see https://developers.notion.com/reference/post-page
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import { atLeastOne, exactlyOne } from "../../shared/runtime/rules.ts";
import * as z from "../../shared/runtime/zod.ts";
import { databaseBounds, databaseFields, notion, notionId } from "../../shared/services/notion.ts";
import { DataSource, findDataSource, newProperties } from "../../shared/services/notion-databases.ts";
import { appearance, coverUrl, icon, rawProperties } from "../../shared/services/notion-pages.ts";
import { plainText } from "../../shared/services/notion-properties.ts";
import { PageAnswer, readRow, Row } from "../../shared/services/notion-rows.ts";

const Input = z.strictObject({
  ...databaseFields,
  parentPage: notionId.optional().describe("Or the ID or address of the page to put the new one into"),
  title: plainText.optional().describe("Title of the page, whatever the title property is called"),
  properties: z.record(z.string().min(1), z.unknown()).optional().describe(
    "Plain values by property: text, number, boolean, name or names of options, date or { start, end, " +
      "timeZone }, IDs of people and pages, files as { name, url }",
  ),
  rawProperties,
  markdown: z.string().min(1).max(100_000).optional().describe("Content of the page, as Markdown"),
  icon: icon.optional().describe("Emoji"),
  coverUrl: coverUrl.optional().describe("Address of a picture to show at the top"),
})
  .refine(...exactlyOne("database", "dataSource", "parentPage"))
  .refine(...atLeastOne("title", "properties", "rawProperties", "markdown"))
  .refine(({ parentPage, properties }) => parentPage === undefined || properties === undefined, {
    error: "expected no properties beside parentPage: a page outside of databases has a title only",
  });

export default defineFunction({
  name: "notion-create-page",
  service: notion,
  scopes: [],
  effect: "write",
  access: "user",
  bounds: databaseBounds,
  adminOnly: ["parentPage", "rawProperties", "markdown", "icon", "coverUrl"],
  input: Input,
  output: Row,

  async run({ input, http }) {
    const readSchema = async () => {
      const path = { data_source_id: await findDataSource(http, input) };
      return await http.get("v1/data_sources/{data_source_id}", { path, response: DataSource });
    };
    const dataSource = input.parentPage === undefined ? await readSchema() : undefined;
    const page = await http.post("v1/pages", {
      json: {
        parent: dataSource
          ? { type: "data_source_id", data_source_id: dataSource.id }
          : { type: "page_id", page_id: input.parentPage },
        properties: { ...newProperties(input, dataSource), ...input.rawProperties },
        markdown: input.markdown,
        ...appearance(input),
      },
      response: PageAnswer,
    });
    return readRow(page);
  },
});
