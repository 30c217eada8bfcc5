/**
 * Turns an input's JSON Schema into what the form library draws well. What a person cannot fill in field by field
 * (free objects, tables of mixed values) is a text in JSON. Rules are left to the function: it is its answer to a
 * wrong input that one wants to see.
 *
 * @module
 */
import type { RJSFSchema, UiSchema } from "@rjsf/utils";
import type { JsonSchema } from "../data/types.ts";

export interface FormSchema {
  schema: RJSFSchema;
  uiSchema: UiSchema;
}

interface Common {
  description?: string;
  default?: NonNullable<RJSFSchema["default"]>;
}

/** Longer texts get more than one line. */
const ONE_LINE = 1_024;

export function toFormSchema(source: JsonSchema): FormSchema {
  const { description, default: value, required, properties, items } = source;
  const common: Common = {
    ...(description && { description }),
    ...(value !== undefined && { default: value as NonNullable<Common["default"]> }),
  };
  if (source.type === "File") return leaf(common, "file");
  const choices = source.anyOf?.filter(({ type }) => type !== "null");
  if (choices?.length === 1 && choices[0]) return toFormSchema({ ...choices[0], ...common });
  if (needsJson(source)) return leaf(common, "json");
  if (choices) {
    const forms = choices.map((choice) => ({ title: titleOf(choice), ...toFormSchema(choice) }));
    return {
      schema: { ...common, anyOf: forms.map(({ title, schema }) => ({ ...schema, title })) },
      uiSchema: { anyOf: forms.map(({ uiSchema }) => uiSchema) },
    };
  }
  if (properties) {
    const forms = Object.entries(properties).map(([name, property]) =>
      [name, toFormSchema(property)] as const
    );
    return {
      schema: {
        ...common,
        type: "object",
        properties: Object.fromEntries(forms.map(([name, { schema }]) => [name, schema])),
        ...(required && { required }),
      },
      uiSchema: Object.fromEntries(forms.map(([name, { uiSchema }]) => [name, uiSchema])),
    };
  }
  if (items) {
    const form = toFormSchema(items);
    return { schema: { ...common, type: "array", items: form.schema }, uiSchema: { items: form.uiSchema } };
  }
  const { type, enum: values, const: constant, maxLength } = source;
  const isLong = type === "string" && typeof maxLength === "number" && maxLength > ONE_LINE;
  return {
    schema: {
      ...common,
      type: (type ?? typeof constant) as "string",
      ...(values && { enum: values as string[] }),
      ...(constant !== undefined && { enum: [constant] as string[] }),
    },
    uiSchema: isLong ? { "ui:widget": "textarea" } : {},
  };
}

function leaf(common: Common, widget: string): FormSchema {
  return { schema: { ...common, type: "string" }, uiSchema: { "ui:widget": widget } };
}

function needsJson({ type, anyOf, properties, items, enum: values, const: constant }: JsonSchema): boolean {
  if (anyOf) return anyOf.some((choice) => choice.type !== "null" && isJsonInside(choice));
  if (type === "object") return !properties;
  if (type === "array") return !items || items.type === "array" || isJsonInside(items);
  return Array.isArray(type) || (type === undefined && !values && constant === undefined);
}

/** A choice or an item that needs JSON makes the whole field one text. */
function isJsonInside(schema: JsonSchema): boolean {
  return needsJson(schema) || Object.values(schema.properties ?? {}).some(isJsonInside);
}

function titleOf({ type, properties, items, const: constant, enum: values }: JsonSchema): string {
  if (constant !== undefined) return JSON.stringify(constant);
  if (values) return values.map((value) => JSON.stringify(value)).join(", ");
  if (properties) return Object.keys(properties).join(", ");
  if (items) return `list of ${titleOf(items)}`;
  return { string: "text", integer: "whole number", boolean: "true or false" }[String(type)] ?? String(type);
}
