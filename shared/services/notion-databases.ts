/**
 * Databases and their data sources: since version 2025-09-03 a database is a container, and the rows and
 * properties are those of the data sources in it.
 *
 * @see https://developers.notion.com/docs/upgrade-guide-2025-09-03
 * @module
 * @version 0.1.0
 */
import { FunctionError, nullIfNotFound } from "../runtime/errors.ts";
import type { Http } from "../runtime/http.ts";
import { inputError } from "../runtime/issues.ts";
import * as z from "../runtime/zod.ts";
import { encodeProperties, type PropertyType } from "./notion-properties.ts";
import { PlainText } from "./notion-values.ts";

const DataSourceName = z.object({ id: z.string(), name: z.string().default("") });

export const Database = z.object({
  id: z.string(),
  title: PlainText.optional(),
  url: z.string().nullish(),
  data_sources: z.array(DataSourceName).default([]),
});
export type Database = z.output<typeof Database>;

const Option = z.object({ id: z.string(), name: z.string(), color: z.string().nullish() });
const Options = z.object({ options: z.array(Option).default([]) }).optional();

const Property = z.object({
  id: z.string(),
  type: z.string(),
  select: Options,
  multi_select: Options,
  status: Options,
  number: z.object({ format: z.string().nullish() }).optional(),
  relation: z.object({ data_source_id: z.string().nullish() }).optional(),
});
export type Property = z.output<typeof Property>;

export const DataSource = z.object({
  id: z.string(),
  title: PlainText.optional(),
  url: z.string().nullish(),
  parent: z.object({ database_id: z.string().nullish() }).nullish(),
  properties: z.record(z.string(), Property),
});
export type DataSource = z.output<typeof DataSource>;

/** `null` for an ID that belongs to no database: it may be a data source's. */
export function findDatabase(http: Http, id: string): Promise<Database | null> {
  const request = http.get("v1/databases/{database_id}", { path: { database_id: id }, response: Database });
  return nullIfNotFound(request);
}

/** The data source that is meant. Throws where a database has several, since none is better than the others. */
export async function findDataSource(
  http: Http,
  { database = "", dataSource }: { database?: string | undefined; dataSource?: string | undefined },
): Promise<string> {
  if (dataSource !== undefined) return dataSource;
  const found = await findDatabase(http, database);
  if (!found) return database;
  const [first, ...others] = found.data_sources;
  if (!first) {
    throw new FunctionError(
      "not_found",
      "This Notion database has no data source that the connection can see",
      {
        hint: "A linked view has none of its own: use the address of the original database",
      },
    );
  }
  if (others.length > 0) {
    const names = found.data_sources.map(({ id, name }) => `${name} (${id})`).join(", ");
    throw inputError([{
      path: "database",
      message: `has several: use dataSource with the ID of one of ${names}`,
    }]);
  }
  return first.id;
}

export function optionsOf({ select, multi_select, status }: Property): z.output<typeof Option>[] | undefined {
  return (select ?? multi_select ?? status)?.options;
}

/** Notion adds unknown options to a select by itself, but not to a status. */
export function propertyTypes({ properties }: DataSource): Map<string, PropertyType> {
  return new Map(
    Object.entries(properties).map(([name, { type, status }]) => [
      name,
      { type, options: status?.options.map((option) => option.name) },
    ]),
  );
}

/** The properties of a new row, or page where there is no data source: a page's only one is its title. */
export function newProperties(
  { title, properties = {} }: {
    title?: string | undefined;
    properties?: Record<string, unknown> | undefined;
  },
  dataSource: DataSource | undefined,
): Record<string, unknown> {
  const types = dataSource ? propertyTypes(dataSource) : new Map([["title", { type: "title" }]]);
  const [titleName] = [...types].find(([, { type }]) => type === "title") ?? [];
  const titled = title === undefined || titleName === undefined ? {} : { [titleName]: title };
  return encodeProperties({ ...properties, ...titled }, types);
}
