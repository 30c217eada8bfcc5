/**
 * Changes an event of a Google calendar: only what is given, everything else stays.
 *
 * @example
 * const { data } = await base44.functions.invoke("google-calendar-update-event", {
 *   eventId: "jmklr1fs5tuk2nlmc8", start: "2026-06-16T10:00:00+02:00", sendUpdates: "all",
 * });
 *
 * @see https://developers.google.com/workspace/calendar/api/v3/reference/events/patch
 * @module
 * @version 0.1.0
 */
import { googleScope } from "../../shared/families/google.ts";
import { defineFunction } from "../../shared/runtime/define.ts";
import { uuid } from "../../shared/runtime/ids.ts";
import { atLeastOne } from "../../shared/runtime/rules.ts";
import * as z from "../../shared/runtime/zod.ts";
import {
  calendarField,
  eventId,
  GOOGLE_CALENDAR_ALLOWED_ATTENDEES,
  GOOGLE_CALENDAR_ALLOWED_CALENDARS,
  googleCalendar,
} from "../../shared/services/google-calendar.ts";
import {
  Event,
  eventBody,
  eventFields,
  eventTitle,
  GoogleEvent,
  meetRequest,
  sendUpdates,
  toEvent,
} from "../../shared/services/google-calendar-event.ts";
import {
  changedDateTime,
  checkEventTimes,
  eventEnd,
  eventTimeFields,
  movedEnd,
} from "../../shared/services/google-calendar-time.ts";

const { timeZone, ...times } = eventTimeFields;
const { allowMarkup, ...fields } = eventFields;
const changes = {
  title: eventTitle.optional().describe("New title"),
  ...times,
  start: eventTimeFields.start.optional(),
  end: eventTimeFields.end.describe("End, in the same form as start. A new start alone keeps the length"),
  ...fields,
  description: eventFields.description.nullable().describe(
    "Description; null removes it; tags are shown as typed unless allowMarkup is set",
  ),
  location: eventFields.location.nullable().describe("Place, as free text; null removes it"),
  attendees: eventFields.attendees.describe(
    "All attendees, up to 50 addresses or { email, name, optional }: who is left out is uninvited",
  ),
  addMeet: z.literal(true).optional().describe("Add a Google Meet link"),
};

const Input = z.strictObject({
  calendarId: calendarField,
  eventId: eventId.describe(
    "ID of the event, or of one occurrence of a series; a series' own ID changes all",
  ),
  ...changes,
  timeZone,
  allowMarkup,
  sendUpdates,
}).refine(...atLeastOne(...Object.keys(changes))).superRefine(checkEventTimes);

export default defineFunction({
  name: "google-calendar-update-event",
  service: googleCalendar,
  scopes: [googleScope("calendar.events")],
  effect: "send",
  access: "admin",
  bounds: {
    calendarId: GOOGLE_CALENDAR_ALLOWED_CALENDARS,
    attendees: { secret: GOOGLE_CALENDAR_ALLOWED_ATTENDEES, kind: "mail" },
  },
  adminOnly: ["allowMarkup"],
  input: Input,
  output: Event,

  async run({ input, http, environment }) {
    const { start, end, durationMinutes, sendUpdates, addMeet } = input;
    const path = { calendarId: input.calendarId, eventId: input.eventId };
    const keepsLength = start !== undefined && end === undefined && durationMinutes === undefined;
    const old = keepsLength &&
      await http.get("calendars/{calendarId}/events/{eventId}", { path, response: GoogleEvent });
    const newEnd = start === undefined ? end : eventEnd({ ...input, end: end ?? keptEnd(start, old) }, start);

    const event = await http.patch("calendars/{calendarId}/events/{eventId}", {
      path,
      query: { sendUpdates, conferenceDataVersion: addMeet ? 1 : undefined },
      json: {
        ...eventBody(input),
        start: start && changedDateTime(start, input),
        end: newEnd && changedDateTime(newEnd, input),
        conferenceData: addMeet && meetRequest(uuid(environment)),
      },
      idempotent: sendUpdates === "none", // Each attempt may mail the attendees.
      response: GoogleEvent,
    });
    return toEvent(event);
  },
});

function keptEnd(start: string, old: GoogleEvent | false): string | undefined {
  if (!old) return undefined;
  const event = toEvent(old);
  return event.start && event.end ? movedEnd(start, { start: event.start, end: event.end }) : undefined;
}
