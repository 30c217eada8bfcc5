/**
 * Google Calendar: the service, its ids, and what limits callers below admin.
 *
 * @see https://developers.google.com/workspace/calendar/api/v3/reference
 * @module
 * @version 0.1.0
 */
import { defineGoogleService, type Reason } from "../families/google.ts";
import { type Caller, isTrusted } from "../runtime/caller.ts";
import { FunctionError } from "../runtime/errors.ts";
import { stableHex } from "../runtime/ids.ts";
import * as z from "../runtime/zod.ts";

const NO_RIGHT: Reason = {
  code: "provider_denied",
  message: "The connected Google account has no right to do this with this calendar",
  hint:
    "Share the calendar with the connected Google account, with the right to change events where it is needed",
};

/** Beside those that all Google APIs share. */
const REASONS = new Map<string, Reason>([
  ["timeRangeEmpty", { code: "provider_rejected" }],
  ["invalid", { code: "provider_rejected" }],
  ["required", { code: "provider_rejected" }],
  ["fullSyncRequired", { code: "provider_rejected" }],
  ["updatedMinTooLongAgo", { code: "provider_rejected" }],
  ["notFound", {
    code: "not_found",
    message: "Google Calendar has no such calendar or event, or the connected account cannot see it",
    hint: "Check the ID, and share the calendar with the connected Google account",
  }],
  ["deleted", { code: "not_found", message: "This event is deleted" }],
  ["forbidden", NO_RIGHT],
  ["requiredAccessLevel", NO_RIGHT],
  ["forbiddenForNonOrganizer", {
    code: "provider_denied",
    message: "Only the organizer of this event may change it",
    hint: "Connect the organizer's account, or change the event on the organizer's calendar",
  }],
  ["quotaExceeded", {
    code: "quota_exceeded",
    message: "Google Calendar takes no more invitations or changes from this account for now",
    hint: "Wait some hours: Google limits invitations to people outside of the organization",
  }],
  ["duplicate", { code: "conflict", message: "Google Calendar has this event already" }],
  ["conditionNotMet", { code: "conflict", message: "This event was changed in the meantime" }],
]);

export const googleCalendar = defineGoogleService({
  connector: "googlecalendar",
  name: "Google Calendar",
  baseUrl: "https://www.googleapis.com/calendar/v3/",
  reasons: REASONS,
});

/** Callers below admin may only use the calendars that this secret lists, such as `primary`. */
export const GOOGLE_CALENDAR_ALLOWED_CALENDARS = "GOOGLE_CALENDAR_ALLOWED_CALENDARS";
/** Callers below admin may only invite whom this secret lists. */
export const GOOGLE_CALENDAR_ALLOWED_ATTENDEES = "GOOGLE_CALENDAR_ALLOWED_ATTENDEES";

export const calendarId = z.string().max(254).regex(
  /^(primary|[^\s@/]+@[^\s@/]+)$/,
  "expected primary, or a calendar's ID such as team@group.calendar.google.com",
);
export const calendarField = calendarId.default("primary").describe("primary, or a calendar's ID");
/** An occurrence of a recurring event has an ID of its own, such as `<event>_20260615T080000Z`. */
export const eventId = z.string().max(1_100).regex(/^[^\s/]+$/, "expected an event's ID");

/** Google's page token. */
export const pageCursor = z.string().min(1).max(2_000);

/** The ID of the event that a caller means by a key. Users do not find each other's events by guessing keys. */
export function keyedEventId(calendarId: string, caller: Caller, key: string): Promise<string> {
  return stableHex(calendarId, isTrusted(caller) ? "" : caller.id ?? caller.email ?? "", key);
}

/** Whether Google has an event under the id that a request chose. */
export function isDuplicate(error: unknown): boolean {
  return error instanceof FunctionError && error.details.provider?.code === "duplicate";
}

/** For an event that Google has, but does not hand out. */
export function createdUnread(eventId: string, error: unknown): FunctionError {
  return new FunctionError(
    "provider_invalid_response",
    "The event is created, but Google Calendar did not answer what it looks like",
    {
      outcome: "done",
      done: { id: eventId },
      provider: error instanceof FunctionError ? error.details.provider : undefined,
    },
  );
}
