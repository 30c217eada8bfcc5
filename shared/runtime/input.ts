/**
 * From a request's values to a function's input.
 *
 * @module
 * @version 0.1.0
 */
import { coerceObject, isIncomparable, knownName } from "./coerce.ts";
import { FunctionError } from "./errors.ts";
import { describeIssues, inputError } from "./issues.ts";
import type { FunctionSpec } from "./spec.ts";
import type * as z from "./zod.ts";

/** Throws `invalid_input` with the path of every field that does not fit. */
export function parseInput<I extends z.ZodObject>(
  spec: FunctionSpec<I>,
  values: Record<string, unknown>,
  isText: boolean,
  secret: (name: string) => string | undefined,
): z.output<I> {
  const { shape } = spec.input;
  const fixed = fixedValues(spec, secret);
  const open = Object.fromEntries(Object.entries(shape).filter(([name]) => !Object.hasOwn(fixed, name)));

  const coerced = coerceObject(open, values, isText) as Record<string, unknown>;
  const closed = Object.keys(coerced).filter((name) => knownName(fixed, name) !== undefined);
  if (closed.length > 0) {
    throw inputError(closed.map((path) => ({ path, message: "is set by this app and cannot be chosen" })));
  }
  const parsed = parse(spec.input, { ...coerced, ...coerceObject(shape, fixed) as object });
  if (parsed.success) return parsed.data;
  const misfit = parsed.error.issues.find(({ path }) => Object.hasOwn(fixed, path[0] ?? ""));
  if (misfit) throw unusableSecret(spec, String(misfit.path[0]));
  throw inputError(describeIssues(parsed.error.issues, coerced, Object.keys(open)));
}

function parse<I extends z.ZodObject>(
  schema: I,
  values: Record<string, unknown>,
): z.ZodSafeParseResult<z.output<I>> {
  try {
    return schema.safeParse(values);
  } catch (error) {
    const path = Object.keys(values).find((name) => isIncomparable(values[name]));
    if (path === undefined) throw error;
    throw inputError([{ path, message: "expected no toString and no valueOf in it" }]);
  }
}

function fixedValues(
  spec: FunctionSpec,
  secret: (name: string) => string | undefined,
): Record<string, never> {
  const entries = Object.entries(spec.fixed ?? {}).map(([field, name]) => {
    const value = secret(name);
    if (value !== undefined) return [field, value];
    throw new FunctionError("not_configured", `This function waits for the secret ${name}`, {
      hint: `Set the secret ${name} to the ${field} that this function uses`,
      params: { secret: name },
    });
  });
  return Object.fromEntries(entries);
}

function unusableSecret(spec: FunctionSpec, field: string): FunctionError {
  const name = spec.fixed?.[field];
  return new FunctionError("not_configured", `The secret ${name} cannot be used as ${field}`, {
    hint: `Mend the secret ${name}`,
    params: { secret: name },
  });
}
