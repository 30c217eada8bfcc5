/**
 * What a caller may do: the level a function asks for, and the bounds of its fields.
 *
 * @module
 * @version 0.1.0
 */
import { type Caller, isTrusted } from "./caller.ts";
import { FunctionError } from "./errors.ts";
import type { Access, Bound, FunctionSpec } from "./spec.ts";

const MAX_OPEN_RECIPIENTS = 5;
/** An address or an ID. Not several, and no name beside it: `@domain` looks at the end of it only. */
const ONE_RECIPIENT = /^[^\s@,;<>"]+(@[^\s@,;<>"]+)?$/;

/** Throws unless the caller reaches the level. */
export function checkAccess(access: Access, caller: Caller): void {
  if (access === "public" || isTrusted(caller)) return;
  if (caller.kind === "anonymous") {
    throw new FunctionError("sign_in_required", "Sign in to use this function");
  }
  if (access === "user") return;
  if (access !== "admin" && caller.role !== undefined && access.roles.includes(caller.role)) return;
  throw new FunctionError("not_allowed", "Only an admin of this app may use this function", {
    params: { roles: access === "admin" ? ["admin"] : [...access.roles] },
  });
}

/** Throws where a field that only admins may set was set by somebody else. */
export function checkAdminOnly(spec: FunctionSpec, input: Record<string, unknown>, caller: Caller): void {
  if (isTrusted(caller)) return;
  const field = spec.adminOnly?.find((path) => isSet(input, path.split(".")));
  if (field !== undefined) {
    throw new FunctionError("not_allowed", `Only an admin of this app may set ${field}`, {
      params: { field },
    });
  }
}

/** Whether there is a value at the path; in a list, in any of its items. */
function isSet(value: unknown, path: readonly string[]): boolean {
  const [name, ...rest] = path;
  if (name === undefined) return value !== undefined;
  if (Array.isArray(value)) return value.some((item) => isSet(item, path));
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(([key, inner]) => key === name && isSet(inner, rest));
}

/** Throws where a bounded field has a value that its secret does not list. */
export function checkBounds(
  spec: FunctionSpec,
  input: Record<string, unknown>,
  caller: Caller,
  secret: (name: string) => string | undefined,
): void {
  let openRecipients = 0;
  const bounds = Object.entries(spec.bounds ?? {});
  const usesAny = bounds.some(([field]) => fieldValues(input[field]).length > 0);
  for (const [field, bound] of bounds) {
    const name = secretName(bound);
    const list = secret(name);
    if (list === undefined) {
      // A field that is not used needs no secret, as long as another one bounds the call.
      if (isTrusted(caller) || (usesAny && input[field] === undefined)) continue;
      throw new FunctionError(
        "not_configured",
        `Only an admin may use this until the secret ${name} is set`,
        {
          hint: `List in the secret ${name} what other callers may use as ${field}, separated by commas`,
          params: { secret: name, field },
        },
      );
    }
    const values = fieldValues(input[field]);
    const allowed = list.split(",").map((entry) => entry.trim()).filter(Boolean);
    const outside = values.find((value) => !isWithin(value, allowed, bound, caller));
    if (outside !== undefined) {
      throw new FunctionError(
        "not_allowed",
        `This value of ${field} is not among those that this app allows`,
        {
          hint: `Add it to the secret ${name} to allow it`,
          params: { field, secret: name },
        },
      );
    }
    if (isMail(bound) && allowed.includes("*")) openRecipients += values.length;
  }
  if (bounds.length > 0 && !usesAny && !isTrusted(caller)) {
    const fields = bounds.map(([field]) => field);
    throw new FunctionError("not_allowed", `Only an admin may leave out ${fields.join(" and ")}`, {
      params: { fields },
    });
  }
  if (openRecipients > MAX_OPEN_RECIPIENTS && !isTrusted(caller)) {
    throw new FunctionError(
      "not_allowed",
      `Only an admin may write to more than ${MAX_OPEN_RECIPIENTS} addresses`,
      {
        params: { max: MAX_OPEN_RECIPIENTS },
      },
    );
  }
}

function secretName(bound: Bound): string {
  return typeof bound === "string" ? bound : bound.secret;
}

function isMail(bound: Bound): boolean {
  return typeof bound === "object";
}

/** A bounded field holds text or recipients, one or many. */
function fieldValues(value: unknown): string[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(fieldValues);
  if (typeof value === "object" && "email" in value) return fieldValues(value.email);
  return [String(value)];
}

function isWithin(value: string, allowed: string[], bound: Bound, caller: Caller): boolean {
  if (!isMail(bound)) return allowed.includes(value) || allowed.includes("*");
  const address = value.toLowerCase();
  if (!ONE_RECIPIENT.test(address)) return false;
  return allowed.some((entry) => {
    if (entry === "*") return true;
    if (entry === "self") return address === caller.email?.toLowerCase();
    if (entry.startsWith("@")) return address.endsWith(entry.toLowerCase());
    return address === entry.toLowerCase();
  });
}
