/**
 * What the cases know about the function that they are for.
 *
 * @module
 */
import type { NamedExample } from "../../../sandbox/example.ts";
import type { FunctionSpec } from "../../../shared/runtime/spec.ts";
import type { Handler } from "../../support/world.ts";
import type { AccessCase, Visit } from "./case.ts";
import {
  adminAsks,
  type Ask,
  boundSecrets,
  ownSecrets,
  type Secrets,
  usesBounds,
  usualAsks,
} from "./inputs.ts";
import { NOBODY, type Person } from "./people.ts";
import { type Facts, verdictOf } from "./rules.ts";

export interface AccessSubject {
  handler: Handler;
  spec: FunctionSpec;
  /** What everybody may ask who may call the function. */
  ask: Ask;
  /** By field that only admins may set. */
  adminAsks: ReadonlyMap<string, Ask>;
  /** What the function needs, and bounds that allow exactly `ask`. */
  within: Secrets;
  /** The facts of a call with `ask` and `within`. */
  facts: Omit<Facts, "who">;
  /** Whether it works with a connection of its own. */
  connects: boolean;
}

export function subjectOf(handler: Handler, examples: readonly NamedExample[]): AccessSubject {
  const { spec } = handler;
  const [ask] = usualAsks(spec, examples);
  if (!ask) throw new Error(`Expected an example of ${spec.name} without fields for admins only`);
  const hasBounds = Object.keys(spec.bounds ?? {}).length > 0;
  if (hasBounds && !usesBounds(spec, ask.input)) {
    throw new Error(`Expected an example of ${spec.name} with a field that a secret bounds`);
  }
  return {
    handler,
    spec,
    ask,
    adminAsks: found(spec.name, adminAsks(spec, examples)),
    within: withinSecrets(spec, ask),
    facts: {
      access: spec.access,
      account: typeof spec.connection === "object" && spec.connection.kind === "app-user" ? "own" : "shared",
      fits: true,
      setsAdminField: false,
      bounds: hasBounds ? "within" : "none",
    },
    connects: spec.service !== undefined && spec.connection !== "none",
  };
}

/** What the function needs, and bounds that allow exactly what is asked. */
export function withinSecrets(spec: FunctionSpec, ask: Ask): Secrets {
  return { ...ownSecrets(spec, ask.example), ...boundSecrets(spec, ask.input, (values) => values) };
}

interface Planned {
  person: Person;
  row: string;
  variant?: string;
  facts?: Partial<Facts>;
  visit?: Partial<Visit>;
}

/** A case that the rules decide by its facts. */
export function ruled(subject: AccessSubject, planned: Planned): AccessCase {
  const { person, row, variant = "", facts, visit } = planned;
  const verdict = verdictOf({ ...subject.facts, who: person.who, ...facts });
  return { row, variant, verdict, asks: asksOf(person), visit: visitOf(subject, person, visit) };
}

/** A case that is the same for all functions. */
export function fixed(
  subject: AccessSubject,
  { person, row, variant = "", visit }: Planned,
  verdict: AccessCase["verdict"],
  asks: AccessCase["asks"],
): AccessCase {
  return { row, variant, verdict, asks, visit: visitOf(subject, person, visit) };
}

function visitOf(subject: AccessSubject, person: Person, visit: Partial<Visit> = {}): Visit {
  return { person, ask: subject.ask, secrets: subject.within, ...visit };
}

function asksOf({ who }: Person): AccessCase["asks"] {
  return who === NOBODY.who ? "nothing" : who === "key" ? "no user" : "anything";
}

function found(name: string, asks: ReadonlyMap<string, Ask | undefined>): Map<string, Ask> {
  return new Map(
    [...asks].map(([field, ask]) => {
      if (!ask) {
        throw new Error(`Expected an example of ${name} with ${field}, or a value in admin-values.ts`);
      }
      return [field, ask];
    }),
  );
}
