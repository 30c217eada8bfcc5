/**
 * Reads the app's secrets, which Base44 keeps as environment variables on both of its runtimes.
 *
 * @module
 * @version 0.1.0
 */

interface Host {
  Deno?: { env?: { get?(name: string): string | undefined } };
}

/** The secret's value without surrounding space; `undefined` where it is unset or empty. */
export function readSecret(name: string): string | undefined {
  return (globalThis as Host).Deno?.env?.get?.(name)?.trim() || undefined;
}
