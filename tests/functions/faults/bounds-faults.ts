/**
 * Values that a secret allows to callers below admin, does not allow, or does not know yet; and fields that a
 * secret fixes.
 *
 * @module
 */
import type { Example } from "../../../sandbox/example.ts";
import type { ErrorCode } from "../../../shared/runtime/errors.ts";
import type { Bound, FunctionSpec } from "../../../shared/runtime/spec.ts";
import { type Fault, verdict } from "./fault.ts";
import { refusalProblems, successProblems } from "./verdict.ts";

type Secrets = Record<string, string | undefined>;

const OUTSIDE = "nothing-of-this";

export function boundsFaults(spec: FunctionSpec, examples: readonly Example[]): Fault[] {
  const { bounds = {}, access } = spec;
  const names = new Set(Object.values(bounds).map(secretOf));
  const isOpen = access === "user" || access === "public";
  return [
    ...[...names].flatMap((name) => secretFaults(spec, examples, name)),
    ...(isOpen ? [withinBounds(spec, examples)] : []),
    ...Object.entries(spec.fixed ?? {}).map(([field, name]) => fixedField(examples, field, name)),
  ];
}

function secretFaults(spec: FunctionSpec, examples: readonly Example[], name: string): Fault[] {
  const { bounds = {}, access } = spec;
  const fields = Object.keys(bounds).filter((field) => bounds[field] && secretOf(bounds[field]) === name);
  const fault = (
    faultName: "out of bounds" | "bounds unset",
    caller: "admin" | "user",
    value: string | undefined,
    code: ErrorCode,
  ): Fault => ({
    name: faultName,
    at: fields.join(", "),
    async run(rehearse) {
      const example = goodExamples(spec, examples, caller).find((example) =>
        fields.some((field) => textsOf(valuesOf(spec, example)[field]).length > 0)
      );
      if (!example) {
        return { wrong: [], differs: [`expected an example with these fields for the caller ${caller}`] };
      }
      const secrets = set({ ...openSecrets(spec, example), [name]: value });
      const run = await rehearse(example, { world: { caller, secrets } });
      return verdict(run, refusalProblems(run, code));
    },
  });
  return [
    fault("out of bounds", "admin", OUTSIDE, "not_allowed"),
    ...(access === "admin" ? [] : [
      fault("out of bounds", "user", OUTSIDE, "not_allowed"),
      fault("bounds unset", "user", undefined, "not_configured"),
    ]),
  ];
}

/** Users may do what the secrets allow; where the function is public, everybody may. */
function withinBounds(spec: FunctionSpec, examples: readonly Example[]): Fault {
  return {
    name: "within bounds",
    async run(rehearse) {
      const [example] = goodExamples(spec, examples, "user");
      if (!example) return { wrong: [], differs: ["expected an example that users may do"] };
      const caller = spec.access === "public" ? "anonymous" : "user";
      const secrets = set(openSecrets(spec, example));
      const run = await rehearse(example, { world: { caller, secrets } });
      return verdict(run, successProblems(run, example.output));
    },
  };
}

/** Those that end well, for users without fields that only admins may set. */
function goodExamples(spec: FunctionSpec, examples: readonly Example[], caller: "admin" | "user"): Example[] {
  const closed = caller === "admin" ? [] : spec.adminOnly ?? [];
  return examples.filter(({ error, input }) =>
    !error && !closed.some((field) => isSet(input, field.split(".")))
  );
}

function fixedField(examples: readonly Example[], field: string, name: string): Fault {
  return {
    name: "fixed field",
    at: field,
    async run(rehearse) {
      const [example] = examples;
      if (!example) return { wrong: [], differs: ["expected an example"] };
      const { [name]: _, ...secrets } = example.secrets ?? {};
      const unset = await rehearse(example, { world: { secrets } });
      const input = { ...example.input as object, [field]: "somebody@example.com" };
      const chosen = await rehearse(example, { input });
      return {
        wrong: [...unset.problems, ...chosen.problems],
        differs: [...refusalProblems(unset, "not_configured"), ...refusalProblems(chosen, "invalid_input")],
      };
    },
  };
}

/** Secrets that allow exactly what the example does. */
function openSecrets(spec: FunctionSpec, example: Example): Secrets {
  const secrets: Secrets = { ...example.secrets };
  const values = valuesOf(spec, example);
  for (const [field, bound] of Object.entries(spec.bounds ?? {})) {
    const name = secretOf(bound);
    secrets[name] = [secrets[name] ?? [], textsOf(values[field])].flat().join(",");
  }
  return secrets;
}

/** Defaults included. */
function valuesOf(spec: FunctionSpec, { input }: Example): Record<string, unknown> {
  return spec.input.safeParse(input).data ?? {};
}

function set(secrets: Secrets): Record<string, string> {
  return Object.fromEntries(Object.entries(secrets).flatMap(([name, value]) => value ? [[name, value]] : []));
}

/** Whether there is a value at the path; in a list, in any of its items. */
function isSet(value: unknown, [name, ...rest]: readonly string[]): boolean {
  if (name === undefined) return value !== undefined;
  if (Array.isArray(value)) return value.some((item) => isSet(item, [name, ...rest]));
  return typeof value === "object" && value !== null && isSet((value as Record<string, unknown>)[name], rest);
}

function secretOf(bound: Bound): string {
  return typeof bound === "string" ? bound : bound.secret;
}

function textsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (typeof value === "object" && value !== null && "email" in value) return textsOf(value.email);
  return value === undefined ? [] : [String(value)];
}
