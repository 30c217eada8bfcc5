/**
 * Who calls a function.
 *
 * @module
 * @version 0.1.0
 */
import { type Base44, platformError, rejection } from "./connection.ts";
import { FunctionError } from "./errors.ts";

export interface Caller {
  /**
   * - `service`: the app itself, through `asServiceRole.functions.invoke`;
   * - `key`: a machine with one of the app's keys for this function;
   * - `admin`: an admin of the app, or a scheduled run, which arrives as its owner;
   * - `user`: somebody who signed in; `anonymous`: anybody.
   */
  kind: "service" | "key" | "admin" | "user" | "anonymous";
  id?: string;
  email?: string;
  /** Base44's built-in role. Other fields of a user are the user's own to write, and decide nothing. */
  role?: string;
}

export const ANONYMOUS: Readonly<Caller> = Object.freeze({ kind: "anonymous" });
export const KEY_HOLDER: Readonly<Caller> = Object.freeze({ kind: "key" });

/** Callers that act for the app's owner. It is no trust in the content they pass on. */
export function isTrusted(caller: Caller): boolean {
  return caller.kind === "service" || caller.kind === "key" || caller.kind === "admin";
}

/** Asks Base44 who the caller is. */
export async function askCaller(base44: Base44, appId: string): Promise<Caller> {
  try {
    return describeCaller(await base44.me(), appId);
  } catch (error) {
    const { status } = rejection(error);
    if (status === 401) throw new FunctionError("sign_in_required", "Sign in to use this function");
    if (status === 403) throw new FunctionError("not_allowed", "This account has no access to this app");
    throw platformError(error);
  }
}

export function describeCaller(user: unknown, appId: string): Caller {
  if (typeof user !== "object" || user === null) return ANONYMOUS;
  const { id, email, role, is_service } = user as Record<string, unknown>;
  // A user could have a field of their own named is_service, but not an address of Base44's.
  const isService = email === `service+${appId}@no-reply.base44.com` ||
    (is_service === true && email === undefined);
  return {
    kind: isService ? "service" : role === "admin" ? "admin" : "user",
    ...(typeof id === "string" && { id }),
    ...(typeof email === "string" && { email }),
    ...(typeof role === "string" && { role }),
  };
}
