/**
 * Values that a secret allows to callers below admin, does not allow, or does not know yet; and fields that a
 * secret fixes.
 *
 * @module
 */
import type { Example } from "../../../sandbox/example.ts";
import type { Bound } from "../../../shared/runtime/spec.ts";
import type { Handler } from "../../support/world.ts";
import { type Fault, verdict } from "./fault.ts";
import { rehearse } from "./rehearsal.ts";
import { refusalProblems, successProblems } from "./verdict.ts";

type Secrets = Record<string, string | undefined>;

const OUTSIDE = "nothing-of-this";

export function boundsFaults(handler: Handler, examples: readonly Example[]): Fault[] {
  const { bounds = {}, access } = handler.spec;
  const names = new Set(Object.values(bounds).map(secretOf));
  const isOpen = access === "user" || access === "public";
  return [
    ...[...names].flatMap((name) => secretFaults(handler, examples, name)),
    ...(isOpen ? [withinBounds(handler, examples)] : []),
    ...Object.entries(handler.spec.fixed ?? {}).map(([field, name]) =>
      fixedField(handler, examples, field, name)
    ),
  ];
}

function secretFaults(handler: Handler, examples: readonly Example[], name: string): Fault[] {
  const { bounds = {}, access } = handler.spec;
  const fields = Object.keys(bounds).filter((field) => bounds[field] && secretOf(bounds[field]) === name);
  const example = examples.find(({ input, error }) =>
    !error && fields.some((field) => fieldOf(input, field))
  );
  const at = fields.join(", ");
  if (!example) {
    return [{
      name: "out of bounds",
      at,
      run: () => Promise.resolve({ wrong: [], differs: ["no example uses it"] }),
    }];
  }
  const call = (caller: "admin" | "user", secrets: Secrets) =>
    rehearse(handler, example, {
      world: { caller, secrets: set({ ...openSecrets(handler, example), ...secrets }) },
    });
  const outOfBounds = (caller: "admin" | "user"): Fault => ({
    name: "out of bounds",
    at,
    async run() {
      const run = await call(caller, { [name]: OUTSIDE });
      return verdict(run, refusalProblems(run, "not_allowed"));
    },
  });
  const unset: Fault = {
    name: "bounds unset",
    at,
    async run() {
      const run = await call("user", { [name]: undefined });
      return verdict(run, refusalProblems(run, "not_configured"));
    },
  };
  return [outOfBounds("admin"), ...(access === "admin" ? [] : [outOfBounds("user"), unset])];
}

/** Users may do what the secrets allow. */
function withinBounds(handler: Handler, examples: readonly Example[]): Fault {
  const adminOnly = handler.spec.adminOnly ?? [];
  return {
    name: "within bounds",
    async run() {
      const example = examples.find(({ input, error }) =>
        !error && !adminOnly.some((field) => fieldOf(input, field))
      );
      if (!example) return { wrong: [], differs: ["expected an example that users may do"] };
      const world = { caller: "user" as const, secrets: set(openSecrets(handler, example)) };
      const run = await rehearse(handler, example, { world });
      return verdict(run, successProblems(run, example.output));
    },
  };
}

function fixedField(handler: Handler, examples: readonly Example[], field: string, name: string): Fault {
  return {
    name: "fixed field",
    at: field,
    async run() {
      const [example] = examples;
      if (!example) return { wrong: [], differs: ["expected an example"] };
      const { [name]: _, ...secrets } = example.secrets ?? {};
      const unset = await rehearse(handler, example, { world: { secrets } });
      const input = { ...example.input as object, [field]: "somebody@example.com" };
      const chosen = await rehearse(handler, example, { input });
      return {
        wrong: [...unset.problems, ...chosen.problems],
        differs: [...refusalProblems(unset, "not_configured"), ...refusalProblems(chosen, "invalid_input")],
      };
    },
  };
}

/** Secrets that allow exactly what the example does. */
function openSecrets({ spec }: Handler, example: Example): Secrets {
  const secrets: Secrets = { ...example.secrets };
  for (const [field, bound] of Object.entries(spec.bounds ?? {})) {
    const values = textsOf(fieldOf(example.input, field));
    const name = secretOf(bound);
    secrets[name] = [secrets[name] ?? [], values].flat().join(",");
  }
  return secrets;
}

function set(secrets: Secrets): Record<string, string> {
  return Object.fromEntries(Object.entries(secrets).flatMap(([name, value]) => value ? [[name, value]] : []));
}

function fieldOf(input: unknown, field: string): unknown {
  return typeof input === "object" && input !== null ? (input as Record<string, unknown>)[field] : undefined;
}

function secretOf(bound: Bound): string {
  return typeof bound === "string" ? bound : bound.secret;
}

function textsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (typeof value === "object" && value !== null && "email" in value) return textsOf(value.email);
  return value === undefined ? [] : [String(value)];
}
