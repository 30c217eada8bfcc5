/**
 * Reads the properties of a Notion database with their options, to build forms and filters from.
 *
 * @example
 * const { data } = await base44.functions.invoke("notion-get-database", {
 *   database: "197feec6-f0dd-4950-be1f-fff04221c405",
 * });
 *
 * @see https://developers.notion.com/reference/retrieve-a-data-source
 * @module
 * @version 0.1.0
 */
import { defineFunction } from "../../shared/runtime/define.ts";
import { exactlyOne } from "../../shared/runtime/rules.ts";
import * as z from "../../shared/runtime/zod.ts";
import { databaseBounds, databaseFields, notion } from "../../shared/services/notion.ts";
import { DataSource, findDatabase } from "../../shared/services/notion-databases.ts";
import { PropertySchema, readSchema } from "../../shared/services/notion-schema.ts";

const Input = z.strictObject({ ...databaseFields }).refine(...exactlyOne("database", "dataSource"));

const Output = z.object({
  databaseId: z.string().nullable().describe("ID of the database"),
  dataSourceId: z.string().nullable().describe(
    "ID of the data source whose properties these are; null where the database has several: call again with " +
      "dataSource",
  ),
  title: z.string().nullable().describe("Title of the database, or of the data source that was asked for"),
  url: z.string().nullable().describe("Address in Notion"),
  dataSources: z.array(z.object({
    id: z.string().describe("ID of the data source"),
    name: z.string().describe("Name of the data source"),
  })).describe("The data sources of the database"),
  properties: z.array(PropertySchema).describe("The properties of the data source"),
});

export default defineFunction({
  name: "notion-get-database",
  service: notion,
  scopes: [],
  effect: "read",
  access: "user",
  bounds: databaseBounds,
  input: Input,
  output: Output,

  async run({ input, http }) {
    const database = input.database === undefined ? null : await findDatabase(http, input.database);
    const [first, ...others] = database?.data_sources ?? [];
    const id = database ? first?.id : input.dataSource ?? input.database ?? "";
    const dataSource = id === undefined || others.length > 0
      ? undefined
      : await http.get("v1/data_sources/{data_source_id}", {
        path: { data_source_id: id },
        response: DataSource,
      });
    return {
      databaseId: database?.id ?? dataSource?.parent?.database_id ?? null,
      dataSourceId: dataSource?.id ?? null,
      title: database?.title ?? dataSource?.title ?? null,
      url: database?.url ?? dataSource?.url ?? null,
      dataSources: database?.data_sources ??
        (dataSource ? [{ id: dataSource.id, name: dataSource.title ?? "" }] : []),
      properties: dataSource ? readSchema(dataSource) : [],
    };
  },
});
