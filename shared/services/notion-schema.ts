/**
 * The properties of a data source, as what a form needs to know of them.
 *
 * @see https://developers.notion.com/reference/property-object
 * @module
 * @version 0.1.0
 */
import * as z from "../runtime/zod.ts";
import { type DataSource, optionsOf } from "./notion-databases.ts";
import { isComputed } from "./notion-properties.ts";

export const PropertySchema = z.object({
  id: z.string().describe("ID of the property"),
  name: z.string().describe("Name of the property"),
  type: z.string().describe("Notion's type, such as multi_select"),
  options: z.array(z.object({
    id: z.string().describe("ID of the option"),
    name: z.string().describe("Name of the option"),
    color: z.string().nullable().describe("Color of the option"),
  })).optional().describe("What a select, multi_select or status may be"),
  format: z.string().optional().describe("How a number is shown, such as euro"),
  relatedDataSourceId: z.string().optional().describe("ID of the data source that a relation points to"),
  readOnly: z.boolean().describe("Whether Notion itself sets the values"),
});

export function readSchema({ properties }: DataSource): z.output<typeof PropertySchema>[] {
  return Object.entries(properties).map(([name, property]) => {
    const { id, type, number, relation } = property;
    const options = optionsOf(property)?.map((option) => ({ ...option, color: option.color ?? null }));
    return {
      id,
      name,
      type,
      ...(options && { options }),
      ...(number?.format && { format: number.format }),
      ...(relation?.data_source_id && { relatedDataSourceId: relation.data_source_id }),
      readOnly: isComputed(type),
    };
  });
}
