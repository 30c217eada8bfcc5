/**
 * What a secret allows to callers below admin, and fields that only admins may set.
 *
 * @module
 */
import type { Bound } from "../../../shared/runtime/spec.ts";
import type { AccessCase } from "./case.ts";
import {
  type Ask,
  boundSecrets,
  everyBound,
  isMail,
  ownSecrets,
  type Secrets,
  unboundedAsk,
} from "./inputs.ts";
import { mailCases } from "./mail-cases.ts";
import { ADMIN, MANAGER, type Person, SERVICE, USER_PERSON } from "./people.ts";
import type { Facts } from "./rules.ts";
import { type AccessSubject, ruled, withinSecrets } from "./subject.ts";

const PEOPLE: Readonly<Record<string, Person>> = {
  user: USER_PERSON,
  manager: MANAGER,
  admin: ADMIN,
  service: SERVICE,
};

export function boundCases(subject: AccessSubject): AccessCase[] {
  return [...boundsCases(subject), ...adminFieldCases(subject)];
}

/** Every person, with the function as it comes and opened to all users. */
function forAll(
  subject: AccessSubject,
  row: string,
  { variant, secrets, facts, ask = subject.ask }: {
    variant?: string;
    secrets: Secrets;
    facts: Partial<Facts>;
    ask?: Ask;
  },
): AccessCase[] {
  const { spec } = subject;
  const opened = { ...secrets, CONNECTOR_FUNCTIONS_ACCESS: `${spec.name}=user` };
  return Object.entries(PEOPLE).flatMap(([name, person]) => [
    ruled(subject, {
      person,
      row,
      variant: [name, variant].filter(Boolean).join(" "),
      facts,
      visit: { ask, secrets },
    }),
    ruled(subject, {
      person,
      row,
      variant: [name, variant, "opened to users"].filter(Boolean).join(" "),
      facts: { ...facts, access: "user" },
      visit: { ask, secrets: opened },
    }),
  ]);
}

function boundsCases(subject: AccessSubject): AccessCase[] {
  const { spec, ask, within, facts } = subject;
  if (facts.bounds === "none") return [];
  const own = ownSecrets(spec, ask.example);
  const outside = (make: (value: string, bound: Bound) => string[]) => ({
    ...own,
    ...boundSecrets(spec, ask.input, ([first = "", ...others], bound) => [...make(first, bound), ...others]),
  });
  const unbounded = unboundedAsk(spec, ask);
  return [
    ...forAll(subject, "within bounds", { secrets: within, facts: {} }),
    ...forAll(subject, "bounds unset", { secrets: own, facts: { bounds: "unset" } }),
    ...forAll(subject, "out of bounds", {
      variant: "something else",
      secrets: { ...own, ...everyBound(spec, "nothing-of-this,nobody@elsewhere.example") },
      facts: { bounds: "outside" },
    }),
    ...forAll(subject, "out of bounds", {
      variant: "nearly",
      secrets: outside(nearly),
      facts: { bounds: "outside" },
    }),
    ...forAll(subject, "bounds opened with *", {
      secrets: { ...own, ...everyBound(spec, "*") },
      facts: {},
    }),
    ...(unbounded
      ? forAll(subject, "bounded fields left out", {
        secrets: { ...own, ...everyBound(spec, "nothing-of-this") },
        facts: { bounds: "left out" },
        ask: unbounded,
      })
      : []),
    ...mailCases(subject),
  ];
}

/** Entries that come close to a value. */
function nearly(value: string, bound: Bound): string[] {
  if (isMail(bound)) {
    const domain = value.slice(value.indexOf("@") + 1);
    return [
      `@${domain.slice(1)}`,
      `x${value}`,
      `${value}.example`,
      `@sub.${domain}`,
      `@${domain}.example`,
      `@x${domain}`,
      domain,
    ];
  }
  const entries = [
    `${value}x`,
    `x${value}`,
    value.slice(0, -1),
    value.slice(1),
    `${value}*`,
    `@${value}`,
    "self",
  ];
  const others = [value.toUpperCase(), value.toLowerCase()].filter((other) => other !== value);
  return [...entries, ...others].filter((entry) => entry !== value && entry !== "*");
}

function adminFieldCases(subject: AccessSubject): AccessCase[] {
  return [...subject.adminAsks].flatMap(([field, ask]) =>
    forAll(subject, "field for admins only", {
      variant: field,
      secrets: withinSecrets(subject.spec, ask),
      facts: { setsAdminField: true },
      ask,
    })
  );
}
