/**
 * Inputs with conditions such as `{ field, op, value }`, once with each operator: examples use few of them, and a
 * value has to fit its operator, which chance seldom hits.
 *
 * @module
 */
import { allPlaces, replaceAt, valueAt } from "./places.ts";
import { core, defOf, fits, memberSchema, type Schema } from "./schema.ts";

/** Text comes first: it is what may be hostile. */
const OPERANDS: readonly Record<string, unknown>[] = [
  { value: "plain words" },
  { value: ["plain words", "others"] },
  { value: 5 },
  { value: ["plain", 5] },
  { date: "2026-05-06T10:00:00Z" },
  {},
];

export function operatorVariants(schema: Schema, input: unknown): unknown[] {
  return allPlaces(input).flatMap(({ path }) => {
    const condition = valueAt(input, path);
    const operators = operatorsOf(schemaAt(schema, input, path));
    if (typeof condition !== "object" || condition === null) return [];
    const { op: _, value: __, date: ___, ...others } = condition as Record<string, unknown>;
    return operators.flatMap((op) => {
      const variants = OPERANDS.map((operand) =>
        replaceAt(input, path, (_, name) => [[name, { ...others, op, ...operand }]])
      );
      return variants.filter((variant) => fits(schema, variant)).slice(0, 2);
    });
  });
}

function schemaAt(
  schema: Schema | undefined,
  value: unknown,
  [name, ...rest]: readonly string[],
): Schema | undefined {
  if (name === undefined || schema === undefined) return schema;
  return schemaAt(memberSchema(schema, value, name), valueAt(value, [name]), rest);
}

function operatorsOf(schema: Schema | undefined): unknown[] {
  const def = schema && defOf(core(schema));
  const op = def?.type === "object" ? def.shape.op : undefined;
  const operator = op && defOf(core(op));
  return operator?.type === "enum" ? Object.values(operator.entries) : [];
}
