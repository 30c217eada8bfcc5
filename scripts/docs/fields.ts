/**
 * Describes the fields of a schema for people.
 *
 * @module
 */
import * as z from "zod";

export interface Field {
  name: string;
  type: string;
  required: boolean;
  description: string;
  default?: unknown;
}

interface Json {
  type?: string | string[];
  $ref?: string;
  format?: string;
  enum?: unknown[];
  const?: unknown;
  anyOf?: Json[];
  items?: Json;
  properties?: Record<string, Json>;
  additionalProperties?: Json | boolean;
  required?: string[];
  description?: string;
  default?: unknown;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
}

/** JSON Schema of an input or output; a `File` is what JSON cannot hold. */
export function jsonSchema(schema: z.ZodType, io: "input" | "output"): Json {
  return z.toJSONSchema(schema, {
    io,
    unrepresentable: "any",
    override({ zodSchema, jsonSchema }) {
      if (zodSchema._zod.def.type === "file") Object.assign(jsonSchema, { type: "File" });
    },
  }) as Json;
}

export function fieldsOf(schema: z.ZodType, io: "input" | "output"): Field[] {
  const { properties = {}, required = [] } = jsonSchema(schema, io);
  return Object.entries(properties).map(([name, property]) => ({
    name,
    type: typeOf(property),
    required: required.includes(name),
    description: property.description ?? "",
    ...(property.default !== undefined && { default: property.default }),
  }));
}

function typeOf(schema: Json): string {
  if (Array.isArray(schema.type)) return schema.type.map((type) => typeOf({ ...schema, type })).join(" or ");
  if (schema.$ref) return "the same again";
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(", ");
  if (schema.anyOf) return [...new Set(schema.anyOf.map(typeOf))].join(" or ");
  switch (schema.type) {
    case "string":
      return schema.format === "date-time"
        ? "ISO 8601 time"
        : `text${range(schema.minLength, schema.maxLength)}`;
    case "integer":
      return `whole number${range(schema.minimum, schema.maximum)}`;
    case "number":
      return `number${range(schema.minimum, schema.maximum)}`;
    case "boolean":
      return "true or false";
    case "array":
      return `list of ${typeOf(schema.items ?? {})}${range(schema.minItems, schema.maxItems)}`;
    case "object":
      return objectType(schema);
    case "null":
      return "null";
    default:
      return schema.type ?? "any JSON";
  }
}

function objectType({ properties, required = [], additionalProperties }: Json): string {
  if (properties) {
    const names = Object.keys(properties).map((name) => `${name}${required.includes(name) ? "" : "?"}`);
    return `{ ${names.join(", ")} }`;
  }
  return typeof additionalProperties === "object" ? `object of ${typeOf(additionalProperties)}` : "object";
}

/** Bounds that only stand for "any safe number" are left out. */
function range(from: number | undefined, to: number | undefined): string {
  const low = from === undefined || from <= Number.MIN_SAFE_INTEGER || from === 0 ? undefined : from;
  const high = to === undefined || to >= Number.MAX_SAFE_INTEGER ? undefined : to;
  const format = (value: number) => value.toLocaleString("en-US");
  if (low !== undefined && high !== undefined) {
    return low === high ? ` (${format(low)})` : ` (${format(low)} to ${format(high)})`;
  }
  if (high !== undefined) return ` (up to ${format(high)})`;
  return low === undefined || low === 1 ? "" : ` (from ${format(low)})`;
}
