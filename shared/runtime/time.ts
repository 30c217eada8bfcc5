/**
 * Moments and time zones as callers give them.
 *
 * @module
 * @version 0.1.0
 */
import * as z from "./zod.ts";

/** A moment that needs no time zone to be understood. */
export const instant = z.iso.datetime({
  offset: true,
  error: "expected a time with a UTC offset, such as 2026-06-15T10:00:00+02:00",
});

export const timeZone = z.string().max(64).refine(
  isTimeZone,
  "expected an IANA time zone such as Europe/Berlin",
);

/** Some runtimes take offsets such as `+02:00` as time zones, providers do not. */
function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name }).format();
    return true;
  } catch {
    return false;
  }
}
