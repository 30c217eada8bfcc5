/**
 * What Base44 answers about callers, and what users can write into their own record to pass for others.
 *
 * @module
 */
import { APP_ID, type Refusal } from "../../support/base44.ts";
import type { Who } from "./rules.ts";

export interface Person {
  who: Who;
  /** The answer of `auth.me()`. */
  record?: unknown;
  /** How `auth.me()` fails instead. */
  refusal?: Refusal;
}

export const SERVICE_ADDRESS = `service+${APP_ID}@no-reply.base44.com`;

const USER = {
  id: "66f0000000000000000000e5",
  created_date: "2026-01-01T00:00:00.000Z",
  email: "grace@example.com",
  full_name: "Grace Hopper",
  is_verified: true,
  is_service: false,
  app_id: APP_ID,
  role: "user",
};

export const NOBODY: Person = { who: "nobody" };
export const STRANGER: Person = { who: "stranger", refusal: { status: 401 } };
export const USER_PERSON: Person = { who: "user", record: USER };
export const ADMIN: Person = { who: "admin", record: { ...USER, role: "admin" } };
export const MANAGER: Person = withRole("manager");
export const SERVICE: Person = {
  who: "service",
  record: { ...USER, email: SERVICE_ADDRESS, is_service: true, role: "admin" },
};

export function withRole(role: string): Person {
  return { who: { role }, record: { ...USER, role } };
}

export function withAddress(email: string): Person {
  return { who: "user", record: { ...USER, email } };
}

/** The app itself, as Base44 may describe it. */
export const SERVICES: Readonly<Record<string, Person>> = {
  "by its exact address": { who: "service", record: { ...USER, email: SERVICE_ADDRESS } },
  "by is_service": { who: "service", record: { id: "s1", is_service: true } },
  "by both": SERVICE,
};

/** Answers that name nobody. */
export const UNKNOWN: Readonly<Record<string, Person>> = {
  "Base44 answers 401": STRANGER,
  "Base44 answers null": { who: "stranger", record: null },
  "Base44 answers nothing": { who: "stranger", record: undefined },
  "Base44 answers a text": { who: "stranger", record: SERVICE_ADDRESS },
};

/** Users who would be the app itself. */
export const FORGED_SERVICES: Readonly<Record<string, Person>> = {
  "address of another app": withAddress("service+6712f0a1b2c3d4e5f6a7b8c8@no-reply.base44.com"),
  "address of every app": withAddress("service+*@no-reply.base44.com"),
  "address without an app": withAddress("service@no-reply.base44.com"),
  "text before the address": withAddress(`x${SERVICE_ADDRESS}`),
  "text after the address": withAddress(`${SERVICE_ADDRESS}.evil.example`),
  "text after the app": withAddress(`service+${APP_ID}x@no-reply.base44.com`),
  "a second domain": withAddress(`${SERVICE_ADDRESS}@evil.example`),
  "a subdomain": withAddress(`service+${APP_ID}@x.no-reply.base44.com`),
  "another character for the point": withAddress(`service+${APP_ID}@no-replyxbase44.com`),
  "capitals": withAddress(SERVICE_ADDRESS.toUpperCase()),
  "space before": withAddress(` ${SERVICE_ADDRESS}`),
  "a line end after": withAddress(`${SERVICE_ADDRESS}\n`),
  "several addresses": withAddress(`grace@example.com,${SERVICE_ADDRESS}`),
  "a list": { who: "user", record: { ...USER, email: [SERVICE_ADDRESS] } },
  "the address in other fields": {
    who: "user",
    record: { ...USER, full_name: SERVICE_ADDRESS, service_email: SERVICE_ADDRESS },
  },
  "is_service beside an address": { who: "user", record: { ...USER, is_service: true } },
  "is_service as text": { who: "user", record: { id: "u1", role: "user", is_service: "true" } },
  "is_service as a number": { who: "user", record: { id: "u1", role: "user", is_service: 1 } },
  "isService": { who: "user", record: { id: "u1", role: "user", isService: true } },
  "is_service further in": { who: "user", record: { ...USER, data: { is_service: true } } },
};

/** Users who would have a role that is not theirs. */
export function forgedRoles(role: string): Record<string, Person> {
  const user = (fields: object): Person => ({ who: "user", record: { ...USER, ...fields } });
  const forgeries = {
    "other fields": user({ user_role: role, app_role: role, _app_role: role, userRole: role, type: role }),
    "a flag": user({ [role]: true, [`is_${role}`]: true }),
    "roles": user({ roles: [role] }),
    "further in": user({ data: { role }, user: { role }, custom: { role } }),
    "another spelling": user({ Role: role, ROLE: role }),
    "a list": user({ role: [role] }),
    "an object": user({ role: { name: role } }),
    "without a role": { who: "user", record: { id: "u1", email: USER.email, is_admin: role } } as const,
    "capitals": withRole(role.toUpperCase()),
    "space": withRole(` ${role} `),
    "a line end": withRole(`${role}\n`),
    "several": withRole(`user,${role}`),
    "several with a bar": withRole(`user|${role}`),
    "longer": withRole(`${role}istrator`),
  };
  return Object.fromEntries(Object.entries(forgeries).map(([name, person]) => [`${role}, ${name}`, person]));
}
