/**
 * Takes a function's input out of what workflows, automations and triggers send around it.
 *
 * @module
 * @version 0.1.0
 */
import { cleanText } from "./bytes.ts";
import { FunctionError } from "./errors.ts";

/** Names that the platform's bodies use, and that no input may have. */
export const ENVELOPE_NAMES = [
  "args",
  "function_args",
  "event",
  "data",
  "old_data",
  "changed_fields",
  "payload_too_large",
] as const;
export const KEY_NAME = "functionsKey";

export interface Unwrapped {
  input: Record<string, unknown>;
  /** The machine key, where the body holds one. */
  key?: string;
}

/**
 * `event`, `data` and `old_data` never become input: they hold strangers' text. Beside them only names that
 * the function knows are taken; within `args` and `function_args` every name counts.
 */
export function unwrap(body: Record<string, unknown>, isKnown: (name: string) => boolean): Unwrapped {
  const isEnvelope = ENVELOPE_NAMES.some((name) => Object.hasOwn(body, name));
  const levels = isEnvelope
    ? [outer(body, isKnown), inner(body, "args"), inner(body, "function_args")]
    : [body];

  const entries = new Map<string, unknown>();
  for (const level of levels) {
    for (const [name, value] of Object.entries(level)) {
      if (entries.has(name)) {
        throw new FunctionError(
          "invalid_request",
          `Expected one value for ${cleanText(name, 100)}: it is there at two levels`,
        );
      }
      entries.set(name, value);
    }
  }
  const key = entries.get(KEY_NAME);
  entries.delete(KEY_NAME);
  if (key !== undefined && key !== null && typeof key !== "string") {
    throw new FunctionError("invalid_request", `Expected text in ${KEY_NAME}`);
  }
  return { input: Object.fromEntries(entries), ...(key && { key }) };
}

function outer(body: Record<string, unknown>, isKnown: (name: string) => boolean): Record<string, unknown> {
  return Object.fromEntries(Object.entries(body).filter(([name]) => name === KEY_NAME || isKnown(name)));
}

function inner(body: Record<string, unknown>, name: "args" | "function_args"): Record<string, unknown> {
  const value = body[name] ?? {};
  if (typeof value !== "object" || Array.isArray(value)) {
    throw new FunctionError("invalid_request", `Expected an object in ${name}`);
  }
  return value as Record<string, unknown>;
}
