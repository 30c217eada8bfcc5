/**
 * Who calls, and who only says so.
 *
 * @module
 */
import type { AccessCase, Body } from "./case.ts";
import {
  ADMIN,
  FORGED_SERVICES,
  forgedRoles,
  MANAGER,
  NOBODY,
  type Person,
  SERVICE,
  SERVICES,
  STRANGER,
  UNKNOWN,
  USER_PERSON,
} from "./people.ts";
import { type AccessSubject, fixed, ruled } from "./subject.ts";

const NOT_CONNECTED = { status: 404, code: "NOT_FOUND", message: "Connector connection not found" };

/** Headers that other platforms, or Base44 elsewhere, set for callers. */
const CLAIMS: readonly Record<string, string>[] = [
  { "base44-scheduled-task": "true", "base44-automation-id": "a1" },
  { "x-base44-invoker": "service", "x-base44-automation": "true" },
  { "on-behalf-of": "Bearer admin-token" },
  { "x-user-role": "admin", "x-user-email": "admin@example.com", "x-is-service": "true" },
  { "x-forwarded-user": "admin", "x-auth-request-user": "admin", "remote-user": "admin" },
  { "cookie": "access_token=admin-token; role=admin", "x-api-key": "admin-token" },
  { "proxy-authorization": "Bearer admin-token", "x-authorization": "Bearer admin-token" },
];

export function callerCases(subject: AccessSubject): AccessCase[] {
  const { name } = subject.spec;
  const misfit = misfitOf(subject);
  const closed = { ...subject.within, CONNECTOR_FUNCTIONS_ACCESS: `${name}=admin` };
  const forManagers = { ...subject.within, CONNECTOR_FUNCTIONS_ACCESS: `${name}=admin|manager` };
  /** As the function comes, and as it is closed to all but admins. */
  const asIsAndClosed = (person: Person, row: string, variant: string) => [
    ruled(subject, { person, row, variant }),
    ruled(subject, {
      person,
      row,
      variant: `${variant}, for admins only`,
      facts: { access: "admin" },
      visit: { secrets: closed },
    }),
  ];
  return [
    ...asIsAndClosed(NOBODY, "anonymous", "alone"),
    ...CLAIMS.map((headers) =>
      ruled(subject, {
        person: NOBODY,
        row: "anonymous, with other headers",
        variant: Object.keys(headers).join(),
        visit: { headers },
      })
    ),
    ruled(subject, {
      person: NOBODY,
      row: "anonymous, right after an admin",
      visit: { before: ADMIN },
    }),
    ...Object.entries(UNKNOWN).flatMap(([variant, person]) =>
      asIsAndClosed(person, "signed in, unknown to Base44", variant)
    ),
    fixed(
      subject,
      { person: { who: "barred", refusal: { status: 403 } }, row: "signed in, without access to the app" },
      "not_allowed",
      "anything",
    ),
    ...asIsAndClosed(USER_PERSON, "user", "within bounds"),
    ...CLAIMS.map((headers) =>
      ruled(subject, {
        person: USER_PERSON,
        row: "user, with other headers",
        variant: Object.keys(headers).join(),
        facts: { access: "admin" },
        visit: { headers, secrets: closed },
      })
    ),
    ruled(subject, {
      person: USER_PERSON,
      row: "user, right after an admin",
      facts: { access: "admin" },
      visit: { before: ADMIN, secrets: closed },
    }),
    ...asIsAndClosed(ADMIN, "admin", "within bounds"),
    ...Object.entries(SERVICES).flatMap(([variant, person]) => asIsAndClosed(person, "service", variant)),
    ...Object.entries({ ...FORGED_SERVICES, ...forgedRoles("admin") }).map(([variant, person]) =>
      ruled(subject, {
        person,
        row: variant in FORGED_SERVICES ? "service, forged" : "admin, forged",
        variant,
        facts: { access: "admin" },
        visit: { secrets: closed },
      })
    ),
    ...Object.entries({ ...forgedRoles("manager"), ...forgedRoles("admin") }).map(([variant, person]) =>
      ruled(subject, {
        person,
        row: "named role, forged",
        variant,
        facts: { access: { roles: ["admin", "manager"] } },
        visit: { secrets: forManagers },
      })
    ),
    ...[STRANGER, USER_PERSON, MANAGER, ADMIN, SERVICE].flatMap((person) => orderCases(subject, person)),
    ruled(subject, {
      person: NOBODY,
      row: "anonymous, input that does not fit",
      facts: { fits: false },
      visit: { body: misfit },
    }),
  ];
}

/** What the function takes, and a name that it does not know. */
function misfitOf({ ask: { input } }: AccessSubject): Body {
  return { json: { ...input, noFieldOfAnyFunction: "a value" } };
}

/** The caller is judged before the input, and both before the connection. */
function orderCases(subject: AccessSubject, person: Person): AccessCase[] {
  const { spec, connects, within } = subject;
  const who = typeof person.who === "object" ? person.who.role : person.who;
  const closed = { ...within, CONNECTOR_FUNCTIONS_ACCESS: `${spec.name}=admin` };
  const misfit = misfitOf(subject);
  const misfits = [undefined, NOT_CONNECTED].map((connectionError) =>
    ruled(subject, {
      person,
      row: "input that does not fit",
      variant: `${who}, ${connectionError ? "not connected" : "connected"}`,
      facts: { fits: false },
      visit: { body: misfit, ...(connectionError && { connectionError }) },
    })
  );
  if (!connects) return misfits;
  const unconnected = ruled(subject, {
    person,
    row: "not connected",
    variant: who,
    facts: { access: "admin" },
    visit: { secrets: closed, connectionError: NOT_CONNECTED },
  });
  const verdict = unconnected.verdict === "allowed" ? "not_connected" : unconnected.verdict;
  return [...misfits, { ...unconnected, verdict }];
}
