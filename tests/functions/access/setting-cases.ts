/**
 * The secrets with which an app's owner changes who may call and whose account is used, right and wrong.
 *
 * @module
 */
import type { AccessCase } from "./case.ts";
import { everyBound, type Secrets } from "./inputs.ts";
import { ADMIN, MANAGER, NOBODY, type Person, SERVICE, STRANGER, USER_PERSON, withRole } from "./people.ts";
import type { Facts, Level } from "./rules.ts";
import { type AccessSubject, fixed, ruled, withinSecrets } from "./subject.ts";

const ACCESS = "CONNECTOR_FUNCTIONS_ACCESS";
const CONNECTIONS = "CONNECTOR_FUNCTIONS_CONNECTIONS";

const PEOPLE: Readonly<Record<string, Person>> = {
  anonymous: NOBODY,
  unknown: STRANGER,
  user: USER_PERSON,
  editor: withRole("editor"),
  manager: MANAGER,
  admin: ADMIN,
  service: SERVICE,
};

export function settingCases(subject: AccessSubject): AccessCase[] {
  return [
    ...levelCases(subject),
    ...unreadableCases(subject),
    ...ownAccountCases(subject),
    ...connectionCases(subject),
  ];
}

function forAll(
  subject: AccessSubject,
  row: string,
  what: string,
  secrets: Secrets,
  facts: Partial<Facts>,
  { connection, people = PEOPLE }: { connection?: object; people?: Readonly<Record<string, Person>> } = {},
): AccessCase[] {
  return Object.entries(people).map(([name, person]) => {
    const variant = `${name}: ${JSON.stringify(what)}`;
    const one = ruled(subject, {
      person,
      row,
      variant,
      facts,
      visit: { secrets: { ...subject.within, ...secrets } },
    });
    return { ...one, ...(connection && one.verdict === "allowed" && { connection }) };
  });
}

function levelCases(subject: AccessSubject): AccessCase[] {
  const { name, access } = subject.spec;
  const roles = (...list: string[]): Level => ({ roles: list });
  const levels: [string, Level][] = [
    [`${name}=admin`, "admin"],
    [`${name}=user`, "user"],
    [`${name}=admin|manager`, roles("admin", "manager")],
    [` ${name} = admin | manager `, roles("admin", "manager")],
    [`${name}=manager`, roles("manager")],
    [`other-function=user\n${name}=manager;`, roles("manager")],
  ];
  const idle: [string, Level][] = [
    // Roles of these names, which nobody has.
    [`${name}=User`, roles("User")],
    [`${name}=everyone`, roles("everyone")],
    [`${name}=anonymous|public`, roles("anonymous", "public")],
    // Settings of other functions.
    [`${name}-all=user`, access],
    [`my-${name}=user`, access],
    [`${name.slice(0, -1)}=user`, access],
    [`${name.toUpperCase()}=user`, access],
    [`*=user`, access],
    ["", access],
  ];
  const people = { anonymous: NOBODY, user: USER_PERSON };
  return [
    ...levels.flatMap(([secret, access]) =>
      forAll(subject, "access by secret", secret, { [ACCESS]: secret }, { access })
    ),
    ...idle.flatMap(([secret, access]) =>
      forAll(subject, "access by secret, to nobody", secret, { [ACCESS]: secret }, { access }, { people })
    ),
  ];
}

function unreadableCases(subject: AccessSubject): AccessCase[] {
  const { spec, within, connects } = subject;
  const values = [
    "",
    "|",
    "manager|",
    "a b",
    "user,admin",
    "public",
    "=user",
    "*",
    "user.admin",
    "<user>",
    "\u202euser",
  ];
  const accesses = [
    ...values.map((value) => `${spec.name}=${value}`),
    "user",
    spec.name,
    `x=user;${spec.name}`,
  ];
  const kinds = [
    "",
    "mine",
    "app-user",
    "app-user:",
    "workspace: y",
    "workspace:../x",
    "workspace:a/b",
    "shared:x",
  ];
  const connections = [
    ...kinds.map((kind) => `${spec.service?.connector}=${kind}`),
    `${spec.service?.connector}`,
  ];
  const secrets = [
    ...accesses.map((text) => ({ [ACCESS]: text })),
    ...(connects ? connections.map((text) => ({ [CONNECTIONS]: text })) : []),
  ];
  return secrets.flatMap((secret, index) =>
    (index === 0 ? [NOBODY, USER_PERSON, ADMIN, SERVICE] : [USER_PERSON, ADMIN]).map((person) =>
      fixed(
        subject,
        {
          person,
          row: "setting that cannot be read",
          variant: `${person.who}: ${JSON.stringify(secret)}`,
          visit: { secrets: { ...within, ...secret } },
        },
        "not_configured",
        "nothing",
      )
    )
  );
}

/** Each caller on an account of their own: the shared account's bounds mean nothing then. */
function ownAccountCases(subject: AccessSubject): AccessCase[] {
  const { spec, connects } = subject;
  if (!connects) return [];
  const own = { [CONNECTIONS]: `${spec.service?.connector}=app-user:con_1` };
  const facts = { account: "own" } as const;
  const asked = { kind: "app-user", id: "con_1" };
  const row = "account of the caller's own";
  const outside = everyBound(spec, "nothing-of-this");
  return [
    ...forAll(subject, row, "as it comes", own, facts, { connection: asked }),
    ...forAll(subject, row, "for admins", { ...own, [ACCESS]: `${spec.name}=admin` }, facts, {
      connection: asked,
    }),
    ...forAll(subject, row, "out of bounds", { ...own, ...outside }, facts, { connection: asked }),
    ...[...subject.adminAsks].slice(0, 1).map(([field, ask]) =>
      ruled(subject, {
        person: USER_PERSON,
        row,
        variant: `user: with ${field}`,
        facts: { ...facts, setsAdminField: true },
        visit: { ask, secrets: { ...withinSecrets(spec, ask), ...own } },
      })
    ),
  ];
}

function connectionCases(subject: AccessSubject): AccessCase[] {
  const { spec, connects } = subject;
  const connector = spec.service?.connector;
  if (!connects || typeof spec.connection === "object") return [];
  const choices: [string, object][] = [
    [`${connector}=workspace:w_1`, { kind: "workspace", id: "w_1" }],
    [`${connector}=shared`, { kind: "shared", connector }],
    [`other=app-user:con_1;${connector}_x=app-user:con_2`, { kind: "shared", connector }],
  ];
  return choices.flatMap(([text, choice]) =>
    forAll(subject, "connection by secret", text, { [CONNECTIONS]: text }, {}, { connection: choice })
  );
}
