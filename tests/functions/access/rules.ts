/**
 * Who may do what, as DESIGN.md's "Access" says it. Nothing here is taken from the code that it judges.
 *
 * @module
 */

/** `nobody` has no credentials, `stranger` a token that Base44 does not know, `barred` one that it refuses. */
export type Who =
  | "nobody"
  | "stranger"
  | "barred"
  | "user"
  | { role: string }
  | "admin"
  | "service"
  | "key";

export type Level = "admin" | "user" | "public" | { roles: readonly string[] };

export interface Facts {
  who: Who;
  access: Level;
  /** Whose account the function uses. */
  account: "shared" | "own";
  /** Whether the input is what the function takes. */
  fits: boolean;
  /** Whether the input sets a field that is for admins only. */
  setsAdminField: boolean;
  /** `too many`: more than five recipients, where a mail bound is open to anybody. */
  bounds: "none" | "within" | "outside" | "unset" | "left out" | "too many";
}

export const STATUS_OF = {
  invalid_request: 400,
  invalid_input: 400,
  sign_in_required: 401,
  not_allowed: 403,
  unsupported_media_type: 415,
  not_connected: 424,
  not_configured: 424,
  platform_unavailable: 503,
} as const;

export type Refused = keyof typeof STATUS_OF;
export type Verdict = "allowed" | Refused;

/** In this order: who calls, what they may call, whether the input fits, what they may do with it. */
export function verdictOf(facts: Facts): Verdict {
  const { who, account, fits, setsAdminField, bounds } = facts;
  const access = account === "own" ? "user" : facts.access;
  if (who === "barred") return "not_allowed";
  const isUnknown = who === "nobody" || who === "stranger";
  if (isUnknown && access !== "public") return "sign_in_required";
  if (!isUnknown && !reaches(access, who)) return "not_allowed";
  if (account === "own" && (isUnknown || who === "service" || who === "key")) return "sign_in_required";
  if (!fits) return "invalid_input";
  if (account === "own") return "allowed";
  if (bounds === "outside") return "not_allowed";
  if (ranksHighest(who)) return "allowed";
  if (setsAdminField) return "not_allowed";
  if (bounds === "unset") return "not_configured";
  return bounds === "left out" || bounds === "too many" ? "not_allowed" : "allowed";
}

/** An admin, the app itself and a machine key that opens the function. */
export function ranksHighest(who: Who): boolean {
  return who === "admin" || who === "service" || who === "key";
}

function reaches(access: Level, who: Who): boolean {
  if (ranksHighest(who) || access === "public" || access === "user") return true;
  const role = typeof who === "object" ? who.role : "user";
  return access !== "admin" && access.roles.includes(role);
}
