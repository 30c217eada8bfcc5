/**
 * Three variants of a contract's schemas. `open` is the contract as it is. `closed` refuses members that no
 * schema names, so that a misspelt member is found: an object schema with `properties` is closed unless it says
 * something about additional members itself. `inner` is what `closed` uses inside `allOf`, `anyOf` and `oneOf`,
 * where several schemas describe one object and only their union may be closed.
 *
 * @module
 */
import { isObject, type JsonObject, listOf, objectOf } from "./json.ts";

export type Variant = "open" | "inner" | "closed";

/** Lists the names that a closed schema knows, for suggestions. */
export const KNOWN_MEMBERS = "x-known-members";

const MAPS_OF_SCHEMAS = new Set(["properties", "patternProperties"]);
const MEMBER_SCHEMAS = new Set(["items", "additionalProperties", "unevaluatedProperties", "contains"]);
const CONDITIONS = new Set(["if", "not"]);
/** Keywords that describe members, besides references. */
const DESCRIBES_MEMBERS = ["properties", "patternProperties", "allOf", "if", "then", "else"];

export interface VariantOptions {
  /** Where `${base}/${variant}` is a variant's id. */
  base: string;
  /** Names that a closed object takes besides its own. */
  alwaysAllowed?: string | undefined;
}

/** The document with all its schemas in one variant, at unchanged pointers. */
export function documentVariant(document: JsonObject, variant: Variant, options: VariantOptions): JsonObject {
  return { $id: `${options.base}/${variant}`, ...walkDocument(document) };

  function walkDocument(node: JsonObject): JsonObject {
    return mapValues(node, (value, key) => {
      if (key === "schema") return schemaVariant(value, variant);
      if (key === "schemas" && isObject(value)) {
        return mapValues(value, (schema) => schemaVariant(schema, variant));
      }
      if (Array.isArray(value)) {
        return value.map((item: unknown) => isObject(item) ? walkDocument(item) : item);
      }
      return isObject(value) ? walkDocument(value) : value;
    });
  }

  function schemaVariant(schema: unknown, mode: Variant): unknown {
    if (!isObject(schema)) return schema;
    const onlyRefers = !DESCRIBES_MEMBERS.some((keyword) => keyword in schema);
    const passesOn = mode === "closed" && onlyRefers ? "closed" : mode === "open" ? "open" : "inner";
    const result = mapValues(schema, (value, keyword) => keywordVariant(value, keyword, mode, passesOn));
    const members = mode === "closed" && !onlyRefers ? knownMembers(schema) : [];
    const isDecided = "additionalProperties" in schema || "unevaluatedProperties" in schema;
    const isClosed = schema.additionalProperties === false || schema.unevaluatedProperties === false;
    if (members.length > 0) result[KNOWN_MEMBERS] = members;
    if (members.length > 0 && !isDecided) result.unevaluatedProperties = false;
    if (options.alwaysAllowed && mode !== "open" && (isClosed || result.unevaluatedProperties === false)) {
      result.patternProperties = { ...objectOf(result.patternProperties), [options.alwaysAllowed]: true };
    }
    return result;
  }

  function keywordVariant(value: unknown, keyword: string, mode: Variant, passesOn: Variant): unknown {
    const memberMode = mode === "open" ? "open" : "closed";
    if (keyword === "$ref") return `${options.base}/${passesOn}${String(value)}`;
    if (MAPS_OF_SCHEMAS.has(keyword)) {
      return mapValues(objectOf(value), (schema) => schemaVariant(schema, memberMode));
    }
    if (MEMBER_SCHEMAS.has(keyword)) return schemaVariant(value, memberMode);
    if (keyword === "prefixItems") return listOf(value).map((schema) => schemaVariant(schema, memberMode));
    if (keyword === "allOf") {
      return listOf(value).map((schema) => schemaVariant(schema, mode === "open" ? "open" : "inner"));
    }
    if (keyword === "anyOf" || keyword === "oneOf") {
      return listOf(value).map((schema) => schemaVariant(schema, passesOn));
    }
    if (keyword === "then" || keyword === "else") {
      return schemaVariant(value, mode === "open" ? "open" : "inner");
    }
    return CONDITIONS.has(keyword) ? schemaVariant(value, "open") : value;
  }

  function knownMembers(schema: JsonObject, seen = new Set<unknown>()): string[] {
    if (seen.has(schema)) return [];
    seen.add(schema);
    const parts = [
      ...["allOf", "anyOf", "oneOf"].flatMap((keyword) => listOf(schema[keyword])),
      schema.then,
      schema.else,
      typeof schema.$ref === "string" ? resolve(schema.$ref) : undefined,
    ];
    const names = parts.filter(isObject).flatMap((part) => knownMembers(part, seen));
    return [...new Set([...Object.keys(objectOf(schema.properties)), ...names])];
  }

  function resolve(reference: string): unknown {
    return reference.slice("#/".length).split("/").reduce<unknown>(
      (value, segment) => objectOf(value)[segment.replaceAll("~1", "/").replaceAll("~0", "~")],
      document,
    );
  }
}

function mapValues(object: JsonObject, change: (value: unknown, key: string) => unknown): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value, key)]));
}
