/**
 * Reads rows of a Notion database with filter, order and paging, as plain values by property.
 *
 * @example
 * const { data } = await base44.functions.invoke("notion-query", {
 *   database: "197feec6-f0dd-4950-be1f-fff04221c405", where: [{ field: "Status", value: "Done" }],
 * });
 *
 * @see https://developers.notion.com/reference/query-a-data-source
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import { atMostOne, exactlyOne } from "../../shared/runtime/rules.ts";
import * as z from "../../shared/runtime/zod.ts";
import { databaseBounds, databaseFields, notion, notionCursor } from "../../shared/services/notion.ts";
import { DataSource, findDataSource, propertyTypes } from "../../shared/services/notion-databases.ts";
import { PageAnswer, readRow, Row } from "../../shared/services/notion-rows.ts";
import { notionSorts, sort, whereFields, whereFilter } from "../../shared/services/notion-where.ts";

const Input = z.strictObject({
  ...databaseFields,
  ...whereFields,
  filter: z.record(z.string(), z.unknown()).optional().describe(
    "Notion's own filter object, for what where cannot say",
  ),
  sort,
  fields: z.array(z.string().min(1)).min(1).max(500).optional().describe(
    "Names of the properties to answer; by default all",
  ),
  inTrash: z.boolean().optional().describe("Read the rows that are in the trash instead"),
  limit: z.int().min(1).max(100).default(50).describe("Most rows of one answer"),
  cursor: notionCursor,
}).refine(...exactlyOne("database", "dataSource")).refine(...atMostOne("where", "filter"));

const Output = z.object({
  rows: z.array(Row).describe("The rows; properties are empty where the connection may not read them"),
  nextCursor: z.string().nullable().describe("For the next rows; null at the end"),
  incomplete: z.boolean().describe("Whether Notion stopped at its limit of 10,000 rows per query"),
  dataSourceId: z.string().describe("ID of the data source that was read"),
});

export default defineFunction({
  name: "notion-query",
  service: notion,
  scopes: [],
  effect: "read",
  access: "user",
  bounds: databaseBounds,
  adminOnly: ["filter", "inTrash"],
  input: Input,
  output: Output,

  async run({ input, http }) {
    const dataSourceId = await findDataSource(http, input);
    const readTypes = async () => {
      const path = { data_source_id: dataSourceId };
      return propertyTypes(
        await http.get("v1/data_sources/{data_source_id}", { path, response: DataSource }),
      );
    };
    const filter = input.where ? whereFilter(input.where, input.match, await readTypes()) : input.filter;
    const { results, next_cursor, request_status } = await http.post(
      "v1/data_sources/{data_source_id}/query",
      {
        path: { data_source_id: dataSourceId },
        json: {
          filter,
          sorts: notionSorts(input.sort),
          in_trash: input.inTrash,
          page_size: input.limit,
          start_cursor: input.cursor,
        },
        response: z.object({
          results: z.array(PageAnswer.extend({ object: z.string() })),
          next_cursor: z.string().nullish(),
          request_status: z.object({ type: z.string() }).nullish(),
        }),
      },
    );
    return {
      // Wikis answer the databases in them among their pages.
      rows: results.filter(({ object }) => object === "page").map((page) => readRow(page, input.fields)),
      nextCursor: next_cursor ?? null,
      incomplete: request_status?.type === "incomplete",
      dataSourceId,
    };
  },
});
