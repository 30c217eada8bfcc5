/**
 * What the app's owner can do about a failure, where neither the service nor the function says it better.
 *
 * @module
 * @version 0.1.0
 */
import type { FunctionError } from "./errors.ts";
import type { FunctionSpec } from "./spec.ts";

export function withHint(
  error: FunctionError,
  { service, scopes, name: functionName }: FunctionSpec,
): FunctionError {
  if (!service) return error;
  const { name, connector } = service;
  const needed = scopes.length > 1
    ? `the scopes ${scopes.join(", ")}`
    : scopes.length === 1
    ? `the scope ${scopes[0]}`
    : "another scope";
  switch (error.code) {
    case "missing_scope":
      return error.with({
        hint: error.details.hint ?? `${name} needs ${needed}: add it to the connector and authorize it again`,
        params: { connector, scopes, ...error.details.params },
      });
    case "connection_expired":
      return error.with({
        hint: error.details.hint ??
          (scopes.length > 0
            ? `Authorize the ${name} connector again, with ${needed} and all others that it had`
            : `Authorize the ${name} connector again`),
        params: { connector, ...error.details.params },
      });
    case "provider_denied":
      return error.with({
        hint: error.details.hint ?? `Check what the connected ${name} account may do for ${functionName}`,
      });
    default:
      return error;
  }
}
