/**
 * Machine keys, for callers that can neither sign in nor act as the app: the secret `CONNECTOR_FUNCTIONS_KEYS`
 * holds `<key>:<function>,<function>` entries, separated by `;` or line ends.
 *
 * @module
 * @version 0.1.0
 */
import { FunctionError } from "./errors.ts";

export const KEYS_SECRET = "CONNECTOR_FUNCTIONS_KEYS";
const MIN_LENGTH = 32;

/** Throws unless `key` opens the function for a caller that is no browser. */
export async function checkKey(
  key: string,
  functionName: string,
  headers: Headers,
  secret: (name: string) => string | undefined,
): Promise<void> {
  if (isBrowser(headers)) {
    throw new FunctionError(
      "not_allowed",
      `A machine key came from a browser, where everybody can read it: replace it in the secret ${KEYS_SECRET}`,
    );
  }
  let opened = false;
  for (const entry of (secret(KEYS_SECRET) ?? "").split(/[;\n]/)) {
    const separator = entry.lastIndexOf(":");
    const own = entry.slice(0, separator).trim();
    const functions = entry.slice(separator + 1).split(",").map((name) => name.trim());
    const usable = separator > 0 && own.length >= MIN_LENGTH && functions.includes(functionName);
    // Every key is compared, so that the time taken tells nothing.
    if (await isSameText(own, key) && usable) opened = true;
  }
  if (!opened) throw new FunctionError("not_allowed", "This machine key does not open this function");
}

function isBrowser(headers: Headers): boolean {
  return headers.has("origin") || [...headers.keys()].some((name) => name.startsWith("sec-fetch-"));
}

async function isSameText(a: string, b: string): Promise<boolean> {
  const [left, right] = await Promise.all([digest(a), digest(b)]);
  return left.reduce((difference, byte, index) => difference | (byte ^ (right[index] ?? 0)), 0) === 0;
}

async function digest(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
}
