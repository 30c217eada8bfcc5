/**
 * Ids that a function chooses itself, so that repeating a request cannot do the job twice.
 *
 * @module
 * @version 0.1.0
 */
import type { Environment } from "./environment.ts";

/** A version 4 UUID. */
export function uuid({ randomBytes }: Environment): string {
  const bytes = randomBytes(16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = toHex(bytes);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** `length` random bytes as lowercase hex. */
export function randomHex({ randomBytes }: Environment, length: number): string {
  return toHex(randomBytes(length));
}

/** 64 characters of lowercase hex that are the same whenever `parts` are: an id for a repeated call. */
export async function stableHex(...parts: string[]): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(parts));
  return toHex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
}

/** Lowercase hex. */
export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
