/**
 * Reads one event of a Google calendar.
 *
 * @example
 * const { data } = await base44.functions.invoke("google-calendar-get-event", { eventId: "jmklr1fs5tuk2nlmc8" });
 *
 * @see https://developers.google.com/workspace/calendar/api/v3/reference/events/get
 * @module
 * @version 0.1.0
 */
import { googleScope } from "../../shared/families/google.ts";
import { defineFunction } from "../../shared/runtime/define.ts";
import { timeZone } from "../../shared/runtime/time.ts";
import * as z from "../../shared/runtime/zod.ts";
import {
  calendarField,
  eventId,
  GOOGLE_CALENDAR_ALLOWED_CALENDARS,
  googleCalendar,
} from "../../shared/services/google-calendar.ts";
import { Event, GoogleEvent, toEvent } from "../../shared/services/google-calendar-event.ts";

const Input = z.strictObject({
  calendarId: calendarField,
  eventId: eventId.describe("ID of the event, or of one occurrence of a series"),
  timeZone: timeZone.optional().describe("IANA time zone of the answer's times; by default the calendar's"),
});

const Output = Event.extend({
  cancelled: z.boolean().describe("Whether the event is deleted; Google keeps deleted events for a while"),
});

export default defineFunction({
  name: "google-calendar-get-event",
  service: googleCalendar,
  scopes: [googleScope("calendar.events.readonly")],
  effect: "read",
  access: "admin",
  bounds: { calendarId: GOOGLE_CALENDAR_ALLOWED_CALENDARS },
  input: Input,
  output: Output,

  async run({ input: { calendarId, eventId, timeZone }, http }) {
    const event = await http.get("calendars/{calendarId}/events/{eventId}", {
      path: { calendarId, eventId },
      query: { timeZone },
      response: GoogleEvent,
    });
    return { ...toEvent(event), cancelled: event.status === "cancelled" };
  },
});
