/**
 * The scopes that a function names: those it always needs, and those that the description of an input field says
 * it needs for that field ("needs the scope users:read.email").
 *
 * @module
 */
import * as z from "zod";
import type { FunctionSpec } from "../../shared/runtime/spec.ts";
import { isObject } from "./json.ts";

export function declaredScopes(spec: Pick<FunctionSpec, "scopes" | "input">): string[] {
  const schema = z.toJSONSchema(spec.input, { unrepresentable: "any", io: "input" });
  return [...spec.scopes, ...descriptionsIn(schema).flatMap(scopesNamedIn)];
}

function descriptionsIn(schema: unknown): string[] {
  if (Array.isArray(schema)) return schema.flatMap(descriptionsIn);
  if (!isObject(schema)) return [];
  const own = typeof schema.description === "string" ? [schema.description] : [];
  return [...own, ...Object.values(schema).flatMap(descriptionsIn)];
}

function scopesNamedIn(description: string): string[] {
  const named = /\bneeds the scopes? (.+)/.exec(description)?.[1] ?? "";
  return named.split(/[\s,;]+/).map((word) => word.replace(/[.)]+$/, "")).filter(Boolean);
}
