/**
 * The two secrets with which an app's owner changes a copied function without editing it:
 * `CONNECTOR_FUNCTIONS_ACCESS` (`slackbot-post=user; gmail-search=admin|manager`) and
 * `CONNECTOR_FUNCTIONS_CONNECTIONS` (`gmail=app-user:<connector id>; slack=workspace:<connector id>`).
 *
 * @module
 * @version 0.1.0
 */
import type { ConnectionChoice } from "./connection.ts";
import { FunctionError } from "./errors.ts";
import type { Access, FunctionSpec } from "./spec.ts";

export const ACCESS_SECRET = "CONNECTOR_FUNCTIONS_ACCESS";
export const CONNECTIONS_SECRET = "CONNECTOR_FUNCTIONS_CONNECTIONS";

export interface Settings {
  access: Access;
  /** Absent where the function uses no connection. */
  connection?: ConnectionChoice;
}

export function readSettings(spec: FunctionSpec, secret: (name: string) => string | undefined): Settings {
  const connection = specConnection(spec, secret);
  // A caller who acts on an account of their own needs no permission from the app's owner.
  if (connection?.kind === "app-user") return { access: "user", connection };
  return { access: chooseAccess(spec, secret(ACCESS_SECRET)), ...(connection && { connection }) };
}

function chooseAccess(spec: FunctionSpec, text: string | undefined): Access {
  const value = setting(text, spec.name, ACCESS_SECRET);
  if (value === undefined) return spec.access;
  if (value === "admin" || value === "user") return value;
  if (value === "public") {
    if (spec.access === "public" || Object.keys(spec.fixed ?? {}).length > 0) return value;
    throw misconfigured(ACCESS_SECRET, `${spec.name} cannot be public, since nothing fixes whom it reaches`);
  }
  const roles = value.split("|").map((role) => role.trim());
  if (roles.every((role) => /^[\w-]+$/.test(role))) return { roles };
  throw misconfigured(ACCESS_SECRET, `Expected admin, user or roles such as admin|manager for ${spec.name}`);
}

function specConnection(
  spec: FunctionSpec,
  secret: (name: string) => string | undefined,
): ConnectionChoice | undefined {
  if (spec.connection === "none" || !spec.service) return undefined;
  const { connector } = spec.service;
  return connectionFor(connector, secret, typeof spec.connection === "object" ? spec.connection : undefined);
}

/** The connection that this app uses for a connector: what the secret says, else `preset`, else the shared one. */
export function connectionFor(
  connector: string,
  secret: (name: string) => string | undefined,
  preset: ConnectionChoice = { kind: "shared", connector },
): ConnectionChoice {
  const value = setting(secret(CONNECTIONS_SECRET), connector, CONNECTIONS_SECRET);
  if (value === undefined) return preset;
  if (value === "shared") return { kind: "shared", connector };
  const [, kind, id] = /^(app-user|workspace):([\w-]+)$/.exec(value) ?? [];
  if ((kind === "app-user" || kind === "workspace") && id) return { kind, id };
  throw misconfigured(
    CONNECTIONS_SECRET,
    `Expected shared, app-user:<id> or workspace:<id> for ${connector}`,
  );
}

/** The value of `name` in `name=value; name=value`. */
function setting(text: string | undefined, name: string, secret: string): string | undefined {
  let found: string | undefined;
  for (const entry of (text ?? "").split(/[;\n]/)) {
    if (entry.trim() === "") continue;
    const separator = entry.indexOf("=");
    if (separator < 0) throw misconfigured(secret, "Expected entries such as name=value, separated by ;");
    if (entry.slice(0, separator).trim() === name) found = entry.slice(separator + 1).trim();
  }
  return found;
}

function misconfigured(secret: string, hint: string): FunctionError {
  return new FunctionError("not_configured", `The secret ${secret} cannot be read`, {
    hint,
    params: { secret },
  });
}
