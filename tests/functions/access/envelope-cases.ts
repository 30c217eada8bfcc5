/**
 * Bodies of workflows, automations and triggers, in which strangers' text must never become input.
 *
 * @module
 */
import type { FunctionSpec } from "../../../shared/runtime/spec.ts";
import type { AccessCase, Visit } from "./case.ts";
import { boundsOf, type Input } from "./inputs.ts";
import { ADMIN, NOBODY, type Person, SERVICE, USER_PERSON } from "./people.ts";
import type { Facts } from "./rules.ts";
import { type AccessSubject, fixed, ruled } from "./subject.ts";

const STRANGERS_NAMES = ["event", "data", "old_data", "changed_fields", "payload_too_large"];
const EVERYBODY = [NOBODY, USER_PERSON, ADMIN, SERVICE];
/** What a stranger would like to be input; nothing that leaves may hold it. */
export const STRANGERS_TEXT = "text-of-a-stranger-77aa";

export function envelopeCases(subject: AccessSubject): AccessCase[] {
  const { input } = subject.ask;
  return [
    ...besides(subject).flatMap(([variant, json]) =>
      forAll(subject, "envelope around the input", variant, json, {}, { people: EVERYBODY })
    ),
    ...instead(subject).flatMap(([variant, json]) => {
      const fits = subject.spec.input.safeParse({}).success;
      const bounds = boundsOf(subject.spec, {}, subject.within);
      return forAll(subject, "envelope instead of the input", variant, json, { fits, bounds }, {
        people: variant.includes(",") ? [ADMIN] : EVERYBODY,
        ask: { ...subject.ask, input: {}, isRecorded: false },
      });
    }),
    ...within(input).flatMap(([variant, json]) =>
      forAll(subject, "envelope inside of args", variant, json, { fits: false })
    ),
    ...Object.keys(input).flatMap((field) => twice(subject, field)),
  ];
}

/** By an admin, where nothing else is said. */
function forAll(
  subject: AccessSubject,
  row: string,
  variant: string,
  json: Input,
  facts: Partial<Facts>,
  { people = [ADMIN], ...visit }: Partial<Visit> & { people?: readonly Person[] } = {},
): AccessCase[] {
  return people.map((person) =>
    ruled(subject, {
      person,
      row,
      variant: `${person.who}: ${variant}`,
      facts,
      visit: { body: { json }, ...visit },
    })
  );
}

/** The function's own input, with what is not input around it. */
function besides({ spec, ask: { input } }: AccessSubject): [string, Input][] {
  const strangers = Object.fromEntries(Object.keys(spec.input.shape).map((name) => [name, STRANGERS_TEXT]));
  const claims = unknownTo(spec, {
    role: "admin",
    is_service: true,
    user: { role: "admin" },
    caller: { kind: "admin" },
  });
  return [
    ...STRANGERS_NAMES.map((name): [string, Input] => [name, { ...input, [name]: strangers }]),
    ...STRANGERS_NAMES.map((name): [string, Input] => [`${name} of args`, {
      [name]: { args: strangers, function_args: strangers },
      args: input,
    }]),
    ["all at once", {
      ...input,
      ...Object.fromEntries(STRANGERS_NAMES.map((name) => [name, strangers])),
    }],
    ["lists and texts", { ...input, event: [strangers], data: STRANGERS_TEXT, old_data: null }],
    ["args", { args: input, automation_id: "a1", trigger: strangers }],
    ["function_args", { function_args: input, workflow: strangers }],
    ["claims beside args", { args: input, ...claims }],
    ["claims in event", { ...input, event: { ...claims, type: "create" } }],
    ["empty args", { ...input, args: null, function_args: {} }],
  ];
}

/** Nothing of it is input, however right it looks. */
function instead({ spec, ask: { input } }: AccessSubject): [string, Input][] {
  const strangers = Object.fromEntries(Object.keys(spec.input.shape).map((name) => [name, STRANGERS_TEXT]));
  return [
    ...STRANGERS_NAMES.flatMap((name): [string, Input][] => [
      [name, { [name]: input }],
      [`${name}, a stranger's`, { [name]: strangers }],
      [`${name} with args`, { [name]: { args: input, function_args: input } }],
      [`${name}, a list`, { [name]: [input] }],
    ]),
    ["event with data", { event: { type: "create", data: input }, data: { data: input } }],
    ["unknown names", {
      event: {},
      ...unknownTo(spec, { input, params: input, body: input, payload: input, query: input }),
    }],
    ["args beside, empty", { args: {}, data: input, old_data: input }],
  ];
}

/** Without the names that are the function's own. */
function unknownTo({ input }: FunctionSpec, values: Input): Input {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !(name in input.shape)));
}

/** Names that `args` may not hold: nothing is unwrapped twice. */
function within(input: Input): [string, Input][] {
  return [
    ...[...STRANGERS_NAMES, "args", "function_args"].flatMap((name): [string, Input][] => [
      [`args.${name}`, { args: { [name]: input } }],
      [`args.${name} beside the input`, { args: { ...input, [name]: input } }],
      [`function_args.${name}`, { function_args: { [name]: input } }],
    ]),
  ];
}

/** A field at two levels is refused, whichever value is meant, before anybody is asked. */
function twice(subject: AccessSubject, field: string): AccessCase[] {
  const { input } = subject.ask;
  const { [field]: value, ...others } = input;
  const bodies: [string, Input][] = [
    ["beside and in args", { ...input, args: { [field]: value } }],
    ["beside and in function_args", { ...input, function_args: { [field]: value } }],
    ["in args and in function_args", {
      ...others,
      args: { [field]: value },
      function_args: { [field]: value },
    }],
  ];
  const snake = field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const row = "field at two levels";
  return [
    ...bodies.flatMap(([variant, json]) =>
      [NOBODY, ADMIN].map((person) =>
        fixed(
          subject,
          { person, row, variant: `${person.who}: ${field} ${variant}`, visit: { body: { json } } },
          "invalid_request",
          "nothing",
        )
      )
    ),
    ...(snake === field ? [] : forAll(
      subject,
      row,
      `${field} and ${snake}`,
      {
        ...others,
        [snake]: value,
        args: { [field]: value },
      },
      { fits: false },
      { people: [USER_PERSON, ADMIN] },
    )),
  ];
}
