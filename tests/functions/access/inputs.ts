/**
 * Inputs of a function that end well, and the secrets that allow them or do not.
 *
 * @module
 */
import type { NamedExample } from "../../../sandbox/example.ts";
import type { Bound, FunctionSpec } from "../../../shared/runtime/spec.ts";
import { adminValues } from "./admin-values.ts";
import type { Facts } from "./rules.ts";

export type Input = Record<string, unknown>;
export type Secrets = Record<string, string>;

export interface Ask {
  example: NamedExample;
  /** As JSON: a `File` of the example is sent as base64. */
  input: Input;
  /** Whether the example tells what leaves and what comes back. */
  isRecorded: boolean;
}

/** Those that everybody may use who may call the function; the ones that a secret bounds first. */
export function usualAsks(spec: FunctionSpec, examples: readonly NamedExample[]): Ask[] {
  const asks = goodExamples(examples).map(recorded).filter(({ input }) => !setsAdminField(spec, input));
  return asks.sort((a, b) => Number(usesBounds(spec, b.input)) - Number(usesBounds(spec, a.input)));
}

/** One for each field that only admins may set; `undefined` where no value for it is found. */
export function adminAsks(
  spec: FunctionSpec,
  examples: readonly NamedExample[],
): Map<string, Ask | undefined> {
  const asks = goodExamples(examples).map(recorded);
  return new Map(
    (spec.adminOnly ?? []).map((path) => [
      path,
      asks.find(({ input }) => hasValue(input, path.split("."))) ?? made(spec, asks, path),
    ]),
  );
}

/** The same without any field that a secret bounds; `undefined` where one of these is needed. */
export function unboundedAsk(spec: FunctionSpec, { example, input }: Ask): Ask | undefined {
  const fields = Object.keys(spec.bounds ?? {});
  const rest = Object.fromEntries(Object.entries(input).filter(([name]) => !fields.includes(name)));
  const isLeftOut = fields.length > 0 && spec.input.safeParse(rest).success && !usesBounds(spec, rest);
  return isLeftOut ? { example, input: rest, isRecorded: false } : undefined;
}

/** What the function needs, whoever calls. */
export function ownSecrets(spec: FunctionSpec, { secrets = {} }: NamedExample): Secrets {
  const bounds = Object.values(spec.bounds ?? {}).map(secretOf);
  return Object.fromEntries(Object.entries(secrets).filter(([name]) => !bounds.includes(name)));
}

/** Secrets of bounds, with the entries that `make` gives for the values that the input has for them. */
export function boundSecrets(
  spec: FunctionSpec,
  input: Input,
  make: (values: string[], bound: Bound) => string[],
): Secrets {
  const lists: Record<string, string[]> = {};
  for (const [field, bound] of Object.entries(spec.bounds ?? {})) {
    const values = boundValues(spec, input, field);
    if (values.length > 0) (lists[secretOf(bound)] ??= []).push(...make(values, bound));
  }
  return Object.fromEntries(Object.entries(lists).map(([name, entries]) => [name, entries.join(",")]));
}

/** Whether the secrets that are set hold every value that the input has for them. */
export function boundsOf(spec: FunctionSpec, input: Input, secrets: Secrets): Facts["bounds"] {
  const used = Object.entries(boundSecrets(spec, input, (values) => values));
  if (Object.keys(spec.bounds ?? {}).length === 0) return "none";
  if (used.length === 0) return "left out";
  if (used.some(([name]) => secrets[name] === undefined)) return "unset";
  const isWithin = used.every(([name, values]) =>
    values.split(",").every((value) => secrets[name]?.split(",").map((entry) => entry.trim()).includes(value))
  );
  return isWithin ? "within" : "outside";
}

/** Every secret of a bound with the same text. */
export function everyBound(spec: FunctionSpec, text: string): Secrets {
  return Object.fromEntries(Object.values(spec.bounds ?? {}).map((bound) => [secretOf(bound), text]));
}

export function usesBounds(spec: FunctionSpec, input: Input): boolean {
  return Object.keys(spec.bounds ?? {}).some((field) => boundValues(spec, input, field).length > 0);
}

/** Recipients in the fields with mail bounds. */
export function recipients(spec: FunctionSpec, input: Input): string[] {
  const fields = Object.entries(spec.bounds ?? {}).filter(([, bound]) => isMail(bound));
  return fields.flatMap(([field]) => boundValues(spec, input, field));
}

export function isMail(bound: Bound): boolean {
  return typeof bound === "object";
}

/** Defaults included. */
function boundValues(spec: FunctionSpec, input: Input, field: string): string[] {
  return textsOf(spec.input.safeParse(input).data?.[field] ?? input[field]);
}

function textsOf(value: unknown): string[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(textsOf);
  return typeof value === "object" && "email" in value ? textsOf(value.email) : [String(value)];
}

function secretOf(bound: Bound): string {
  return typeof bound === "string" ? bound : bound.secret;
}

function goodExamples(examples: readonly NamedExample[]): NamedExample[] {
  return examples.filter(({ error, connectionError }) => !error && !connectionError);
}

function recorded(example: NamedExample): Ask {
  const files = Object.values(example.files ?? {}).map(({ name, type, text, base64 }) => ({
    base64: base64 ?? Buffer.from(text ?? "").toString("base64"),
    name,
    mimeType: type,
  }));
  return { example, input: Object.assign({}, example.input, ...files), isRecorded: true };
}

export function setsAdminField(spec: FunctionSpec, input: Input): boolean {
  return spec.adminOnly?.some((path) => hasValue(input, path.split("."))) ?? false;
}

function hasValue(value: unknown, [name, ...rest]: readonly string[]): boolean {
  if (name === undefined) return value !== undefined;
  if (Array.isArray(value)) return value.some((item) => hasValue(item, [name, ...rest]));
  return typeof value === "object" && value !== null && hasValue((value as Input)[name], rest);
}

/** An input with a value at `path` that the function takes. */
function made(spec: FunctionSpec, asks: readonly Ask[], path: string): Ask | undefined {
  for (const { example, input } of asks) {
    for (const values of adminValues(spec, path)) {
      const changed = Object.fromEntries(
        Object.entries({ ...input, ...values }).filter(([, value]) => value !== undefined),
      );
      if (spec.input.safeParse(changed).success) return { example, input: changed, isRecorded: false };
    }
  }
}
