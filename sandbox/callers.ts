/**
 * The app that the sandbox hosts, and who may call its functions.
 *
 * @module
 */
import { randomUUID } from "node:crypto";

export const APP_ID = "sandbox";
export const DEFAULT_PORT = 4400;

/** The bearer token of each caller; an anonymous caller has none. */
export const CALLER_TOKENS = {
  admin: "sandbox-admin",
  user: "sandbox-user",
  anonymous: undefined,
} as const;

export type CallerName = keyof typeof CALLER_TOKENS;

/** New with each start: only the functions that the sandbox calls get to know it. */
export const SERVICE_TOKEN = `sandbox-service-${randomUUID()}`;

const USERS = new Map([
  [CALLER_TOKENS.admin, user("admin@example.com", "admin")],
  [CALLER_TOKENS.user, user("user@example.com", "user")],
  [SERVICE_TOKEN, { ...user(`service+${APP_ID}@no-reply.base44.com`, "admin"), is_service: true }],
]);

/** The shape of Base44's `User/me`, as `@base44/sdk` describes it. */
export interface User {
  id: string;
  created_date: string;
  updated_date: string;
  email: string;
  full_name: string | null;
  disabled: boolean | null;
  is_verified: boolean;
  app_id: string;
  is_service: boolean;
  _app_role: string;
  role: string;
}

/** Whom an `Authorization` or `on-behalf-of` header names. */
export function findUser(authorization: string | null | undefined): User | undefined {
  return USERS.get(authorization?.replace(/^Bearer /, "") ?? "");
}

function user(email: string, role: string): User {
  return {
    id: `sandbox-${email.split("@")[0]}`,
    created_date: "2026-01-01T00:00:00.000Z",
    updated_date: "2026-01-01T00:00:00.000Z",
    email,
    full_name: null,
    disabled: null,
    is_verified: true,
    app_id: APP_ID,
    is_service: false,
    _app_role: role,
    role,
  };
}
