/**
 * Prints a JSON Schema as a TypeScript type, with the fields' descriptions as comments.
 *
 * @module
 */
import type { jsonSchema } from "../docs/fields.ts";

type Json = ReturnType<typeof jsonSchema>;

/** With the parts that refer to themselves. */
type Schema = Json & { $defs?: Record<string, Json> };

const UNION_WIDTH = 80;

export interface PrintedType {
  text: string;
  /** Types that refer to themselves need a name: these declare them. */
  declarations: string[];
}

/** `name` starts the names of declared types, `indent` is the column of the line that the type starts on. */
export function printType(schema: Schema, name: string, indent = 0): PrintedType {
  const names = new Map(
    Object.keys(schema.$defs ?? {}).map((key, index) => [key, `${name}Part${index + 1}`]),
  );
  const print = (part: Json, column: number) => typeText(part, column, names).replaceAll(/ +\n/g, "\n");
  return {
    text: print(schema, indent),
    declarations: Object.entries(schema.$defs ?? {}).map(([key, part]) =>
      `export type ${names.get(key)} = ${print(part, 0)};`
    ),
  };
}

function typeText(schema: Json, indent: number, names: ReadonlyMap<string, string>): string {
  const { $ref, anyOf, type } = schema;
  if ($ref) return nameOf($ref, names);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return union(schema.enum.map((value) => JSON.stringify(value)), indent);
  if (anyOf) return union(anyOf.map((part) => typeText(part, indent, names)), indent);
  if (Array.isArray(type)) {
    return union(type.map((one) => typeText({ ...schema, type: one }, indent, names)), indent);
  }
  switch (type) {
    case "integer":
      return "number";
    case "array":
      return arrayOf(typeText(schema.items ?? {}, indent, names));
    case "object":
      return objectText(schema, indent, names);
    case "string":
    case "number":
    case "boolean":
    case "null":
    case "File":
      return type;
    case undefined:
      return "unknown";
    default:
      throw new Error(`Expected a type of JSON Schema or File, got ${type}`);
  }
}

function nameOf(ref: string, names: ReadonlyMap<string, string>): string {
  const name = names.get(ref.slice("#/$defs/".length));
  if (name === undefined) throw new Error(`Expected a reference to $defs, got ${ref}`);
  return name;
}

function union(parts: readonly string[], indent: number): string {
  const unique = [...new Set(parts)];
  const line = unique.join(" | ");
  if (line.length + indent < UNION_WIDTH || unique.length === 1) return line;
  return unique.map((part) => `\n${" ".repeat(indent + 2)}| ${part}`).join("");
}

function arrayOf(item: string): string {
  return /[|]/.test(item) && !item.startsWith("{") ? `(${item})[]` : `${item}[]`;
}

function objectText(schema: Json, indent: number, names: ReadonlyMap<string, string>): string {
  const { properties, required = [], additionalProperties } = schema;
  if (!properties) {
    const values = typeof additionalProperties === "object" ? additionalProperties : {};
    return `Record<string, ${typeText(values, indent, names)}>`;
  }
  const space = " ".repeat(indent + 2);
  const members = Object.entries(properties).map(([name, property]) => {
    const comment = commentOf(property);
    const key = /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
    const type = typeText(property, indent + 2, names);
    return `${comment && `${space}${comment}\n`}${space}${key}${
      required.includes(name) ? "" : "?"
    }: ${type};\n`;
  });
  return members.length > 0 ? `{\n${members.join("")}${" ".repeat(indent)}}` : "Record<string, never>";
}

function commentOf({ description, default: value }: Json): string {
  const text = [description, value !== undefined && `default ${JSON.stringify(value)}`].filter(Boolean).join(
    "; ",
  );
  return text && `/** ${text.replaceAll("*/", "*\\/")} */`;
}
